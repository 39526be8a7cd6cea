import { type Principal, requireWholeOrganisation } from '../contract/principal.ts';
import type { SigningSecret } from '../contract/resources/webhook-endpoint.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { generateWebhookSecret, placeOfCallbackSecret } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { endOfOverlap, presentOverlap } from './rotation.ts';

/** The secret that signs what goes to callback URLs. Who reads it is written down. @throws AppError FORBIDDEN for a bound key */
export async function readCallbackSecret(
  { database, secrets }: Services,
  principal: Principal,
): Promise<SigningSecret> {
  requireWholeOrganisation(principal, 'webhooks belong');
  const { organisationId: id } = principal;
  return database.prisma.$transaction(async (tx) => {
    const row = await tx.organisation.findUniqueOrThrow({ where: { id } });
    await recordAudit(tx, { ...actorOf(principal), action: 'callback_secret.read', subject: id });
    return {
      secret: secrets.decrypt(row.callbackSecret, placeOfCallbackSecret(id)),
      previous_secret_expires_at: presentOverlap(row.previousCallbackSecretExpiresAt),
    };
  });
}

/** The secret before goes on signing during the overlap. @throws AppError FORBIDDEN for a bound key */
export async function rotateCallbackSecret(
  { database, secrets }: Services,
  principal: Principal,
  overlapMs: number,
): Promise<SigningSecret> {
  requireWholeOrganisation(principal, 'webhooks belong');
  const { organisationId: id } = principal;
  const secret = generateWebhookSecret();
  const expiresAt = endOfOverlap(overlapMs);
  await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE organisation SET
        previous_callback_secret = CASE WHEN ${expiresAt}::timestamptz IS NOT NULL THEN callback_secret END,
        previous_callback_secret_expires_at = ${expiresAt}::timestamptz,
        callback_secret = ${secrets.encrypt(secret, placeOfCallbackSecret(id))}
      WHERE id = ${id}`;
    await recordAudit(tx, { ...actorOf(principal), action: 'callback_secret.rotated', subject: id });
  });
  return { secret, previous_secret_expires_at: expiresAt?.toISOString() ?? null };
}

import type { Principal } from '../contract/principal.ts';
import type { SigningSecret } from '../contract/resources/webhook-endpoint.ts';
import { recordAudit } from '../platform/record-audit.ts';
import { generateWebhookSecret, placeOfCallbackSecret } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { requireWholeOrganisation } from './require-whole-organisation.ts';
import { endOfOverlap, presentOverlap } from './rotation.ts';

/** The secret that signs what goes to callback URLs. Who reads it is written down. @throws AppError FORBIDDEN for a bound key */
export async function readCallbackSecret(
  { database, secrets }: Services,
  principal: Principal,
): Promise<SigningSecret> {
  requireWholeOrganisation(principal);
  const { organisationId: id, apiKeyId: actor } = principal;
  return database.prisma.$transaction(async (tx) => {
    const row = await tx.organisation.findUniqueOrThrow({ where: { id } });
    await recordAudit(tx, { organisationId: id, actor, action: 'callback_secret.read', subject: id });
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
  requireWholeOrganisation(principal);
  const { organisationId: id, apiKeyId: actor } = principal;
  const secret = generateWebhookSecret();
  const expiresAt = endOfOverlap(overlapMs);
  await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE organisation SET
        previous_callback_secret = CASE WHEN ${expiresAt}::timestamptz IS NOT NULL THEN callback_secret END,
        previous_callback_secret_expires_at = ${expiresAt}::timestamptz,
        callback_secret = ${secrets.encrypt(secret, placeOfCallbackSecret(id))}
      WHERE id = ${id}`;
    await recordAudit(tx, { organisationId: id, actor, action: 'callback_secret.rotated', subject: id });
  });
  return { secret, previous_secret_expires_at: expiresAt?.toISOString() ?? null };
}

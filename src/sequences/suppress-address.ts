import { type Principal, requireWholeOrganisation } from '../contract/principal.ts';
import type { SuppressionBody, SuppressionView } from '../contract/resources/suppression.ts';
import { hashOf, suppress } from '../directory/suppressions.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { findLeadsByEmail } from './find-leads.ts';
import { nothingStopped, stopEnrollmentsOf } from './stop-enrollments.ts';

/**
 * Suppresses an address, and stops the sequences of the leads that are stored or enrolled with it as their email address.
 * @throws AppError FORBIDDEN for a bound key
 */
export async function suppressAddress(
  services: Services,
  principal: Principal,
  body: SuppressionBody,
): Promise<{ view: SuppressionView; created: boolean }> {
  requireWholeOrganisation(principal, 'suppressions belong');
  const { organisationId } = principal;
  const { channel, address, reason } = body;
  const hash = await hashOf(services, organisationId, body);
  const { prisma } = services.database;
  const leads =
    channel === 'email' ? await findLeadsByEmail(prisma, principal, { email: address, hash }) : [];
  const leadIds = leads.map(({ id }) => id);
  let all = nothingStopped();
  const suppressed = await prisma.$transaction(async (tx) => {
    const result = await suppress(tx, organisationId, { channel, hash, reason });
    if (!result.created) return result;
    await recordAudit(tx, {
      ...actorOf(principal),
      action: 'suppression.created',
      subject: result.view.id,
      details: { channel },
    });
    all = await stopEnrollmentsOf(tx, { organisationId, leadIds }, { reasons: ['opt_out'] });
    return result;
  });
  await announce(services, all);
  return suppressed;
}

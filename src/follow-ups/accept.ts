import { recordEvent } from '../commands/record-event.ts';
import { AppError } from '../contract/errors.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { ParsedBody } from '../contract/parse-body.ts';
import type { Principal } from '../contract/principal.ts';
import { readDirectory } from '../directory/read-directory.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { dispatchFollowUp } from './dispatch.ts';
import { gatherFacts } from './gather-facts.ts';
import { planFollowUp } from './plan.ts';

/**
 * Accepts a follow-up: reads what is known, plans, stores the follow-up with its commands in one transaction and puts
 * it into the queue. A request that is refused stores nothing.
 * @returns the id of the follow-up
 * @throws AppError SITE_NOT_FOUND, LEAD_NOT_FOUND or what planning refuses
 */
export async function acceptFollowUp(
  services: Services,
  principal: Principal,
  { value: request, warnings }: ParsedBody<LeadFollowUpRequest>,
): Promise<string> {
  const { organisationId } = principal;
  const directory = await readDirectory(services.database, {
    organisationId,
    siteId: request.site_id,
    leadId: request.lead_id,
    visitorId: request.visitor_id,
  });
  if (!directory || (principal.siteId && principal.siteId !== request.site_id)) {
    throw new AppError('SITE_NOT_FOUND', 'no such site: check siteId');
  }
  if (!directory.lead && !request.lead_data) {
    throw new AppError('LEAD_NOT_FOUND', 'no such lead on this site: check leadId, or send leadData');
  }
  const facts = gatherFacts(request, directory);
  const plan = planFollowUp(request, directory.site, facts.lead, directory.lead?.optOuts ?? []);
  const id = await store(services, { organisationId, request, warnings, facts, plan });
  await dispatchFollowUp(services, id);
  return id;
}

interface Accepted {
  organisationId: string;
  request: LeadFollowUpRequest;
  warnings: string[];
  facts: ReturnType<typeof gatherFacts>;
  plan: ReturnType<typeof planFollowUp>;
}

async function store({ database }: Services, accepted: Accepted): Promise<string> {
  const { organisationId, request, warnings, facts, plan } = accepted;
  const id = newId('fup');
  const command = (kind: 'sales' | 'copywriter') => {
    const agent = plan.agents[kind];
    return agent ? [{ id: newId(`cmd_${kind}`), organisationId, kind, agent }] : [];
  };
  await database.prisma.$transaction(async (tx) => {
    await tx.followUp.create({
      data: {
        id,
        organisationId,
        siteId: request.site_id,
        leadId: request.lead_id,
        request: request as object,
        facts: facts as object,
        plan: plan as object,
        warnings,
        metadata: request.metadata ?? {},
        callbackUrl: request.callback_url ?? null,
        commands: { create: [...command('sales'), ...command('copywriter')] },
      },
    });
    await recordEvent(tx, { organisationId, followUpId: id, status: 'queued' });
  });
  return id;
}

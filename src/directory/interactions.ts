import { AppError } from '../contract/errors.ts';
import { interactionAuthorSchema } from '../contract/facts.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import {
  type InteractionBody,
  type InteractionView,
  interactionDirectionSchema,
} from '../contract/resources/interaction.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { Interaction } from '../platform/generated/client.ts';
import { isId, newId } from '../platform/ids.ts';
import { readCursor } from '../platform/newest-first.ts';
import { type Batch, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { leadNotFound, lockLeadAgainstDeletion, requireLead } from './leads.ts';

/** A lead's interactions, newest date first, in the order that follow-ups use. @throws AppError LEAD_NOT_FOUND */
export async function listInteractions(
  database: Database,
  principal: Principal,
  leadId: string,
  query: PageQuery,
): Promise<Page<InteractionView>> {
  await requireLead(database, principal, leadId);
  const read = ({ cursor, take }: Batch) =>
    database.prisma.interaction.findMany({
      where: { organisationId: principal.organisationId, leadId, ...datedBefore(cursor) },
      orderBy: [{ date: 'desc' }, { id: 'desc' }],
      take,
    });
  return readPage(query, read, ({ date, id }) => ({ at: date, id }), presentInteraction);
}

/** The system that reported an interaction, and its id there. */
export interface InteractionSource {
  source: string;
  externalId: string;
}

/**
 * Stores an interaction in a transaction.
 * @returns null if its source has reported it before
 * @throws AppError LEAD_NOT_FOUND
 */
export async function addInteraction(
  tx: DatabaseClient,
  { organisationId, siteId }: Pick<Principal, 'organisationId' | 'siteId'>,
  leadId: string,
  body: InteractionBody,
  source: InteractionSource | null = null,
): Promise<InteractionView | null> {
  if (!(await lockLeadAgainstDeletion(tx, organisationId, siteId, leadId))) throw leadNotFound();
  const data = { id: newId('int'), organisationId, leadId, ...body, ...source };
  const { count } = await tx.interaction.createMany({ data, skipDuplicates: true });
  if (count === 0) return null;
  return presentInteraction(await tx.interaction.findUniqueOrThrow({ where: { id: data.id } }));
}

/** @throws AppError LEAD_NOT_FOUND, NOT_FOUND */
export async function readInteraction(
  database: Database,
  principal: Principal,
  leadId: string,
  id: string,
): Promise<InteractionView> {
  await requireLead(database, principal, leadId);
  const { organisationId } = principal;
  const interaction = isId(id, 'int')
    ? await database.prisma.interaction.findUnique({ where: { id, organisationId, leadId } })
    : null;
  if (!interaction) throw interactionNotFound();
  return presentInteraction(interaction);
}

/** @throws AppError LEAD_NOT_FOUND, NOT_FOUND */
export async function removeInteraction(
  database: Database,
  principal: Principal,
  leadId: string,
  id: string,
): Promise<void> {
  await requireLead(database, principal, leadId);
  const { organisationId } = principal;
  if (!isId(id, 'int')) throw interactionNotFound();
  await database.prisma.$transaction(async (tx) => {
    const { count } = await tx.interaction.deleteMany({ where: { id, organisationId, leadId } });
    if (count === 0) throw interactionNotFound();
    await recordAudit(tx, { ...actorOf(principal), action: 'interaction.deleted', subject: id });
  });
}

function datedBefore(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { at, id } = readCursor(cursor, (text) => isId(text, 'int'));
  return { OR: [{ date: { lt: at } }, { date: at, id: { lt: id } }] };
}

function interactionNotFound(): AppError {
  return new AppError('NOT_FOUND', 'no such interaction of this lead: check the id');
}

function presentInteraction(interaction: Interaction): InteractionView {
  return {
    id: interaction.id,
    lead_id: interaction.leadId,
    date: interaction.date.toISOString(),
    type: interaction.type,
    author: interactionAuthorSchema.nullable().parse(interaction.author),
    summary: interaction.summary,
    direction: interactionDirectionSchema.nullable().parse(interaction.direction),
    until: interaction.until?.toISOString() ?? null,
    created_at: interaction.createdAt.toISOString(),
  };
}

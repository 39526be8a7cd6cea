import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import { type AgentBody, type AgentView, patchedAgentBody } from '../contract/resources/agent.ts';
import { isUuid } from '../contract/uuid.ts';
import { type Config, isModelAllowed } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import type { Agent } from '../platform/generated/client.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { createOrReplace, type Stored } from './create-or-replace.ts';
import { lockSiteAgainstDeletion, requireSite } from './sites.ts';

/** A site's agents, newest first. @throws AppError SITE_NOT_FOUND */
export async function listAgents(
  database: Database,
  principal: Principal,
  siteId: string,
  query: PageQuery,
): Promise<Page<AgentView>> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor, isUuid);
    return database.prisma.agent.findMany({
      where: { organisationId, siteId, AND: where },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, presentAgent);
}

/** @throws AppError SITE_NOT_FOUND, AGENT_NOT_FOUND */
export async function readAgent(
  database: Database,
  principal: Principal,
  siteId: string,
  id: string,
): Promise<AgentView> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const agent = await database.prisma.agent.findUnique({
    where: { organisationId_id: { organisationId, id }, siteId },
  });
  if (!agent) throw agentNotFound();
  return presentAgent(agent);
}

/** @throws AppError SITE_NOT_FOUND; INVALID_REQUEST for an agent of another site, or a model that is not allowed */
export async function storeAgent(
  { config, database }: Pick<Services, 'config' | 'database'>,
  principal: Principal,
  siteId: string,
  id: string,
  body: AgentBody,
): Promise<Stored<AgentView>> {
  const key = { organisationId: principal.organisationId, id };
  const data = toColumns(config, body);
  const created = await database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    return createOrReplace(
      () => tx.agent.createMany({ data: { ...key, siteId, ...data }, skipDuplicates: true }),
      async () => {
        const there = await tx.agent.findUnique({ where: { organisationId_id: key } });
        if (there && there.siteId !== siteId) {
          throw new AppError(
            'INVALID_REQUEST',
            'agentId: the agent belongs to another site and is not moved',
            {
              details: { parameter: 'agentId' },
            },
          );
        }
        return tx.agent.updateMany({ where: { ...key, siteId }, data });
      },
    );
  });
  return { created, view: await readAgent(database, principal, siteId, id) };
}

/**
 * Applies a JSON Merge Patch. The lock on the row keeps concurrent patches from losing each other's changes.
 * @throws AppError SITE_NOT_FOUND, AGENT_NOT_FOUND; what storing the result would throw
 */
export async function patchAgent(
  { config, database }: Pick<Services, 'config' | 'database'>,
  principal: Principal,
  siteId: string,
  id: string,
  patch: unknown,
): Promise<AgentView> {
  const { organisationId } = principal;
  const where = { organisationId_id: { organisationId, id }, siteId };
  return database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    await tx.$queryRaw`
      SELECT 1 FROM agent WHERE organisation_id = ${organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const agent = await tx.agent.findUnique({ where });
    if (!agent) throw agentNotFound();
    const data = toColumns(config, patchedAgentBody(presentAgent(agent), patch));
    return presentAgent(await tx.agent.update({ where, data }));
  });
}

/** @throws AppError SITE_NOT_FOUND, AGENT_NOT_FOUND */
export async function removeAgent(
  database: Database,
  principal: Principal,
  siteId: string,
  id: string,
): Promise<void> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  await database.prisma.$transaction(async (tx) => {
    const { count } = await tx.agent.deleteMany({ where: { organisationId, siteId, id } });
    if (count === 0) throw agentNotFound();
    await recordAudit(tx, { ...actorOf(principal), action: 'agent.deleted', subject: id });
  });
}

function agentNotFound(): AppError {
  return new AppError('AGENT_NOT_FOUND', 'no such agent on this site');
}

/** @throws AppError INVALID_REQUEST for a model that the operator does not allow */
function toColumns(config: Config, { user_id: userId, max_tokens: maxTokens, ...body }: AgentBody) {
  if (body.model && !isModelAllowed(config, body.model)) {
    throw new AppError(
      'INVALID_REQUEST',
      "model: the operator does not allow this model (MODELS_ALLOWED); leave it out to use the phase's own",
      { details: { parameter: 'model' } },
    );
  }
  return { ...body, userId, maxTokens };
}

function presentAgent(agent: Agent): AgentView {
  return {
    id: agent.id,
    site_id: agent.siteId,
    name: agent.name,
    role: agent.role as AgentView['role'],
    status: agent.status as AgentView['status'],
    user_id: agent.userId,
    title: agent.title,
    email: agent.email,
    phone: agent.phone,
    signature: agent.signature,
    instructions: agent.instructions,
    model: agent.model,
    max_tokens: agent.maxTokens,
    created_at: agent.createdAt.toISOString(),
    updated_at: agent.updatedAt.toISOString(),
  };
}

import type { Phase } from '../contract/agents.ts';
import type { CommandView } from '../contract/command-view.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { Status } from '../contract/status.ts';
import type { Database } from '../platform/database.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { presentCommand } from './read.ts';

export interface CommandFilters {
  follow_up_id?: string | undefined;
  type?: Phase | undefined;
  status?: Status | undefined;
}

/** An organisation's commands, newest first. */
export async function listCommands(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  { follow_up_id: followUpId, type: phase, status }: CommandFilters,
  query: PageQuery,
): Promise<Page<CommandView>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return prisma.command.findMany({
      where: {
        organisationId,
        ...(siteId ? { followUp: { siteId } } : {}),
        ...(followUpId ? { followUpId } : {}),
        ...(phase ? { kind: phase } : {}),
        ...(status ? { status } : {}),
        ...where,
      },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, presentCommand);
}

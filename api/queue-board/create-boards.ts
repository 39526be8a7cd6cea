import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';
import type { BoardAccess } from '../../src/directory/operator-sessions.ts';
import type { Queues } from '../../src/platform/queues/queues.ts';

export const boardPath = '/ops/queues';

/** Bull Board for all queues, one for each kind of access. Jobs contain only ids, so it shows no personal data. */
export function createBoards(queues: Queues): Record<BoardAccess, RequestHandler> {
  const opened = queues.openQueues();
  const create = (access: BoardAccess) => {
    const serverAdapter = new ExpressAdapter();
    serverAdapter.setBasePath(boardPath);
    createBullBoard({
      queues: opened.map((queue) => new BullMQAdapter(queue, { readOnlyMode: access === 'read' })),
      serverAdapter,
      options: {
        uiConfig: {
          boardTitle: access === 'read' ? 'Queues (read-only)' : 'Queues',
          miscLinks: [{ text: 'Sign out', url: '/ops/sign-out' }],
        },
      },
    });
    return serverAdapter.getRouter() as RequestHandler;
  };
  return { full: create('full'), read: create('read') };
}

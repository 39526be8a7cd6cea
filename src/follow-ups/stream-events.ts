import type { Channel } from '../contract/channels.ts';
import type { EventType, EventView } from '../contract/event-view.ts';
import { isTerminalEvent } from '../contract/status.ts';
import type { Event } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';

/**
 * Where a stream continues.
 * @param lastEventId the last event that the client has seen; null or unknown: from the beginning
 * @returns the sequence number to read after, or null if that event ended the follow-up
 */
export async function findStart(
  { database }: Services,
  followUpId: string,
  lastEventId: string | null,
): Promise<number | null> {
  if (!lastEventId || !isId(lastEventId, 'evt')) return 0;
  const seen = await database.prisma.event.findFirst({ where: { id: lastEventId, followUpId } });
  return seen && isTerminalEvent(seen) ? null : (seen?.seq ?? 0);
}

/** Yields the stored events after `start`, then new ones as they happen, up to the event that ends the follow-up. */
export async function* streamEvents(
  { database, followUpWatch }: Services,
  followUpId: string,
  start: number,
  signal: AbortSignal,
): AsyncGenerator<EventView | 'still here'> {
  const { prisma } = database;
  let seq = start;
  const changes = watchChanges(followUpWatch, followUpId, signal);
  try {
    while (!signal.aborted) {
      const events = await prisma.event.findMany({
        where: { followUpId, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
      });
      for (const event of events) {
        yield presentStreamEvent(event, followUpId);
        if (isTerminalEvent(event)) return;
        seq = event.seq;
      }
      const change = await changes.next(seq);
      if (change === 'gone') return;
      if (change === 'quiet') yield 'still here';
    }
  } finally {
    changes.close();
  }
}

/** Proxies close connections that are idle for longer. */
const quietMs = 15_000;

/** Lets a reader wait until a follow-up has an event after `seq`. */
function watchChanges(followUpWatch: Services['followUpWatch'], followUpId: string, signal: AbortSignal) {
  let newest = 0;
  let gone = false;
  let wake: () => void = () => undefined;
  const unwatch = followUpWatch.watch(followUpId, (state) => {
    gone = state === null;
    // Signals may arrive out of order.
    newest = Math.max(newest, state?.seq ?? 0);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  return {
    async next(seq: number): Promise<'changed' | 'quiet' | 'gone'> {
      let quiet = false;
      const timer = setTimeout(() => {
        quiet = true;
        wake();
      }, quietMs);
      while (!gone && !quiet && !signal.aborted && newest <= seq) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      clearTimeout(timer);
      if (gone) return 'gone';
      return newest > seq ? 'changed' : 'quiet';
    },
    close() {
      unwatch();
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function presentStreamEvent({ id, type, commandId, data, createdAt }: Event, followUpId: string): EventView {
  const { code, channel, revision } = data as { code?: string; channel?: Channel; revision?: number };
  return {
    id,
    type: type as EventType,
    follow_up_id: followUpId,
    command_id: commandId,
    error_code: code ?? null,
    channel: channel ?? null,
    revision: revision ?? null,
    created_at: createdAt.toISOString(),
  };
}

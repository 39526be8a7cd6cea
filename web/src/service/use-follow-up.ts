import { useEffect, useState } from 'preact/hooks';
import type { CommandView } from '../../../src/contract/command-view.ts';
import type { EventView } from '../../../src/contract/event-view.ts';
import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import type { Failure } from './failure.ts';
import { request } from './request.ts';
import { StreamError, streamEvents } from './stream-events.ts';

export interface SeenEvent extends EventView {
  /** By this page's clock, in milliseconds: the service's may differ. */
  seenAt: number;
}

export interface FollowedUp {
  /** Null until it has been read. */
  followUp: FollowUpView | null;
  /** The answer that it was read from. */
  raw: unknown;
  events: readonly SeenEvent[];
  commands: readonly CommandView[];
  failure: Failure | null;
  /** Whether more may come by itself. */
  following: boolean;
}

const nothingYet: FollowedUp = {
  followUp: null,
  raw: null,
  events: [],
  commands: [],
  failure: null,
  following: true,
};

/** A follow-up as it stands, kept up to date by its events until it ends. */
export function useFollowUp(id: string | null, key: string): FollowedUp & { reload(): void } {
  const [state, setState] = useState(nothingYet);
  const [round, setRound] = useState(0);
  useEffect(() => {
    setState(nothingYet);
    if (id === null) return;
    const stop = new AbortController();
    const update = (change: (before: FollowedUp) => Partial<FollowedUp>) => {
      if (!stop.signal.aborted) setState((before) => ({ ...before, ...change(before) }));
    };
    follow(id, key, stop.signal, update).catch((error: unknown) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof StreamError)) throw error;
      update(() => ({ failure: error.failure, following: false }));
    });
    return () => stop.abort();
  }, [id, key, round]);
  return { ...state, reload: () => setRound((before) => before + 1) };
}

type Update = (change: (before: FollowedUp) => Partial<FollowedUp>) => void;

async function follow(id: string, key: string, signal: AbortSignal, update: Update): Promise<void> {
  const read = async () => {
    const path = `/api/follow-ups/${encodeURIComponent(id)}`;
    const answer = await request<FollowUpView>('GET', path, { key, signal });
    update(() => (answer.ok ? { followUp: answer.data, raw: answer.raw } : { failure: answer.failure }));
    return answer.ok ? answer.data : null;
  };
  const readCommand = async (commandId: string) => {
    const answer = await request<CommandView>('GET', `/api/commands/${commandId}`, { key, signal });
    update(({ commands }) =>
      answer.ok ? { commands: withCommand(commands, answer.data) } : { failure: answer.failure },
    );
  };

  const first = await read();
  if (!first) return update(() => ({ following: false }));
  const { sales, copywriter } = first.command_ids;
  await Promise.all([sales, copywriter].map((commandId) => commandId && readCommand(commandId)));
  for await (const event of streamEvents(id, key, signal)) {
    update(({ events }) => ({ events: [...events, { ...event, seenAt: performance.now() }] }));
    if (first.finished_at) continue;
    await (event.command_id ? readCommand(event.command_id) : read());
  }
  update(() => ({ following: false }));
}

/** Sales first. */
function withCommand(commands: readonly CommandView[], command: CommandView): CommandView[] {
  return [...commands.filter(({ id }) => id !== command.id), command].sort((left, right) =>
    right.type.localeCompare(left.type),
  );
}

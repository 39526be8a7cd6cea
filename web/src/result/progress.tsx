import { useEffect, useState } from 'preact/hooks';
import type { CommandView } from '../../../src/contract/command-view.ts';
import { formatDuration } from '../parts/format.ts';
import { CheckIcon, CrossIcon } from '../parts/icons.tsx';
import type { FollowedUp } from '../service/use-follow-up.ts';
import { type PhaseProgress, phasesOf } from './phases-of.ts';

const tickMs = 100;

/** The phases of a follow-up, as they happen. */
export function Progress({ followUp, events, commands, following }: FollowedUp) {
  const phases = phasesOf(events, followUp?.command_ids ?? { sales: '', copywriter: null });
  const now = useNow(following);
  const current = phases.findLast(({ status }) => status !== 'waiting');
  return (
    <>
      <ol class="phases">
        {phases.map((phase) => (
          <li key={phase.name} class={`phase phase-${phase.status}`} data-phase={phase.name}>
            <span class="phase-mark">
              <Mark status={phase.status} />
            </span>
            <span class="phase-name">{phase.name}</span>
            <span class="phase-note">{noteOf(phase, commands)}</span>
            <span class="phase-time">{timeOf(phase, events, now)}</span>
          </li>
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {current ? `${current.name}: ${current.status}` : ''}
      </p>
    </>
  );
}

function Mark({ status }: { status: PhaseProgress['status'] }) {
  if (status === 'completed') return <CheckIcon />;
  if (status === 'failed' || status === 'cancelled') return <CrossIcon />;
  return <i class={status === 'running' ? 'spinner' : 'dot'} />;
}

function noteOf({ name, status, errorCode }: PhaseProgress, commands: readonly CommandView[]): string {
  const command = commands.find(({ type, channel }) => type === name.toLowerCase() && channel === null);
  const parts = [status === 'completed' ? '' : status, errorCode ?? '', command?.agent.name ?? ''];
  if (command?.model) parts.push(command.model);
  if (command && command.attempt > 1) parts.push(`attempt ${command.attempt}`);
  return parts.filter(Boolean).join(' · ');
}

function timeOf({ status, ms, startedBy }: PhaseProgress, events: FollowedUp['events'], now: number): string {
  if (ms !== null) return formatDuration(ms);
  const started = startedBy === null ? undefined : events[startedBy];
  return status === 'running' && started ? formatDuration(Math.max(0, now - started.seenAt)) : '';
}

/** By this page's clock, going on while something runs. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

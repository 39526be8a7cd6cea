import { formatDuration } from '../parts/format.ts';
import type { SeenEvent } from '../service/use-follow-up.ts';

interface TimelineProps {
  events: readonly SeenEvent[];
  commandIds: { sales: string; copywriter: string | null };
}

/** Every status change, with the time since the first. */
export function Timeline({ events, commandIds }: TimelineProps) {
  const [first] = events;
  if (!first) return <p class="muted">Nothing has happened yet.</p>;
  return (
    <ol class="timeline">
      {events.map((event) => (
        <li key={event.id}>
          <span>{describe(event, commandIds)}</span>
          {event.error_code ? <span class="mono small bad">{event.error_code}</span> : null}
          <time class="muted" dateTime={event.created_at} title={event.created_at}>
            +{formatDuration(Date.parse(event.created_at) - Date.parse(first.created_at))}
          </time>
        </li>
      ))}
    </ol>
  );
}

function describe(
  { type, command_id: id, channel }: SeenEvent,
  { sales }: TimelineProps['commandIds'],
): string {
  const status = type.slice(type.indexOf('.') + 1);
  const subject = id === null ? 'Follow-up' : id === sales ? 'Sales' : 'Copywriter';
  const what = status.replace('_', ' ');
  return channel === null ? `${subject} ${what}` : `${what} (${channel})`;
}

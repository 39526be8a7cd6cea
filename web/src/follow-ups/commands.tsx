import type { CommandView, ModelCallView } from '../../../src/contract/command-view.ts';
import { channels } from '../parts/channel-names.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatCost, formatDuration, formatNumber } from '../parts/format.ts';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useList } from '../service/use-list.ts';
import { useApiKey } from '../shell/api-key.tsx';

/** Each phase: who wrote, in how many attempts, and the calls to the model that it made. */
export function Commands({ commands }: { commands: readonly CommandView[] }) {
  return (
    <div class="commands">
      {commands.map((command) => (
        <Command key={command.id} command={command} />
      ))}
    </div>
  );
}

function Command({ command }: { command: CommandView }) {
  const { id, type, status, agent, attempt, error, channel } = command;
  return (
    <article class="card command" aria-labelledby={id}>
      <div class="title-row">
        <h3 id={id}>{channel ? `New ${channel}` : type === 'sales' ? 'Sales' : 'Copywriter'}</h3>
        <StatusBadge status={status} />
        <span class="muted">
          {agent.name}, {agent.role}, {attempt === 1 ? '1 attempt' : `${attempt} attempts`}
        </span>
      </div>
      <p class="muted mono small">{id}</p>
      {error ? (
        <p class="bad">
          <span class="mono">{error.code}</span> {error.message}
        </p>
      ) : null}
      {/* Read anew when the command has changed. */}
      <ModelCalls key={`${status} ${attempt}`} commandId={id} />
    </article>
  );
}

function ModelCalls({ commandId }: { commandId: string }) {
  const { key } = useApiKey();
  const { items, status, failure } = useList<ModelCallView>(`/api/commands/${commandId}/model-calls`, key);
  if (failure) return <FailureNotice failure={failure} />;
  if (items.length === 0)
    return <p class="muted">{status === 'loading' ? 'Loading…' : 'No call to a model.'}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls with the keyboard must reach what scrolls
    <div class="table-frame" tabIndex={0} role="group" aria-label="Model calls">
      <table class="table table-dense">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">Outcome</th>
            <th scope="col">Model</th>
            <th scope="col" class="number">
              Attempt
            </th>
            <th scope="col" class="number">
              Tokens in
            </th>
            <th scope="col" class="number">
              out
            </th>
            <th scope="col" class="number">
              Cost
            </th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((call) => (
            <tr key={call.id}>
              <th scope="row">{purposeOf(call)}</th>
              <td>
                <StatusBadge status={call.outcome} />{' '}
                {call.error_code ? <span class="mono small">{call.error_code}</span> : null}
                <Violations call={call} />
              </td>
              <td>{call.model}</td>
              <td class="number">{call.attempt}</td>
              <td class="number">{formatNumber(call.input_tokens)}</td>
              <td class="number">{formatNumber(call.output_tokens)}</td>
              <td class="number">{formatCost(call.cost_usd)}</td>
              <td class="number">{formatDuration(call.duration_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the quality gate found in the messages of one call: each round keeps its own. */
function Violations({ call: { violations } }: { call: ModelCallView }) {
  const found = channels.flatMap((channel) =>
    (violations?.[channel] ?? []).map((violation) => ({ channel, ...violation })),
  );
  if (found.length === 0) return null;
  return (
    <ul class="violations small">
      {found.map(({ channel, rule, severity, field, excerpt, message }) => (
        <li key={`${channel} ${rule} ${field} ${excerpt} ${message}`}>
          <span class={severity === 'error' ? 'badge badge-bad' : 'badge badge-warn'}>{channel}</span>{' '}
          <span class="mono">{rule}</span> in the {field}: {excerpt ? <q>{excerpt}</q> : null} {message}
        </li>
      ))}
    </ul>
  );
}

function purposeOf({ step, channel, round }: ModelCallView): string {
  const what = channel === 'all' ? '' : ` ${channel}`;
  if (step === 'verify') return round === 0 ? 'check of the facts' : 'check of the repair';
  return step === 'write' ? `write${what}` : `repair ${round}${what}`;
}

import { isUnsupported } from '../../../src/contract/claim-kinds.ts';
import type { Claim } from '../../../src/contract/claims.ts';

/** The statements of a message, each with the fact that it comes from. Courtesies state nothing. */
export function Claims({ claims }: { claims: readonly Claim[] | undefined }) {
  const shown = claims?.filter(({ kind }) => kind !== 'courtesy') ?? [];
  if (shown.length === 0) return null;
  const unsupported = shown.filter(isUnsupported).length;
  return (
    <details class="claims" open>
      <summary>
        Where each statement comes from{' '}
        {unsupported > 0 ? <span class="badge badge-warn">{unsupported} without a source</span> : null}
      </summary>
      <ul>
        {shown.map((claim) => (
          <li key={`${claim.field} ${claim.quote} ${claim.source}`}>
            <span class={isUnsupported(claim) ? 'badge badge-warn' : 'badge'}>{claim.kind}</span>
            <div>
              <q>{claim.quote}</q>
              <Source claim={claim} />
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Source({ claim }: { claim: Claim }) {
  const { source, value } = claim;
  if (source === null)
    return <p class="muted small">{isUnsupported(claim) ? 'No source was found.' : 'Needs no source.'}</p>;
  return (
    <p class="small">
      <span class="claim-place" title={source}>
        {placeOf(source)}
      </span>
      {value ? <span class="muted">: {value}</span> : null}
    </p>
  );
}

/** `/previous_interactions/0/summary` → `previous interactions 1, summary` */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~').replaceAll('_', ' '))
    .reduce((place, token) => (/^\d+$/.test(token) ? `${place} ${Number(token) + 1}` : `${place}, ${token}`));
}

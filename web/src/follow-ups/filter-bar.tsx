import { useId } from 'preact/hooks';
import { followUpStatuses } from '../../../src/contract/status.ts';
import type { StoredItem } from '../tester/picker.tsx';
import { Picker } from '../tester/picker.tsx';
import type { Filters } from './filters.ts';

const sites = { path: '/api/sites?limit=100', label: ({ id, name }: StoredItem) => name ?? id };

/** Narrows the list down. */
export function FilterBar({ filters, onChange }: { filters: Filters; onChange(filters: Filters): void }) {
  const id = useId();
  const uuidField = (name: 'site_id' | 'lead_id', label: string) => (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <div class="input-row">
        <input
          id={`${id}-${name}`}
          class="mono"
          placeholder="UUID"
          autocomplete="off"
          spellcheck={false}
          value={filters[name]}
          onChange={({ currentTarget }) => onChange({ ...filters, [name]: currentTarget.value.trim() })}
        />
        {name === 'site_id' ? (
          <Picker
            source={sites}
            name="site"
            value={filters.site_id}
            onPick={(siteId) => onChange({ ...filters, site_id: siteId })}
          />
        ) : null}
      </div>
    </div>
  );
  return (
    <search class="filters" aria-label="Filters">
      <div class="field">
        <label for={`${id}-status`}>Status</label>
        <select
          id={`${id}-status`}
          value={filters.status}
          onChange={({ currentTarget }) => onChange({ ...filters, status: currentTarget.value })}
        >
          <option value="">All</option>
          {followUpStatuses.map((status) => (
            <option key={status} value={status}>
              {status.replace('_', ' ')}
            </option>
          ))}
        </select>
      </div>
      {uuidField('site_id', 'Site')}
      {uuidField('lead_id', 'Lead')}
    </search>
  );
}

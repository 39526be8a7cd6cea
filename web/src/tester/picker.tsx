import { useSettled } from '../parts/use-settled.ts';
import { useList } from '../service/use-list.ts';
import { useApiKey } from '../shell/api-key.tsx';

export interface PickerSource {
  /** A list of the API; null: there is nothing to pick from yet. */
  path: string | null;
  /** What the user reads of an item, such as its name. */
  label(item: StoredItem): string;
}

export interface StoredItem {
  id: string;
  name: string | null;
  [field: string]: unknown;
}

interface PickerProps {
  source: PickerSource;
  /** Of the parameter. */
  name: string;
  value: string;
  onPick(id: string): void;
}

/** Between two key strokes somebody takes less. */
const settleMs = 600;

/** Picks an id by its name out of what is stored. Not shown when the key may not read it. */
export function Picker({ source, name, value, onPick }: PickerProps) {
  // Each part of a key that is being typed would count as a wrong key, and too many of them close the door.
  const key = useSettled(useApiKey().key, settleMs);
  const { items } = useList<StoredItem>(key ? source.path : null, key);
  if (items.length === 0) return null;
  const known = items.some(({ id }) => id === value);
  return (
    <select
      class="picker"
      aria-label={`Pick a stored ${name}`}
      value={known ? value : ''}
      onChange={({ currentTarget }) => onPick(currentTarget.value)}
    >
      <option value="">Pick…</option>
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {source.label(item)}
        </option>
      ))}
    </select>
  );
}

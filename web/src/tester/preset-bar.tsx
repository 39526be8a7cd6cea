import { useId } from 'preact/hooks';
import { errorPresets, examples, type Preset, presets } from './presets.ts';

/** Fills the form with one click: examples, and each error that a request can provoke. */
export function PresetBar({ chosen, onChoose }: { chosen: Preset | null; onChoose(preset: Preset): void }) {
  const id = useId();
  return (
    <div class="presets">
      <fieldset class="chips">
        <legend>Start from</legend>
        {examples.map((preset) => (
          <button
            key={preset.id}
            type="button"
            class="chip"
            aria-pressed={preset.id === chosen?.id}
            onClick={() => onChoose(preset)}
          >
            {preset.label}
          </button>
        ))}
      </fieldset>
      <div class="provoke">
        <label for={id}>or provoke an error</label>
        <select
          id={id}
          value={errorPresets.some((preset) => preset.id === chosen?.id) ? chosen?.id : ''}
          onChange={({ currentTarget }) => {
            const preset = presets.find((candidate) => candidate.id === currentTarget.value);
            if (preset) onChoose(preset);
          }}
        >
          <option value="">Choose…</option>
          {errorPresets.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.label}
            </option>
          ))}
        </select>
      </div>
      <p class="help" role="status">
        {chosen?.hint ?? ''}
      </p>
    </div>
  );
}

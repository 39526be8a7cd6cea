import { useId } from 'preact/hooks';
import type { Parameter } from './parameters.ts';
import { Picker, type PickerSource } from './picker.tsx';

interface ParameterFieldProps {
  parameter: Parameter;
  value: string;
  fault: string | undefined;
  hint: string | undefined;
  /** Where stored values can be picked from. */
  picker: PickerSource | undefined;
  onChange(value: string): void;
}

/** One parameter: its name, type and help, a field that suits it, and what is wrong with what stands in it. */
export function ParameterField({ parameter, value, fault, hint, picker, onChange }: ParameterFieldProps) {
  const id = useId();
  const { name, type, required, help, placeholder, suggestions } = parameter;
  const shared = {
    id,
    name,
    value,
    placeholder,
    spellcheck: false,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': `${id}-help${fault || hint ? ` ${id}-remark` : ''}`,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value),
  };
  const isJson = type === 'JSON array' || type === 'JSON object';
  return (
    <div class={`field${isJson || picker ? ' field-wide' : ''}`}>
      <label for={id}>
        <span class="mono">{name}</span>
        <span class="type">{type}</span>
        {required ? <span class="required">required</span> : null}
      </label>
      {isJson || type === 'list of strings' ? (
        <textarea {...shared} class={isJson ? 'mono json' : ''} rows={rowsOf(value, isJson)} />
      ) : (
        <div class="input-row">
          <input
            {...shared}
            class={type === 'UUID' ? 'mono' : ''}
            autocomplete="off"
            aria-required={required}
            list={suggestions ? `${id}-suggestions` : undefined}
          />
          {picker ? <Picker source={picker} name={name} value={value} onPick={onChange} /> : null}
        </div>
      )}
      {suggestions ? (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      ) : null}
      {fault || hint ? (
        <p class={fault ? 'fault' : 'hint'} id={`${id}-remark`}>
          {fault ?? hint}
        </p>
      ) : null}
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

/** As many as the text has, within reason. */
function rowsOf(text: string, isJson: boolean): number {
  return Math.min(Math.max(text.split('\n').length, isJson ? 3 : 2), 14);
}

import { useId } from 'preact/hooks';
import { KeyField } from '../shell/key-field.tsx';
import type { BuiltRequest } from './build-request.ts';
import type { FormValues } from './form-values.ts';
import { ParameterField } from './parameter-field.tsx';
import { parameterGroups } from './parameters.ts';
import type { PickerSource, StoredItem } from './picker.tsx';

interface RequestFormProps {
  form: FormValues;
  built: BuiltRequest;
  onChange(form: FormValues): void;
}

/** Every parameter of the contract, and the headers that change how it is answered. */
export function RequestForm({ form, built, onChange }: RequestFormProps) {
  const set = (name: string, value: string) =>
    onChange({ ...form, parameters: { ...form.parameters, [name]: value } });
  return (
    <>
      <fieldset>
        <legend>Access</legend>
        <KeyField />
      </fieldset>
      {parameterGroups.map(({ title, parameters }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          <div class="fields">
            {parameters.map((parameter) => (
              <ParameterField
                key={parameter.name}
                parameter={parameter}
                value={form.parameters[parameter.name] ?? ''}
                fault={built.faults[parameter.name]}
                hint={built.hints[parameter.name]}
                picker={pickerFor(parameter.name, form.parameters['siteId'] ?? '')}
                onChange={(value) => set(parameter.name, value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset>
        <legend>How it is sent</legend>
        <div class="fields">
          <HeaderField
            name="Idempotency-Key"
            help="The same request sent again within 24 hours makes nothing new."
            value={form.idempotencyKey}
            fault={built.faults['idempotencyKey']}
            onChange={(idempotencyKey) => onChange({ ...form, idempotencyKey })}
          />
          <HeaderField
            name="Prefer: wait"
            help="Seconds to wait for the end on the same connection; empty: the answer comes at once."
            value={form.wait}
            fault={built.faults['wait']}
            onChange={(wait) => onChange({ ...form, wait })}
          />
        </div>
        <label class="checkbox">
          <input
            type="checkbox"
            checked={form.withoutKey}
            onChange={({ currentTarget }) => onChange({ ...form, withoutKey: currentTarget.checked })}
          />
          Send without the key, to see what the service says then
        </label>
      </fieldset>
    </>
  );
}

interface HeaderFieldProps {
  name: string;
  help: string;
  value: string;
  fault: string | undefined;
  onChange(value: string): void;
}

function HeaderField({ name, help, value, fault, onChange }: HeaderFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        <span class="mono">{name}</span>
        <span class="type">header</span>
      </label>
      <input
        id={id}
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={`${id}-help${fault ? ` ${id}-fault` : ''}`}
        onInput={({ currentTarget }) => onChange(currentTarget.value.trim())}
      />
      {fault ? (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

/** Leads and agents are those of the site that the form names. */
function pickerFor(name: string, siteId: string): PickerSource | undefined {
  const named = ({ id, name: text }: StoredItem) => text ?? id;
  const site = /^[\da-f-]{36}$/i.test(siteId) ? `/api/sites/${siteId}` : null;
  switch (name) {
    case 'siteId':
      return { path: '/api/sites?limit=100', label: named };
    case 'leadId':
      return { path: site && `${site}/leads?limit=100`, label: describeLead };
    case 'agent_id':
      return { path: site && `${site}/agents?limit=100`, label: describeAgent };
    default:
      return undefined;
  }
}

function describeLead({ id, name, company }: StoredItem): string {
  return [name ?? id, company].filter(Boolean).join(', ');
}

function describeAgent({ id, name, role, status }: StoredItem): string {
  return [name ?? id, role, status === 'active' ? '' : status].filter(Boolean).join(', ');
}

import { documentedExample as documentedBody } from '../../../src/contract/documented-example.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import { type FormValues, formOf } from './form-values.ts';

export interface Preset {
  id: string;
  label: string;
  /** What will happen. */
  hint: string;
  form: FormValues;
}

/** Ids of the demo data. */
const id = (group: 'a' | 'b', number: number) =>
  `${group}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const acme = id('a', 1);
const jane = id('b', 1);
const brief = { siteId: acme, leadId: jane, productInterest: ['content automation'] };

/** What the form starts with. */
export const documentedExample: Preset = {
  id: 'documented-example',
  label: 'Documented example',
  hint: 'A qualified lead with history, pain points and a budget: four messages, refined by the copywriter.',
  form: formOf(documentedBody),
};

export const examples: readonly Preset[] = [
  documentedExample,
  {
    id: 'phone-only',
    label: 'Phone only',
    hint: 'A lead without an email address: WhatsApp, notification and web alone.',
    form: formOf({ siteId: acme, leadId: id('b', 2), productInterest: ['analytics dashboard'] }),
  },
  {
    id: 'no-copywriter',
    label: 'No copywriter',
    hint: 'A site without a copywriter: the sales agent’s draft is the result.',
    form: formOf({ siteId: id('a', 3), leadId: id('b', 4), productInterest: ['proof reminders'] }),
  },
  {
    id: 'spanish',
    label: 'Spanish',
    hint: 'The lead’s language wins over the site’s.',
    form: formOf({ siteId: acme, leadId: id('b', 8), productInterest: ['automatización de contenidos'] }),
  },
  {
    id: 'not-stored',
    label: 'New lead',
    hint: 'With leadData the lead need not be stored, and is not stored by it.',
    form: formOf({
      siteId: acme,
      leadId: '3f0c9a52-7c1e-4a80-9d3b-0d6a1f6f2b11',
      leadData: { name: 'Priya Nair', company: 'Northwind', email: 'priya@northwind.example' },
    }),
  },
];

/** A preset for each error that a request can provoke by itself. */
export const errorPresets: readonly (Preset & { code: ErrorCode })[] = [
  error('UNAUTHORIZED', 'without a key', 'Sent without the key.', formOf(brief, { withoutKey: true })),
  error(
    'FORBIDDEN',
    'the key lacks the scope',
    'Enter a key without follow_ups:write: POST /api/api-keys makes one.',
    formOf(brief),
  ),
  error('INVALID_REQUEST', 'siteId missing', 'siteId is left out.', formOf({ leadId: jane })),
  error(
    'INVALID_REQUEST',
    'of a wrong type',
    'previousInteractions is an object where an array is wanted.',
    formOf({ ...brief, previousInteractions: { date: '2024-04-15', type: 'email' } }),
  ),
  error(
    'INVALID_REQUEST',
    'no duration',
    'followUpInterval is no duration.',
    formOf({ ...brief, followUpInterval: 'soon' }),
  ),
  error('INVALID_INPUT', 'no UUID', 'leadId is no UUID.', formOf({ ...brief, leadId: 'jane' })),
  error(
    'INVALID_PHONE_NUMBER',
    'too short',
    'phone_number has fewer than 7 digits.',
    formOf({ ...brief, phone_number: '+12' }),
  ),
  error(
    'IDEMPOTENCY_KEY_REUSED',
    'another body',
    'Send it, change any field, and send it again: the same Idempotency-Key with another body.',
    formOf(brief, { idempotencyKey: 'tester-one-key' }),
  ),
  error('SITE_NOT_FOUND', 'unknown site', 'No site has this id.', formOf({ ...brief, siteId: id('a', 999) })),
  error('LEAD_NOT_FOUND', 'unknown lead', 'No lead has this id.', formOf({ ...brief, leadId: id('b', 999) })),
  error(
    'AGENT_NOT_FOUND',
    'no sales agent',
    'The site has no active Sales/CRM Specialist.',
    formOf({ siteId: id('a', 4), leadId: id('b', 7) }),
  ),
  error(
    'NO_CHANNELS_CONFIGURED',
    'no channels',
    'The site has neither email nor WhatsApp configured.',
    formOf({ siteId: id('a', 2), leadId: id('b', 6) }),
  ),
  error(
    'NO_VALID_CHANNELS_FOR_LEAD',
    'no contact data',
    'The lead has neither an email address nor a phone number.',
    formOf({ siteId: acme, leadId: id('b', 3) }),
  ),
];

export const presets: readonly Preset[] = [...examples, ...errorPresets];

function error(code: ErrorCode, what: string, hint: string, form: FormValues): Preset & { code: ErrorCode } {
  return { id: `${code} ${what}`, code, label: `${code}: ${what}`, hint, form };
}

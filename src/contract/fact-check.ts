import { z } from 'zod';

/** What becomes of statements without a source in the facts: nothing is checked, they are reported, they stop a message. From mild to strict. */
export const factChecks = ['off', 'warn', 'enforce'] as const;
export const factCheckSchema = z.enum(factChecks, 'must be off, warn or enforce');
export type FactCheck = z.infer<typeof factCheckSchema>;

/** A site can be stricter than the setting, and not milder. */
export function stricter(setting: FactCheck, site: FactCheck | null): FactCheck {
  return site !== null && factChecks.indexOf(site) > factChecks.indexOf(setting) ? site : setting;
}

import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { claimKinds } from './claim-kinds.ts';

/** A statement in a message, and its source in the facts. */
export const claimSchema = z
  .object({
    field: z.enum(['title', 'message']),
    quote: z.string().describe('The exact words of the message'),
    kind: z.enum(claimKinds),
    source: z
      .string()
      .nullable()
      .describe(
        'JSON pointer into the facts that the model was shown. Null if no source was found, or if the kind needs none (`proposal`, `courtesy`)',
      ),
    value: z
      .string()
      .nullable()
      .describe(
        'The value of the source, at most 300 characters. Null without a source, and for a key that cannot see `lead`',
      ),
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof claimSchema>;

/** The statements of each fact-checked message. */
export const claimsSchema = z.partialRecord(channelSchema, z.array(claimSchema));
export type Claims = z.infer<typeof claimsSchema>;

/** A statement as the model reports it, not verified. */
export interface Assertion {
  channel: keyof Claims;
  quote: string;
  kind: Claim['kind'];
  source: string | null;
}

/** What happens to statements without a source, from least to most strict: not checked, reported, or the message is rejected. */
export const factChecks = ['off', 'warn', 'enforce'] as const;
export const factCheckSchema = z.enum(factChecks, 'must be off, warn or enforce');
export type FactCheck = z.infer<typeof factCheckSchema>;

/** A site can be stricter than the setting, never less strict. */
export function stricter(setting: FactCheck, site: FactCheck | null): FactCheck {
  return site !== null && factChecks.indexOf(site) > factChecks.indexOf(setting) ? site : setting;
}

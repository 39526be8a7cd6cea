import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { claimKinds } from './claim-kinds.ts';

/** A statement of a message, and where in the facts it comes from. */
export const claimSchema = z
  .object({
    field: z.enum(['title', 'message']),
    quote: z.string().describe('The words of the message, as they stand in it'),
    kind: z.enum(claimKinds),
    source: z
      .string()
      .nullable()
      .describe(
        'JSON pointer into the facts that the model was shown. Null: none was found, or it needs none (`proposal`, `courtesy`)',
      ),
    value: z
      .string()
      .nullable()
      .describe(
        'What stands there, at most 300 characters. Null without a source, and for a key that `lead` is hidden from',
      ),
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof claimSchema>;

/** The statements of each message that a model has checked. */
export const claimsSchema = z.partialRecord(channelSchema, z.array(claimSchema));
export type Claims = z.infer<typeof claimsSchema>;

/** A statement as a model reports it; nothing of it has been verified. */
export interface Assertion {
  channel: keyof Claims;
  quote: string;
  kind: Claim['kind'];
  source: string | null;
}

/** What becomes of statements without a source in the facts: nothing is checked, they are reported, they stop a message. From mild to strict. */
export const factChecks = ['off', 'warn', 'enforce'] as const;
export const factCheckSchema = z.enum(factChecks, 'must be off, warn or enforce');
export type FactCheck = z.infer<typeof factCheckSchema>;

/** A site can be stricter than the setting, and not milder. */
export function stricter(setting: FactCheck, site: FactCheck | null): FactCheck {
  return site !== null && factChecks.indexOf(site) > factChecks.indexOf(setting) ? site : setting;
}

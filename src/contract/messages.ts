import { z } from 'zod';
import { type Channel, channelSchema } from './channels.ts';
import { claimsSchema } from './claims.ts';
import { violationSchema } from './violation.ts';

/** A message as a phase writes it, without the strategy. */
export const draftMessageSchema = z.object({ title: z.string(), message: z.string() });
export type DraftMessage = z.infer<typeof draftMessageSchema>;
export type DraftMessages = Partial<Record<Channel, DraftMessage>>;

/** A finished message, as it is returned to the caller. */
export const messageSchema = draftMessageSchema.extend({ strategy: z.string() }).meta({ id: 'Message' });
export type Message = z.infer<typeof messageSchema>;

export const draftMessagesSchema = z.partialRecord(channelSchema, draftMessageSchema);

/** The violations that the quality gate found in each message. */
export const verdictsSchema = z.partialRecord(channelSchema, z.array(violationSchema));
export type Verdicts = z.infer<typeof verdictsSchema>;

/** Missing in older results. */
const verdicts = verdictsSchema.optional();
/** Only in the last phase, for fact-checked messages. */
const claims = claimsSchema.optional();

/** What a step of a sequence has used up, so that later steps use something else. */
export const ledgerSchema = z.object({
  angle: z.string(),
  proof: z.string(),
  question: z.string(),
  call_to_action: z.string(),
  opener: z.string(),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** The output of the sales phase: the strategy and a draft for each planned channel. */
export const salesOutputSchema = z.object({
  strategy: z.string(),
  channels: draftMessagesSchema,
  /** Only of a step of a sequence. */
  ledger: ledgerSchema.optional(),
  verdicts,
  claims,
});
export type SalesOutput = z.infer<typeof salesOutputSchema>;

/** The output of the copywriter: the refined messages of the same channels. */
export const copywriterOutputSchema = z.object({ channels: draftMessagesSchema, verdicts, claims });
export type CopywriterOutput = z.infer<typeof copywriterOutputSchema>;

/**
 * Memoizes a function of a list of channels. Building a schema costs more than using it, and there are few lists.
 */
export function byChannels<Made>(make: (channels: readonly Channel[]) => Made): typeof make {
  const made = new Map<string, Made>();
  return (channels) => {
    const key = channels.join(' ');
    const value = made.get(key) ?? make(channels);
    made.set(key, value);
    return value;
  };
}

/** The schema of a phase's messages in a model answer: exactly the planned channels, all required. */
function channelsSchema(planned: readonly Channel[]) {
  return z.object(Object.fromEntries(planned.map((channel) => [channel, draftMessageSchema])));
}

/** The schema of the model's answer in the sales phase. */
export const salesAnswerSchema = byChannels((planned) =>
  z.object({ strategy: z.string(), channels: channelsSchema(planned) }),
);

/** The same for a step of a sequence. */
export const stepAnswerSchema = byChannels((planned) =>
  z.object({ strategy: z.string(), channels: channelsSchema(planned), ledger: ledgerSchema }),
);

/** The schema of the model's answer to the copywriter and to a repair. */
export const messagesAnswerSchema = byChannels((planned) => z.object({ channels: channelsSchema(planned) }));

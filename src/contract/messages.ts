import { z } from 'zod';
import { type Channel, channelSchema } from './channels.ts';
import { claimsSchema } from './claims.ts';
import { violationSchema } from './violation.ts';

/** A message as a phase writes it, before the strategy is put beside it. */
export const draftMessageSchema = z.object({ title: z.string(), message: z.string() });
export type DraftMessage = z.infer<typeof draftMessageSchema>;
export type DraftMessages = Partial<Record<Channel, DraftMessage>>;

/** A finished message, as the caller gets it. */
export const messageSchema = draftMessageSchema.extend({ strategy: z.string() }).meta({ id: 'Message' });
export type Message = z.infer<typeof messageSchema>;

export const draftMessagesSchema = z.partialRecord(channelSchema, draftMessageSchema);

/** What the quality gate says of each message. */
export const verdictsSchema = z.partialRecord(channelSchema, z.array(violationSchema));
export type Verdicts = z.infer<typeof verdictsSchema>;

/** The verdicts are missing on what was written before they were stored. */
const verdicts = verdictsSchema.optional();
/** Of the last phase, for the messages that a model has checked against the facts. */
const claims = claimsSchema.optional();

/** What the sales phase returns: the strategy and a draft for each planned channel. */
export const salesOutputSchema = z.object({
  strategy: z.string(),
  channels: draftMessagesSchema,
  verdicts,
  claims,
});
export type SalesOutput = z.infer<typeof salesOutputSchema>;

/** What the copywriter returns: the refined messages of the same channels. */
export const copywriterOutputSchema = z.object({ channels: draftMessagesSchema, verdicts, claims });
export type CopywriterOutput = z.infer<typeof copywriterOutputSchema>;

/**
 * Makes something of a list of channels once, and gives the same the next time: building a schema costs more than using
 * it, and there are few lists.
 */
export function byChannels<Made>(make: (channels: readonly Channel[]) => Made): typeof make {
  const made = new Map<string, Made>();
  return (channels) => {
    const key = channels.join(' ');
    const known = made.get(key) ?? make(channels);
    made.set(key, known);
    return known;
  };
}

/** The wire form of a phase's messages: exactly the planned channels, each one required. */
function channelsSchema(planned: readonly Channel[]) {
  return z.object(Object.fromEntries(planned.map((channel) => [channel, draftMessageSchema])));
}

/** The wire form of the sales phase's answer. */
export const salesAnswerSchema = byChannels((planned) =>
  z.object({ strategy: z.string(), channels: channelsSchema(planned) }),
);

/** The wire form of what the copywriter and a repair answer. */
export const messagesAnswerSchema = byChannels((planned) => z.object({ channels: channelsSchema(planned) }));

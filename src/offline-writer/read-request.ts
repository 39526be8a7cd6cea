import { z } from 'zod';
import { type Channel, channelSchema, channels } from '../contract/channels.ts';
import { type Facts, factsSchema } from '../contract/facts.ts';
import { type DraftMessages, draftMessagesSchema } from '../contract/messages.ts';

/** What a chat completion request asks the writer for. */
export interface WritingRequest {
  facts: Facts;
  channels: readonly Channel[];
  /** The messages to refine. Null if first drafts are requested. */
  draft: DraftMessages | null;
  /** Whether the answer must say what a step of a sequence uses up. */
  wantsLedger: boolean;
  /** An estimate of what a provider would bill. */
  promptTokens: number;
}

/** A request that cannot be served. Its message never quotes the request. */
export class RequestError extends Error {
  readonly param: string | null;

  constructor(message: string, param: string | null = null) {
    super(message);
    this.param = param;
  }
}

const textPartSchema = z.object({ type: z.literal('text'), text: z.string() });
const bodySchema = z.object({
  model: z.string(),
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(textPartSchema)]).nullish() }),
  ),
  stream: z.boolean().nullish(),
  response_format: z.object({ json_schema: z.object({ schema: z.unknown() }).optional() }).nullish(),
});
const schemaNode = z.record(z.string(), z.unknown());
const draftBlockSchema = z.object({ channels: draftMessagesSchema });

/** Reads the JSON body of a request. @throws RequestError */
export function readRequest(json: string): WritingRequest {
  const parsed = bodySchema.safeParse(parseJson(json, 'The body is not JSON.'));
  if (!parsed.success) {
    throw new RequestError(
      'The request is not a chat completion request.',
      parsed.error.issues[0]?.path.join('.') || null,
    );
  }
  const { messages, stream, response_format } = parsed.data;
  if (stream) throw new RequestError('The offline writer does not stream.', 'stream');

  const texts = messages.map(({ role, content }) => ({ role, text: textOf(content) }));
  const prompt = texts
    .filter(({ role }) => role === 'user')
    .map(({ text }) => text)
    .join('\n');
  const schema = response_format?.json_schema?.schema;
  const draft = blockOf(prompt, 'draft', draftBlockSchema)?.channels ?? null;
  const facts = blockOf(prompt, 'facts', factsSchema);
  if (facts === null) throw new RequestError('The messages contain no <facts> block.', 'messages');
  const wantsStrategy =
    schema === undefined ? draft === null : propertyOf(schema, 'strategy', schema) !== null;
  return {
    facts,
    channels: schema === undefined ? draftedChannels(draft) : channelsOf(schema),
    draft: wantsStrategy ? null : (draft ?? {}),
    wantsLedger: schema !== undefined && propertyOf(schema, 'ledger', schema) !== null,
    promptTokens: Math.ceil(texts.reduce((sum, { text }) => sum + text.length, 0) / 4),
  };
}

function textOf(content: string | z.infer<typeof textPartSchema>[] | null | undefined): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join('\n');
}

/** Returns the first block. A value inside it cannot end it, because `<` is escaped there. */
function blockOf<T>(prompt: string, name: string, schema: z.ZodType<T>): T | null {
  const json = new RegExp(`^<${name}>\\r?\\n([\\s\\S]*?)\\r?\\n</${name}>[ \\t]*\\r?$`, 'm').exec(
    prompt,
  )?.[1];
  if (json === undefined) return null;
  const fault = `The <${name}> block is malformed.`;
  const parsed = schema.safeParse(parseJson(json, fault));
  if (!parsed.success) throw new RequestError(fault, 'messages');
  return parsed.data;
}

function parseJson(json: string, fault: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new RequestError(fault);
  }
}

function draftedChannels(draft: DraftMessages | null): readonly Channel[] {
  const drafted = channels.filter((channel) => draft?.[channel] !== undefined);
  return drafted.length > 0 ? drafted : channels;
}

/** The channels in a JSON schema's `channels` property, in the same order. */
function channelsOf(schema: unknown): Channel[] {
  const property = propertyOf(schema, 'channels', schema);
  const named = Object.keys(schemaNode.safeParse(property?.['properties']).data ?? {});
  const known = named.flatMap((name) => channelSchema.safeParse(name).data ?? []);
  if (known.length === 0 || known.length < named.length) {
    throw new RequestError('The schema names unknown channels, or none.', 'response_format');
  }
  return known;
}

/** A property of an object schema. A local `$ref` is resolved. */
function propertyOf(schema: unknown, name: string, root: unknown): Record<string, unknown> | null {
  const properties = schemaNode.safeParse(resolved(schema, root)?.['properties']).data;
  return properties?.[name] === undefined ? null : resolved(properties[name], root);
}

function resolved(schema: unknown, root: unknown): Record<string, unknown> | null {
  const node = schemaNode.safeParse(schema).data ?? null;
  const reference = node?.['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return node;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => schemaNode.safeParse(at).data?.[key], root);
  return schemaNode.safeParse(target).data ?? null;
}

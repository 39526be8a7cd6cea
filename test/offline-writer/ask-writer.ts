import OpenAI from 'openai';
import type { ResponseFormatJSONSchema } from 'openai/resources/shared';
import { z } from 'zod';
import { type Channel, channels } from '../../src/contract/channels.ts';
import type { Facts } from '../../src/contract/facts.ts';
import {
  type CopywriterOutput,
  copywriterOutputSchema,
  messagesAnswerSchema,
  type SalesOutput,
  salesAnswerSchema,
  salesOutputSchema,
} from '../../src/contract/messages.ts';

/** A client as the product uses it, of the server at the URL. */
export function clientOf(baseUrl: string): OpenAI {
  return new OpenAI({ baseURL: baseUrl, apiKey: 'x', maxRetries: 0 });
}

/** Facts as they stand in a prompt. */
export function block(tag: string, value: unknown): string {
  return `<${tag}>\n${JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')}\n</${tag}>`;
}

export function salesFormat(planned: readonly Channel[]): ResponseFormatJSONSchema {
  const schema = salesAnswerSchema(planned);
  return {
    type: 'json_schema',
    json_schema: { name: 'sales_follow_up', strict: true, schema: z.toJSONSchema(schema) },
  };
}

export function copywriterFormat(planned: readonly Channel[]): ResponseFormatJSONSchema {
  const schema = messagesAnswerSchema(planned);
  return {
    type: 'json_schema',
    json_schema: { name: 'refined_messages', strict: true, schema: z.toJSONSchema(schema) },
  };
}

/** The sales phase, asked of the server. */
export async function draftOf(
  client: OpenAI,
  facts: Facts,
  planned: readonly Channel[] = channels,
): Promise<SalesOutput> {
  const content = await contentOf(client, block('facts', facts), salesFormat(planned));
  return salesOutputSchema.parse(JSON.parse(content));
}

/** The copywriter phase, asked of the server. */
export async function refinedOf(
  client: OpenAI,
  facts: Facts,
  draft: SalesOutput,
  planned: readonly Channel[] = channels,
): Promise<CopywriterOutput> {
  const prompt = `${block('facts', facts)}\n\n${block('draft', draft)}`;
  return copywriterOutputSchema.parse(JSON.parse(await contentOf(client, prompt, copywriterFormat(planned))));
}

export async function contentOf(
  client: OpenAI,
  prompt: string,
  format?: ResponseFormatJSONSchema,
): Promise<string> {
  const completion = await client.chat.completions.create({
    model: 'offline-writer',
    messages: [
      { role: 'system', content: 'You write follow-ups.' },
      { role: 'user', content: prompt },
    ],
    ...(format && { response_format: format }),
  });
  return completion.choices[0]?.message.content ?? '';
}

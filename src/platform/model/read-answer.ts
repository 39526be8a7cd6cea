import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';
import { findUnstorableText } from '../../contract/json-safety.ts';
import type { ModelAnswer } from './model-call.ts';
import { ModelError } from './model-error.ts';
import { errorInAnswer } from './provider-error.ts';
import { readUsage } from './usage.ts';

const partSchema = z.object({ type: z.string().nullish(), text: z.string().nullish() });
/** Most servers send a string. Some send a list of text parts, as in the request format. */
const contentSchema = z
  .union([z.string(), z.array(partSchema).transform((parts) => parts.map(({ text }) => text ?? '').join(''))])
  .nullish();

/** The fields of a Chat Completion that are read. Servers may leave out fields or add others. */
const completionSchema = z.object({
  model: z.string().max(200).nullish().catch(null),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      error: z.unknown().optional(),
      message: z
        .object({
          content: contentSchema,
          refusal: z.string().nullish(),
          reasoning_content: z.string().nullish().catch(null),
          reasoning: z.string().nullish().catch(null),
        })
        .nullish(),
    }),
  ),
});
const errorSchema = z.object({ error: z.unknown().refine((error) => error != null) });
const usageOfSchema = z.object({ usage: z.unknown() });

/**
 * Reads the first choice of a Chat Completion.
 * @throws ModelError with the tokens of an unusable answer, because it is billed too
 */
export function readAnswer<Output>(
  completion: unknown,
  requestedModel: string,
  schema: z.ZodType<Output>,
): ModelAnswer<Output> {
  const usage = readUsage(usageOfSchema.safeParse(completion).data?.usage);
  const fail = (code: ModelError['code'], message: string) => new ModelError(code, message, { usage });

  const error = errorSchema.safeParse(completion).data?.error;
  if (error) throw errorInAnswer(error);
  const parsed = completionSchema.safeParse(completion);
  if (!parsed.success) {
    throw fail('MODEL_ANSWER_UNREADABLE', 'the answer is not a Chat Completion: check OPENAI_BASE_URL');
  }
  const [choice] = parsed.data.choices;
  if (choice?.error) throw errorInAnswer(choice.error);
  const message = choice?.message;
  if (message?.refusal) throw fail('MODEL_REFUSED', 'the model refused to write');
  if (choice?.finish_reason === 'content_filter') {
    throw fail('MODEL_REFUSED', "the provider's content filter stopped the answer");
  }
  if (choice?.finish_reason === 'length') {
    throw fail(
      'MODEL_ANSWER_UNREADABLE',
      "the answer was cut off at the token limit: raise MODEL_MAX_TOKENS or the agent's max_tokens, or the server's own limit",
    );
  }
  const content = message?.content;
  if (!content?.trim()) {
    throw message?.reasoning_content || message?.reasoning
      ? fail(
          'MODEL_ANSWER_EMPTY',
          "the answer contains reasoning only: raise MODEL_MAX_TOKENS or the agent's max_tokens, or choose another model",
        )
      : fail('MODEL_ANSWER_EMPTY', 'the answer is empty');
  }
  return {
    output: readContent(content, schema, (reason) => fail('MODEL_ANSWER_UNREADABLE', reason)),
    model: parsed.data.model || requestedModel,
    usage,
  };
}

/**
 * Reads the last complete JSON object in a text that matches the schema. Reasoning, channel markers, Markdown fences
 * and sentences may surround it and may contain braces too.
 */
function readContent<Output>(
  content: string,
  schema: z.ZodType<Output>,
  unreadable: (reason: string) => ModelError,
): Output {
  let reason = 'the answer contains no complete JSON object';
  for (const text of completeObjects(content).reverse()) {
    const value = parseJson(text);
    if (value === undefined) continue;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)');
      reason = `the answer does not fit the schema at ${paths.join(', ')}`;
    } else if (findUnstorableText(parsed.data) !== null) {
      reason = 'the answer contains a NUL character or an unpaired surrogate';
    } else {
      return parsed.data;
    }
  }
  throw unreadable(reason);
}

/** Bounds the work: each unclosed brace costs another pass over the rest of the text. */
const mostOpenBraces = 100;

/** The outermost `{…}` of a text, in order. Braces inside JSON strings do not count. */
function completeObjects(content: string): string[] {
  const found: string[] = [];
  let openBraces = 0;
  let start = content.indexOf('{');
  while (start !== -1 && openBraces < mostOpenBraces) {
    const end = endOfObject(content, start);
    if (end === -1) openBraces += 1;
    else found.push(content.slice(start, end));
    start = content.indexOf('{', end === -1 ? start + 1 : end);
  }
  return found;
}

/** @returns the index after the brace that closes the one at `start`, or -1 */
function endOfObject(content: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < content.length; at += 1) {
    const character = content[at];
    if (character === '\\' && inString) at += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Also accepts common mistakes of models: line breaks inside strings, trailing commas, single quotes. */
function parseJson(text: string): unknown {
  for (const attempt of [() => text, () => jsonrepair(text)]) {
    try {
      return JSON.parse(attempt());
    } catch {
      // Try the next parser. If none is left, the caller reports the error.
    }
  }
  return undefined;
}

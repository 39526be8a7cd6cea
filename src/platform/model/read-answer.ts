import { z } from 'zod';
import { findUnstorableText } from '../../contract/storable-text.ts';
import type { ModelAnswer } from './model-call.ts';
import { ModelError } from './model-error.ts';
import { readUsage } from './usage.ts';

/** What is looked at of a Chat Completion: servers that speak it leave out or add the rest. */
const completionSchema = z.object({
  model: z.string().max(200).nullish().catch(null),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
    }),
  ),
});
const errorInPlaceSchema = z.object({ error: z.unknown().refine((error) => error != null) });
const usageOfSchema = z.object({ usage: z.unknown() });

/**
 * Reads the first choice of a Chat Completion.
 * @throws ModelError with the tokens of an answer that cannot be used: it is paid all the same
 */
export function readAnswer<Output>(
  completion: unknown,
  requestedModel: string,
  schema: z.ZodType<Output>,
): ModelAnswer<Output> {
  const usage = readUsage(usageOfSchema.safeParse(completion).data?.usage);
  const parsed = completionSchema.safeParse(completion);
  if (!parsed.success) {
    throw errorInPlaceSchema.safeParse(completion).success
      ? new ModelError('MODEL_UNAVAILABLE', 'the model provider answered with an error in place of a text')
      : new ModelError(
          'MODEL_ANSWER_UNREADABLE',
          'what was answered is no Chat Completion: check OPENAI_BASE_URL',
          { usage },
        );
  }
  const [choice] = parsed.data.choices;
  if (choice?.message?.refusal) {
    throw new ModelError('MODEL_REFUSED', 'the model refused to write', { usage });
  }
  if (choice?.finish_reason === 'content_filter') {
    throw new ModelError('MODEL_REFUSED', "the provider's content filter stopped the answer", { usage });
  }
  if (choice?.finish_reason === 'length') {
    throw new ModelError('MODEL_ANSWER_UNREADABLE', 'the answer was cut off at the token limit', { usage });
  }
  const content = choice?.message?.content;
  if (!content?.trim()) throw new ModelError('MODEL_ANSWER_EMPTY', 'the model answered nothing', { usage });
  const unreadable = (fault: string) => new ModelError('MODEL_ANSWER_UNREADABLE', fault, { usage });
  return {
    output: readContent(content, schema, unreadable),
    model: parsed.data.model || requestedModel,
    usage,
  };
}

function readContent<Output>(
  content: string,
  schema: z.ZodType<Output>,
  unreadable: (fault: string) => ModelError,
): Output {
  const value = parseJson(content) ?? parseJson(objectIn(content));
  if (value === undefined) throw unreadable('the answer is no JSON');
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)');
    throw unreadable(`the answer does not fit the schema at ${paths.join(', ')}`);
  }
  if (findUnstorableText(parsed.data) !== null) {
    throw unreadable('the answer holds a NUL character or half of a surrogate pair');
  }
  return parsed.data;
}

/** The one JSON object of a text: without the thoughts before it, a Markdown fence, or a sentence around it. */
function objectIn(content: string): string {
  const text = content.replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  return text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

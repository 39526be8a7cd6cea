import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Closable } from '../../src/platform/closables.ts';
import { StartError } from '../../src/platform/describe-failure.ts';
import type { ModelRequest } from '../../test/harness/model-behaviour.ts';
import { startModelServer } from '../../test/harness/model-server.ts';
import type { SelectedCase } from './select-cases.ts';

const folder = new URL('../../test/eval-answers/', import.meta.url);

const message = z.strictObject({ title: z.string(), message: z.string() });
const messages = z.record(z.string(), message);

/** A file with recorded answers to the prompts of one case, by the name of the requested schema. */
const recordingSchema = z.strictObject({
  case: z.string(),
  sales_follow_up: z.strictObject({ strategy: z.string(), channels: messages }),
  refined_messages: z.strictObject({ channels: messages }).optional(),
  repaired_messages: z.strictObject({ channels: messages }).optional(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** @throws StartError that names the file that is not a valid recording */
export async function readRecordings(): Promise<Recording[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => {
      try {
        return recordingSchema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
      } catch (cause) {
        throw new StartError(`test/eval-answers/${name} is not a recording (see docs/eval.md)`, { cause });
      }
    }),
  );
}

/** The channels in the schema of a request. */
const requestedSchema = z.object({
  properties: z.object({ channels: z.object({ required: z.array(z.string()) }).optional() }),
});

/** A prompt for which no answer is recorded. */
export interface UnansweredPrompt {
  case: string;
  step: string;
  prompt: string;
}

export interface RecordedModel extends Closable {
  baseUrl: string;
  /** In the order in which they arrived. */
  unanswered: readonly UnansweredPrompt[];
}

/** A model server on loopback with recorded answers. It refuses other prompts and keeps them in `unanswered`. */
export async function startRecordedModel(
  cases: readonly SelectedCase[],
  recordings: readonly Recording[],
): Promise<RecordedModel> {
  const server = await startModelServer();
  const unanswered: UnansweredPrompt[] = [];
  server.respond((request) => {
    const prompt = request.body.messages.map(({ content }) => content).join('\n\n');
    const step = request.body.response_format?.json_schema?.name ?? 'unknown';
    const name = caseOf(prompt, cases);
    const recording = recordings.find((one) => one.case === name);
    const content = answerOf(recording, step);
    if (content !== undefined && hasChannels(content, request)) return { kind: 'answer', content };
    unanswered.push({ case: name ?? 'unknown case', step, prompt });
    return { kind: 'status', status: 400, body: { error: { message: 'no answer is recorded' } } };
  });
  return { baseUrl: server.baseUrl, unanswered, close: () => server.close() };
}

/**
 * A case is identified by the lead's e-mail address or phone number. Each case has one of them, and it is in the
 * prompt's facts.
 */
function caseOf(prompt: string, cases: readonly SelectedCase[]): string | undefined {
  return cases.find(({ evalCase: { lead } }) => {
    const sign = lead.email ?? lead.phone;
    return typeof sign === 'string' && prompt.includes(JSON.stringify(sign));
  })?.evalCase.name;
}

function answerOf(recording: Recording | undefined, step: string): object | undefined {
  if (!recording) return undefined;
  switch (step) {
    case 'sales_follow_up':
      return recording.sales_follow_up;
    case 'refined_messages':
      return recording.refined_messages;
    case 'statements':
      return { assertions: [] };
    case 'repaired_messages':
      return repairOf(recording);
    default:
      return undefined;
  }
}

/** Whether an answer has every channel in the schema of the request. */
function hasChannels(content: object, { body }: ModelRequest): boolean {
  const asked = requestedSchema.safeParse(body.response_format?.json_schema?.schema);
  const wanted = asked.data?.properties.channels?.required ?? [];
  const given = 'channels' in content ? Object.keys(content.channels as object) : [];
  return wanted.every((channel) => given.includes(channel));
}

/**
 * If no repair is recorded, the first draft is used again. Channels that were not requested are ignored by the
 * product.
 */
function repairOf({ repaired_messages, sales_follow_up }: Recording): object {
  return { channels: { ...sales_follow_up.channels, ...repaired_messages?.channels } };
}

/** The requested cases that have a recording. @throws StartError if there is none */
export function recordedCases(
  cases: readonly SelectedCase[],
  recordings: readonly Recording[],
): SelectedCase[] {
  const recorded = cases.filter(({ evalCase }) => recordings.some((one) => one.case === evalCase.name));
  if (recorded.length > 0) return recorded;
  throw new StartError('no answers are recorded for these cases: see test/eval-answers');
}

/** @throws StartError that names each case and step without a recorded answer */
export function requireAnswers({ unanswered }: RecordedModel): void {
  if (unanswered.length === 0) return;
  const missing = new Set(unanswered.map((one) => `${one.case}: ${one.step}`));
  throw new StartError(
    `no answer is recorded in test/eval-answers for ${[...missing].join('; ')} (print the prompts with --prompts)`,
  );
}

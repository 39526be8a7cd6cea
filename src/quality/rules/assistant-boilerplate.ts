import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import { type TraceList, tracesIn } from '../languages/traces.ts';
import type { Rule } from '../rule.ts';
import { foldCase } from '../text/case-folded.ts';
import { type Finding, findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const messages = {
  selfReference: 'speaks of the writer as a machine or of its instructions: leave it out',
  refusal: 'declines to write: write the message, or none',
  order: 'an instruction to the writer instead of what it asks for: leave it out',
  announcement: 'speaks of the text itself: begin and end with the message',
  thought: "the writer's own thinking: leave it out",
} as const;

/** Technical traces of a language model, in every language. */
const machinery: readonly Pattern[] = [
  {
    pattern:
      /<\/?(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis|answer|response|output|final|result|tool_call|tool_response|function_call|system|assistant|user|human|message|email|draft)>/gi,
    message: messages.thought,
  },
  { pattern: /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|◁\/?think▷/gi, message: messages.thought },
  {
    pattern:
      /^[ \t*_#]{0,6}(?:thought|thoughts|thinking|reasoning|chain of thought|final answer|assistant|human|user|system)[*_ \t]{0,3}:/gim,
    message: messages.thought,
  },
  {
    pattern: /(?<![\p{L}\p{N}])(?:ChatGPT|GPT-\d|Claude|Gemini|Llama)(?= (?:here|says|said):)/gu,
    message: messages.thought,
  },
  {
    pattern:
      /[[(](?:note|nota|remarque|hinweis|anmerkung|observação) (?:to|for|para|à|pour|an|für) [^[\]()\n]{1,100}[\])]/gi,
    message: messages.announcement,
  },
  {
    pattern: /\[(?:note|nota|remarque|hinweis|anmerkung|observação) ?:[^[\]\n]{0,200}\]?/gi,
    message: messages.announcement,
  },
  {
    pattern:
      /(?<![\s\S])[\s"“*_¡]{0,6}(?:(?:claro(?: que sí)?|bien sûr|natürlich|gerne) ?[,!.] {0,2}¡?)?(?:here (?:you go|it is)|aquí (?:tienes|tiene|está|va)|aqui (?:está|vai)|voici|voilà) ?:\s*\n/giu,
    message: messages.announcement,
  },
  {
    pattern:
      /(?<![\s\S])[\s"“*_¡]{0,6}(?:(?:sure|certainly)!|here(?:'s| is) a draft[.!]?$|(?:claro(?: que sí)?|por supuesto)!\s*\n)/gimu,
    message: messages.announcement,
  },
  {
    pattern:
      /(?<!(?:your|our|a|an|every|each|one|custom|their|better) )(?<![\p{L}\p{N}])system[ -]prompt(?!\p{L})/giu,
    message: messages.selfReference,
  },
];

const lists: readonly TraceList[] = ['selfReference', 'refusal', 'announcement', 'order'];
/** "If I can't help with that, Tom can." */
const conditions = new Set(
  'if when where what that which unless si cuando que se quando wenn falls ob als indien jos om hvis jesli kdyz eger если'.split(
    ' ',
  ),
);

/** A model refers to itself, announces its text, refuses or asks a question back, in any language. */
export const assistantBoilerplate: Rule = (subject) =>
  violationsIn(subject, 'assistant-boilerplate', function* (written): Generator<Finding> {
    yield* findPatterns(written, machinery);
    const { text, original, tokens, matches } = tracesIn(written);
    let done = -1;
    for (const { list, first, last } of matches) {
      if (!lists.includes(list) || first <= done) continue;
      const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
      // "Version 2.0: what is new"
      if (/\d[.,]\d$/.test(text.slice(start, end))) continue;
      if (list === 'refusal' && conditions.has(tokens[first - 1]?.text ?? '')) continue;
      if (list === 'order' && isKnown(original(start, end), subject.groundTruth)) continue;
      done = last;
      const colon = tokens[last]?.colonAfter ? text.slice(end, end + 5).search(/[:：]/) + 1 : 0;
      yield { words: original(start, end + colon), message: messages[list as keyof typeof messages] };
    }
  });

/** A site's own texts may mention a limit: "SMS of up to 160 characters". */
function isKnown(words: string, truth: GroundTruth | null): boolean {
  const folded = foldCase(words);
  const unit = folded.split(/[^\p{L}]+/u).at(-1) ?? folded;
  return (truth?.texts ?? []).some((text) => {
    const known = foldCase(text);
    return known.includes(folded) || (/\d/.test(words) && /\d/.test(known) && known.includes(unit));
  });
}

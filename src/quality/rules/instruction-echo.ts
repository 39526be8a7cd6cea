import { findAddresses } from '../addresses/addresses.ts';
import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import { detectLanguage } from '../languages/detect-language.ts';
import { fields, type Rule, violation } from '../rule.ts';
import { foldCase } from '../text/case-folded.ts';
import { normalized } from '../text/normalized.ts';

const message =
  'words of a fact that was quarantined because it gives instructions to the writer: leave them out';

/** Words of a quarantined text. If a message repeats them, the model has followed the instruction. */
export const instructionEcho: Rule = ({ draft, groundTruth, quarantined }) => {
  if (quarantined.length === 0) return [];
  const echoes = knownEchoes.get(quarantined) ?? echoesOf(quarantined, groundTruth);
  knownEchoes.set(quarantined, echoes);
  return fields.flatMap((field) => {
    const { text, original } = normalized(draft[field]);
    const words = wordsOf(text);
    const found = findRun(words, echoes.runs) ?? findToken(words, text, echoes);
    if (!found) return [];
    return [violation('instruction-echo', field, original(found.start, found.end), message)];
  });
};

/** Cached, because the texts are the same for all messages of a follow-up. */
const knownEchoes = new WeakMap<readonly string[], Echoes>();

interface Word {
  folded: string;
  start: number;
  end: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu)].map(({ 0: word, index }) => ({
    folded: foldCase(word),
    start: index,
    end: index + word.length,
  }));
}

interface Echoes {
  /** Sequences of four words, or the whole text to be said, joined by spaces. */
  runs: ReadonlySet<string>;
  /** Single words that do not occur anywhere else. */
  tokens: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
}

const runLength = 4;
const longestRun = 12;

function echoesOf(quarantined: readonly string[], known: GroundTruth | null): Echoes {
  const knownText = ` ${(known?.texts ?? [])
    .map((text) =>
      wordsOf(normalized(text).text)
        .map((word) => word.folded)
        .join(' '),
    )
    .join(' | ')} `;
  const runs = new Set<string>();
  const tokens = new Set<string>();
  const hosts = new Set<string>();
  const addRun = (words: readonly string[]) => {
    const run = words.join(' ');
    if (words.filter(isContent).length >= 2 && !knownText.includes(` ${run} `)) runs.add(run);
  };
  for (const order of quarantined) {
    const { text } = normalized(order);
    const words = wordsOf(text);
    for (let index = 0; index + runLength <= words.length; index += 1) {
      addRun(words.slice(index, index + runLength).map((word) => word.folded));
    }
    for (const payload of payloadsOf(text)) {
      const said = wordsOf(payload).map((word) => word.folded);
      if (said.length > 1 && said.length <= longestRun) addRun(said);
      const [only = ''] = said;
      if (said.length === 1 && only.length >= 5 && isContent(only) && !known?.words.has(only))
        tokens.add(only);
    }
    const isGerman = detectLanguage(text) === 'de';
    for (const [index, { start, end }] of words.entries()) {
      const word = text.slice(start, end);
      const key = foldCase(word);
      // German capitalizes every noun, so only two capitalized words in a row are a name.
      const beside = [words[index - 1], words[index + 1]].map((other) =>
        text.slice(other?.start, other?.end ?? 0),
      );
      if (isGerman && /^\p{Lu}\p{Ll}/u.test(word) && !beside.some((other) => /^\p{Lu}\p{Ll}/u.test(other)))
        continue;
      if (isDistinctive(word, text.slice(Math.max(0, start - 3), start)) && !known?.words.has(key))
        tokens.add(key);
    }
    for (const { key } of findAddresses(text).urls) if (key !== null && !known?.urls.has(key)) hosts.add(key);
  }
  return { runs, tokens, hosts };
}

/**
 * What an instruction wants the message to say: the texts that it quotes, and what follows "say that", "reply with"
 * and the like.
 */
function payloadsOf(text: string): string[] {
  const quoted = [
    ...text.matchAll(/["“”„«»]([^"“”„«»]{2,200})["“”„«»]|(?<![\p{L}])['‘]([^'’\n]{2,200})['’](?!\p{L})/gu),
  ];
  const said = [
    ...text.matchAll(
      /(?<!\p{L})(?:that|que|dass|with|con|com|avec|mit|saying|say|words?|phrase|palabra|palavra|mot|wort)[ :]+(?:(?:that|que|dass) )?([^.,;!?\n"“”]{2,120})/giu,
    ),
  ];
  return [...quoted.map((match) => match[1] ?? match[2] ?? ''), ...said.map((match) => match[1] ?? '')];
}

/** Capital letters, digits and names are unlikely to match by chance. */
function isDistinctive(word: string, before: string): boolean {
  const key = foldCase(word);
  if (commonCapitals.has(key)) return false;
  if (/\d/.test(word)) return word.length > 1 || /\d/.test(word);
  if (/^\p{Lu}{3,}$/u.test(word)) return true;
  const startsSentence = before.trim() === '' ? before.length === 0 : /[.!?:;"“„\n]\s*$/u.test(before);
  return /^\p{Lu}\p{Ll}{2,}/u.test(word) && !startsSentence && isContent(key);
}

const commonCapitals = new Set(
  `ceo cto cfo cmo coo vp hr it ai ki ia api crm erp roi kpi seo sem b2b b2c faq pdf csv url usa usd eur gbp asap fyi tbd
   english spanish german french portuguese monday tuesday wednesday thursday friday saturday sunday january february
   march april may june july august september october november december the and for you not all any our your lead leads
   http https www com html json base64 email emails system user assistant`.split(/\s+/),
);
const functionWords = new Set(
  `the and for you your our with that this have from will would like are was were has had can could should not but what
   when who how all any its it's about into over more let know please there here they them then than just also very
   hello hola thanks gracias merci danke would if or to of in on at by we us me my is be do a an i
   que para con por una uno los las del sus como mas pero este esta usted ustedes nos les esto desea
   voce voces com nao uma dos das seu sua mais isso esse essa pelo pela
   vous nous votre notre les des une est dans pour avec sur pas plus que qui cette
   sie wir ihr ihre ihnen uns und der die das den dem des ein eine einen mit fur auf von zu nicht ist sind haben wird oder auch wenn dass
   de la el le lo un en y e o u et ou du au se su tu te si no ne il elle on so`.split(/\s+/),
);

function isContent(word: string): boolean {
  return word.length >= 3 && !functionWords.has(word);
}

function findRun(words: readonly Word[], runs: ReadonlySet<string>): { start: number; end: number } | null {
  if (runs.size === 0) return null;
  const lengths = [...new Set([...runs].map((run) => run.split(' ').length))].sort((a, b) => b - a);
  for (let index = 0; index < words.length; index += 1) {
    for (const length of lengths) {
      const last = words[index + length - 1];
      const first = words[index];
      if (!first || !last) continue;
      const run = words.slice(index, index + length).map((word) => word.folded);
      if (runs.has(run.join(' '))) return { start: first.start, end: last.end };
    }
  }
  return null;
}

function findToken(
  words: readonly Word[],
  text: string,
  { tokens, hosts }: Echoes,
): { start: number; end: number } | null {
  const word = words.find((one) => tokens.has(one.folded));
  if (word) return word;
  if (hosts.size === 0) return null;
  return findAddresses(text).urls.find(({ key }) => key !== null && hosts.has(key)) ?? null;
}

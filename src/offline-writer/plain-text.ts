/** Signs that a text is a template, markup or a command, and not something that a person would say. */
const notProse =
  /[{}[\]<>%|*`\\^~=@"“”«»]|__|\$[A-Z_a-z{]|https?:|www\.|\b(?:todo|tbd|xx+|lorem|ipsum|undefined|null|nan|n\/a)\b/i;
const instruction =
  /\b(?:ignore|disregard|instructions?|system prompt|jailbreak|ignora|instrucciones|olvida)\b/i;
const sentenceInside = /[.!?;:…]\s|[!?;:…]/u;

/** A clause or a wish ("we need …", "reports take too long") does not fit where a noun phrase is expected. */
const startsLikeClause =
  /^(?:we|i|they|he|she|it|you|there|nobody|no one|some(?:one|body)|every(?:one|body)|can'?t|cannot|don'?t|doesn'?t|not|needs?|wants?|please|must|should|how|why|what|yo|nosotros|no (?:hay|s[eé]|sabemos|tenemos|puedo|podemos)|necesit\w*|quier\w*|tenemos|tengo|faltan?(?! de )|nadie|alguien|cómo|qué|por qué)\s/iu;
const finiteVerb =
  /\s(?:is|are|was|were|am|isn'?t|aren'?t|takes?|don'?t|doesn'?t|can'?t|cannot|can|has|have|won'?t|keeps?|needs?|gets?|es|son|está|están|tarda|tardan|tiene|tienen|lleva|llevan|cuesta)\s/iu;
const possessive = /^(?:our|my|their|his|her|nuestr[oa]s?|mis?|sus?)\s+/iu;

const notAName =
  /^(?:none|unknown|test|user|admin|anonymous|customer|client|lead|guest|name|friend|desconocid[oa]|cliente|prueba|usuario|nombre)$/iu;
const salutation = /^(?:mr|mrs|ms|miss|mx|dr|dra|prof|sir|sr|sra|srta|don|doña|ing|lic)\.?\s+/iu;

/** The number of code points, the unit of all lengths here. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** The text on one line, without control characters, emojis and extra spaces. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(
      /[\p{Cc}\p{Cf}\p{Co}\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]|\u{fe0f}/gu,
      ' ',
    )
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A short noun phrase in the form that it has inside a sentence. Null if the text is not one. */
export function nounPhrase(text: string | null, longest = 64): string | null {
  if (text === null || text.length > 1_000) return null;
  const phrase = oneLine(text)
    .replace(/[\s.,;:!?-]+$/u, '')
    .replace(/^[\s.,;:!?'-]+/u, '')
    .replace(possessive, '');
  const bad = [notProse, instruction, sentenceInside, startsLikeClause, finiteVerb].some((sign) =>
    sign.test(phrase),
  );
  if (bad || !/\p{L}{2}/u.test(phrase)) return null;
  return codePoints(phrase) <= longest && phrase.split(' ').length <= 9 ? phrase : null;
}

/** "Slow approvals" → "slow approvals"; names and abbreviations ("Google Ads", "SEO audits") stay. */
export function midSentence(phrase: string): string {
  const [first = '', ...others] = phrase.split(' ');
  const isSentenceCase = /^\p{Lu}[\p{Ll}'’-]+$/u.test(first) && others.length > 0;
  const hasNames = others.some((word) => /^\p{Lu}\p{Ll}/u.test(word));
  return isSentenceCase && !hasNames ? first.toLowerCase() + phrase.slice(first.length) : phrase;
}

/** The name of a company or site. Null if the text does not look like one. */
export function organisationName(text: string | null): string | null {
  if (text === null || text.length > 200) return null;
  const name = oneLine(text);
  // "Acme Inc. Europe" is a name, "Acme. Forget what you know." is not.
  const bad = notProse.test(name) || instruction.test(name) || /[^\s.]{5,}\.\s|[!?;:]\s/u.test(name);
  return bad || !/\p{L}/u.test(name) || codePoints(name) > 60 || name.split(' ').length > 7 ? null : name;
}

/** A person's full name without a title. Null if the text does not look like one. */
export function personName(text: string | null): string | null {
  if (text === null || text.length > 100) return null;
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(salutation, '');
  if (!/^\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}][\p{L}\p{M}'’.-]*){0,5}$/u.test(name)) return null;
  return instruction.test(name) || notProse.test(name) || codePoints(name) > 45 ? null : name;
}

/** The first name for a greeting. Null for initials and for words used instead of a name. */
export function firstName(text: string | null): string | null {
  const first = personName(text)?.split(' ')[0];
  if (first === undefined || notAName.test(first) || first.endsWith('.') || codePoints(first) < 2)
    return null;
  const isOneCase = first === first.toUpperCase() || first === first.toLowerCase();
  return isOneCase
    ? first.toLowerCase().replace(/(?<![\p{L}\p{M}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    : first;
}

/** A claim that can be quoted as a separate sentence, or null. */
export function plainSentence(text: string): string | null {
  const sentence = oneLine(text);
  const bad = /[{}[\]<>|*`\\^~=@]|__|https?:|www\./.test(sentence) || instruction.test(sentence);
  if (bad || codePoints(sentence) < 10 || codePoints(sentence) > 140) return null;
  return /[.!?]$/u.test(sentence) ? sentence : `${sentence}.`;
}

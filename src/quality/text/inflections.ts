/** A way in which words of a language change: those that end so also occur with these endings. */
interface Inflection {
  /** Folded endings of the word as it is listed; empty: every word. */
  ending: RegExp;
  /** How many letters of the word give way. */
  cut: number;
  endings: string;
}

const verbs = {
  ar: 'o as a amos ais an aba abas abamos aban e aste o aron are aras ara aremos aran aria arian ando ado ada ados adas ad es emos en',
  er: 'o es e emos eis en ia ias iamos ian i iste io imos ieron eu eram ere eras era eremos eran eria erian iendo endo ido ida idos idas a as amos an',
  ir: 'o es e imos is en ia ias iamos ian i iste io ieron iu iram ire iras ira iremos iran iria irian iendo indo ido ida idos idas a as amos an',
};

const spanish: readonly Inflection[] = [
  { ending: /[^s]$/, cut: 0, endings: 's' },
  { ending: /[^aeious]$/, cut: 0, endings: 'es a as' },
  { ending: /z$/, cut: 1, endings: 'ces' },
  { ending: /o$/, cut: 1, endings: 'a os as isimo isima isimos isimas' },
  { ending: /...ar$/, cut: 2, endings: verbs.ar },
  { ending: /...zar$/, cut: 3, endings: 'ce ces cemos cen ceis' },
  { ending: /...er$/, cut: 2, endings: verbs.er },
  { ending: /...ir$/, cut: 2, endings: verbs.ir },
];

const portuguese: readonly Inflection[] = [
  { ending: /[^s]$/, cut: 0, endings: 's' },
  { ending: /[rz]$/, cut: 0, endings: 'es' },
  { ending: /ao$/, cut: 2, endings: 'oes aes' },
  { ending: /[aou]l$/, cut: 1, endings: 'is' },
  { ending: /[ei]l$/, cut: 2, endings: 'eis is' },
  { ending: /m$/, cut: 1, endings: 'ns' },
  { ending: /[^a]o$/, cut: 1, endings: 'a os as issimo issima issimos issimas' },
  { ending: /...ar$/, cut: 2, endings: `${verbs.ar} ei ou aram armos arem` },
  { ending: /...er$/, cut: 2, endings: `${verbs.er} ermos erem` },
  { ending: /...ir$/, cut: 2, endings: `${verbs.ir} irmos irem` },
];

const french: readonly Inflection[] = [
  { ending: /[^sxz]$/, cut: 0, endings: 's' },
  { ending: /(?:[^aeious]|[iu]|ie|ee)$/, cut: 0, endings: 'e es' },
  { ending: /eau$|eu$/, cut: 0, endings: 'x' },
  { ending: /al$/, cut: 1, endings: 'ux' },
  { ending: /eux$/, cut: 1, endings: 'se ses' },
  { ending: /if$/, cut: 1, endings: 've ves' },
  { ending: /er$/, cut: 2, endings: 'ere eres' },
  { ending: /[aei]l$/, cut: 0, endings: 'le les' },
  { ending: /[aeio]n$/, cut: 0, endings: 'ne nes' },
  { ending: /et$/, cut: 0, endings: 'te tes' },
  {
    ending: /...er$/,
    cut: 2,
    endings:
      'e es ons ez ent ais ait ions iez aient ai a erons eront era eras erez erai erais erait eraient ant ee ees',
  },
  {
    ending: /...ir$/,
    cut: 2,
    endings: 'is it issons issez issent issait issaient issant i ie ies ira irons irez iront',
  },
  { ending: /...re$/, cut: 2, endings: 's ons ez ent ait aient ant u ue us ues ra rons rez ront' },
];

const german: readonly Inflection[] = [
  { ending: /.{4}$/, cut: 0, endings: 's e en n es er ern em' },
  {
    ending: /...[^aeou]$/,
    cut: 0,
    endings: 'ere erer eres eren erem ste ster stes sten stem este ester estes esten',
  },
  { ending: /...in$/, cut: 0, endings: 'nen' },
  { ending: /...en$/, cut: 2, endings: 'e st est t et te ete ten eten test tet end ende enden ender endes' },
  { ending: /...[rl]n$/, cut: 1, endings: 'e st t te ten tet nd nde nden' },
];

const english: readonly Inflection[] = [
  { ending: /[^s]$/, cut: 0, endings: "s 's" },
  { ending: /(?:s|x|z|ch|sh|o)$/, cut: 0, endings: 'es' },
  { ending: /.{2}[^aeiouy]$/, cut: 0, endings: 'ed ing' },
  { ending: /..[aeo]y$/, cut: 0, endings: 'ed ing' },
  { ending: /..e$/, cut: 1, endings: 'ed ing eing' },
  { ending: /[^aeiou]y$/, cut: 1, endings: 'ies ied ying ier iest' },
  // Comparison: words of one syllable, such as cheap, large and free; cent and numb would make center and number
  { ending: /^[^aeiou]{1,3}[aeiou]{1,2}(?!nt|mb|rn|ff)[^aeiouy]{1,3}$/, cut: 0, endings: 'er est' },
  { ending: /^[^aeiou]{1,3}[aeiou]{1,2}[^aeiouy]{0,3}e$/, cut: 1, endings: 'er est' },
];
/** Short words with a single vowel double their last letter: win, winning. They do not take the endings without. */
const doubling = /^[^aeiou]{0,3}[aeiou][bdfgklmnprtz]$/;

const inflections: Record<string, readonly Inflection[]> = {
  en: english,
  es: spanish,
  pt: portuguese,
  fr: french,
  de: german,
};

/**
 * A word's forms in a language: plural, gender, comparison, and for verbs the common tenses. Too many rather than
 * too few, as long as they are no other word's: derived words such as "freedom" are none.
 * @param word folded
 * @param language primary subtag; others than en, es, pt, fr and de have the word alone
 */
export function formsOf(word: string, language: string): string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return [word];
  if (language === 'en' && doubling.test(word)) {
    const doubled = word + word.at(-1);
    return [word, `${word}s`, ...['ed', 'ing', 'er', 'est'].map((ending) => doubled + ending)];
  }
  const forms = (inflections[language] ?? [])
    .filter(({ ending }) => ending.test(word))
    .flatMap(({ cut, endings }) =>
      endings.split(' ').map((ending) => word.slice(0, word.length - cut) + ending),
    );
  return [...new Set([word, ...forms])];
}

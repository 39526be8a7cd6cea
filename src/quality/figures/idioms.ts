/** Figures of speech and fixed names: their digits count nothing. */
const idioms = [
  // Around the clock; completely; fair shares.
  /(?<![\d/])24[/x]7(?:[/x]365)?(?![\d/])/g,
  /(?<![\d/])(?:24 ?h?(?:eures)? ?(?:\/|sur) ?24|7 ?j?(?:ours)? ?(?:\/|sur) ?7)(?: ?h)?(?![\p{L}\d/])/giu,
  /(?<![\d.,])(?:24 (?:hours (?:a|per) day|horas (?:al|por) d[ií]a|horas do dia|stunden (?:am|pro) tag)|(?:7|seven) (?:days a week|d[ií]as (?:a|de|por) la semana|dias (?:por|da) semana|tage (?:die|pro|in der) woche))(?!\p{L})/giu,
  /(?<![\d.,])100 ?(?:%|percent|per cent|por ciento|por cento|pour cent|prozent)(?![\p{L}\d])/giu,
  /(?<!\p{L})(?:cien por cien(?:to)?|cem por cento|cent pour cent|one hundred per ?cent|hundertprozentig\p{L}*)(?!\p{L})/giu,
  /(?<![\d/.,])(?:50[/-]50|80[/-]20|360(?:°|º|[- ]degrees?| grados| graus| degrés| grad)|1:1|1-(?:on|to|2)-1|9[- ]to[- ]5)(?![\d/])/gi,
  // Words that are written with a digit.
  /(?<![\p{L}\d-])(?:[BDC]2[BCDG](?:2[BC])?|[2M]FA|2FA|[23]D|[345]G|Web ?[23](?:\.0)?|MP[34]|CO2|H2O|Industr(?:y|ie|ia) 4\.0|(?:Office|Microsoft|Dynamics) 365|M365|1Password|S\/4HANA)(?![\p{L}\d])/giu,
  // A reference such as [1], a keycap, and the number at the head of a line of a list.
  /\[\d{1,3}\]/g,
  /[\d#*]\ufe0f?\u20e3/gu,
  /^[ \t]{0,8}(?:[-*•][ \t]{0,4})?\(?\d{1,2}[.)](?=[ \t]\S)(?![ \t](?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))/gmu,
  // Thanks beyond number.
  /(?<!\p{L})(?:mil gracias|mille mercis|tausend dank|mil obrigad[oa]s?|a million thanks|thanks a million)(?!\p{L})/giu,
  /(?<!\p{L})ten (?:en cuenta|presente|cuidado)(?!\p{L})/giu,
] as const;

/** What is no number although it reads like one is overwritten by as many spaces. */
export function withoutIdioms(text: string): string {
  let rest = text;
  for (const idiom of idioms) rest = rest.replace(idiom, (found) => ' '.repeat(found.length));
  return rest;
}

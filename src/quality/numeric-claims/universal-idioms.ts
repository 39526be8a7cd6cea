/** Figures of speech and names with digits that are the same in every language and count nothing. */
const idioms = [
  // Around the clock: "24/7", "24h/24", "24 ore su 24", "7 jours sur 7".
  /(?<![\d/])24[/x]7(?:[/x]365)?(?![\d/])/g,
  /(?<![\d.,])(?:24|7) ?(?:h|\p{L}{1,9})? ?(?:\/|(?<= )\p{L}{1,4} )(?:24|7)(?: ?h)?(?![\p{L}\d/.,])/gu,
  /(?<![\d.,])100 ?%/g,
  /(?<![\d/.,])(?:50[/-]50|80[/-]20|360 ?[°º]|1:1|1[- ]\p{L}{1,4}[- ]1|[249]x4|9[- ]to[- ]5)(?![\d/:])/gu,
  // Words that contain a digit.
  /(?<![\p{L}\d-])(?:[BDC]2[BCDG](?:2[BC])?|[2M]FA|2FA|[23]D|[345]G|4K|Web ?[23](?:\.0)?|MP[34]|CO2|H2O|COVID-19|Industr(?:y|ie|ia) 4\.0|(?:Office|Microsoft|Dynamics) 365|M365|1Password|S\/4HANA)(?![\p{L}\d])/giu,
  // Square and cubic metres.
  /(?<![\p{L}])[cdk]?m[23²³](?![\p{L}\d])/gu,
  // The first in rank, stars, a heart, a reference such as [1], a keycap.
  /(?<![\p{L}\d])(?:#|№ ?|[Nn](?:[or]\.?|[º°]|um(?:ber|mer|éro)?|úm\.?|\.º) ?)1(?![\d.,:/%]\d|\d|%)/gu,
  /(?<![\d.,])[1-5](?:\*|★|-star(?:s|red)?(?!\p{L}))/gu,
  /<3(?!\d)/g,
  /\[\d{1,3}\]/g,
  /[\d#*]\ufe0f?\u20e3/gu,
] as const;

/** The text with spaces instead of parts that look like a number but are not one. */
export function withoutIdioms(text: string): string {
  if (!/\d/.test(text)) return text;
  let rest = text;
  for (const idiom of idioms) rest = rest.replace(idiom, (found) => ' '.repeat(found.length));
  return rest;
}

/** Spanish nouns need their article where English ones do without: "la automatización de contenidos". */
const spanishLooking =
  /[áéíóúñ]|(?:^|\s)(?:de|del|para|con|en|y|la|el|los|las)\s|(?:miento|dad|aje|encia|ancia)s?(?!\p{L})/iu;
/** Articles and words that take none: "demasiadas herramientas", "medir el retorno". */
const needsNone =
  /^(?:el|la|los|las|un[oa]?s?|sin|no|más|menos|much\S+|poc\S+|demasiad\S+|vari\S+|algun\S+|tant\S+|cada|\p{L}+(?:ar|er|ir|arse|erse|irse))\s/iu;

const exceptions: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:\p{L}*(?:blema|grama|tema|quema)|clima|idioma|mapa|día|área|informe|reporte|soporte|coste|paquete|software|hosting|marketing|branding|CRM|ERP|SEO|SEM|plan|taller)$/iu,
    'el',
  ],
  [
    /^(?:\p{L}*(?:blema|grama|tema|quema)s|mapas|días|informes|reportes|costes|clientes|paquetes|planes|talleres|canales)$/iu,
    'los',
  ],
  [/^(?:app|demo|web|suite|base|clase|fase|red)$/iu, 'la'],
  [/^(?:áreas|apps|demos|webs|bases|clases|fases|redes)$/iu, 'las'],
];
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?:iones|[dt]ades|as)$/iu, 'las'],
  [/(?:os|ores|ajes|ales)$/iu, 'los'],
  [/(?:ión|[dt]ad|tud|a)$/iu, 'la'],
  [/(?:o|or|aje|al|el|ón)$/iu, 'el'],
];

/** Puts the article before a Spanish noun phrase; leaves names, infinitives and other languages alone. */
export function withArticle(phrase: string): string {
  const [noun = ''] = phrase.split(' ');
  const isName = /^\p{Lu}/u.test(noun);
  const known = exceptions.find(([form]) => form.test(noun))?.[1];
  if (known !== undefined) return `${known} ${phrase}`;
  if (isName || needsNone.test(`${phrase} `) || !spanishLooking.test(`${phrase} `)) return phrase;
  const article = endings.find(([form]) => form.test(noun))?.[1];
  return article === undefined ? phrase : `${article} ${phrase}`;
}

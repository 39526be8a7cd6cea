import type { Pattern } from '../text/pattern.ts';

const unknown = 'a value that is still unknown: write it, or leave the sentence out';
const marker = 'a note of what is still to be done: do it, or leave it out';
const spilled =
  'a value that a program printed because it had none: write what belongs there, or leave it out';
const owner = 'stands for somebody’s own details: write them, or leave the line out';

const units =
  'days?|hours?|minutes?|mins?|weeks?|months?|years?|customers|clients|d[ií]as|horas|minutos|semanas|meses|años|anos|clientes|jours|heures|semaines|mois|ans|clients|tage[n]?|stunden|minuten|wochen|monate[n]?|jahre[n]?|kunden';
/** What comes in a thirtieth edition: there XXX is a number. */
const editions =
  'aniversario|edici[oó]n|edi[cç][aã]o|congres[os]+o?|jornadas?|anivers[aá]rio|anniversaire|[eé]dition|congr[eè]s|feria|encuentro|simposio';

/** Values that nobody knew when the text was written, and what programs print for lack of them. */
export const fillIns: readonly Pattern[] = [
  // 〇〇様, but not the zeros of 二〇〇五年
  { pattern: /(?<![一二三四五六七八九])[〇○◯△□×✕]{2,6}(?![一二三四五六七八九])|某某/gu, message: unknown },
  // XX/XX, XX:XX, DD/MM/YYYY, dd.mm.aaaa, TT.MM.JJJJ, xx%, $X, X,XXX €, X days
  { pattern: /(?<![\p{L}\p{N}])[Xx]{1,2}[/:.][Xx]{2}(?:[/.][Xx]{2,4})?(?![\p{L}\p{N}])/gu, message: unknown },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:DD|TT|JJ|MM|dd|tt|jj|mm)([/.-])(?:DD|TT|JJ|MM|dd|mm)\1(?:YYYY|AAAA|JJJJ|YY|AA|JJ|yyyy|aaaa|jjjj)(?![\p{L}\p{N}])/gu,
    message: unknown,
  },
  { pattern: /(?<![\p{L}\p{N}:])(?:HH:MM|hh:mm|YYYY-MM-DD|yyyy-mm-dd)(?![\p{L}\p{N}])/gu, message: unknown },
  { pattern: /(?<![\p{L}\p{N}])(?:[XN]|[Xx]{2,6})(?:[.,][Xx]{1,3})?\s?%/gu, message: unknown },
  {
    pattern:
      /(?<!\p{L})(?:(?:US|A|C|R|MX)?\$|[€£¥])\s?[Xx]{1,6}(?:[.,][Xx]{1,3}){0,4}(?:[kKmM])?(?![\p{L}\p{N}])/gu,
    message: unknown,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])[Xx]{1,6}(?:[.,][Xx]{1,3}){0,4}\s?(?:[€£¥]|EUR|USD|GBP|BRL|[Ee]uros?|[Dd]ollars?|d[óo]lares|reais|pesos)(?![\p{L}\p{N}])/gu,
    message: unknown,
  },
  { pattern: /(?<![\p{L}\p{N}])X{1,3}[.,]X{3}(?![\p{L}\p{N}])/gu, message: unknown },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:X|XX|xx|N)[ -](?:${units})(?![\\p{L}\\p{N}])`, 'gu'),
    message: unknown,
  },
  // XXX and xxx, but neither XXL nor "XXX Aniversario", nor the three kisses after a name
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])X{3,20}(?![\\p{L}\\p{N}]|\\s{1,3}(?:${editions})(?!\\p{L}))(?!(?<=\\p{Lu}\\p{Ll}{1,20} xxx)\\s{0,9}$)`,
      'giu',
    ),
    message: unknown,
  },
  { pattern: /(?<![\p{L}\p{N}])00[/.-]00[/.-](?:00){1,2}(?![\p{L}\p{N}])/gu, message: unknown },
  // TODO as a marker; in Spanish and Portuguese it is a word
  {
    pattern: /(?<![\p{L}\p{N}])(?:TODO|TO[ -]DO)\s?(?=[:([<])|(?<=[[(#<]\s?|\/\/\s?)TODO(?![\p{L}\p{N}])/gu,
    message: marker,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])TODO(?=\s{1,3}(?:add|ask|check|change|confirm|fill|find|fix|get|insert|link|name|price|put|replace|set|update|verify|write|añadir|agregar|insertar|poner|completar|revisar|confirmar|adicionar|inserir|preencher|rever|ajouter|insérer|vérifier|einfügen|ergänzen|prüfen)(?!\p{L}))/giu,
    message: marker,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])TODO(?=\s*(?:$|[.;,\n)\]]))(?<!(?:\p{Lu}{2,20} |[Ee]s |de |en |con |sobre |ante |[ÉéEe] |em |ao )TODO)/gu,
    message: marker,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:TBD|TBC|TBA|FIXME|CHANGEME|PLACEHOLDER|tbd|INSERT (?:\p{Lu}{2,} ){0,4}HERE)(?![\p{L}\p{N}])/gu,
    message: marker,
  },
  { pattern: /(?<!\p{L})insert (?:[\p{L}']{1,20} ){0,4}here(?!\p{L})/giu, message: marker },
  {
    pattern: /(?<!\p{L})lorem ipsum(?!\p{L})|(?<!\p{L})dolor sit amet(?!\p{L})/giu,
    message: 'filler text: write what is meant',
  },
  // undefined, NaN, [object Object], null where a name would stand
  { pattern: /\[object \p{L}{1,30}\]/gu, message: spilled },
  { pattern: /(?<![\p{L}\p{N}_])(?:undefined|NaN)(?![\p{L}\p{N}_])/gu, message: spilled },
  {
    pattern:
      /(?<![\p{L}\p{N}_])(?:null null|null's)(?![\p{L}\p{N}_])|(?<=(?<!\p{L})(?:at|for|with|team|para|chez|en|em|na|con|com|avec|équipe) )null(?=[.,;:!?]|$)/gu,
    message: spilled,
  },
  // Your Name on a line of its own, as in a signature; yourcompany.com
  {
    pattern:
      /^[ \t*_]{0,4}(?:your (?:full |first |last |company |job )?(?:name|title|position|company|phone|phone number|email|e-mail|signature|contact information|contact details)|tu (?:nombre|cargo|empresa|firma|teléfono)|su nombre|seu (?:nome|cargo|telefone)|sua (?:empresa|assinatura)|votre (?:nom|poste|entreprise|signature|prénom)|ihr(?:e)? (?:name|position|firma|unternehmen|unterschrift)|dein(?:e)? (?:name|position|firma)|name|nombre|nome|nom|vorname|company name|first name|last name|full name|job title|sender name|nombre del remitente|nome do remetente|nom de l'expéditeur|name des absenders)[ \t*_,.]{0,4}$/gimu,
    message: owner,
  },
  {
    pattern:
      /(?<!\p{L})(?:dear|hi|hello|hey|hola|olá|bonjour|hallo) (?:first|last|full|customer|client|lead|contact|prospect|recipient|your|company) name(?!\p{L})/giu,
    message: owner,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:your|tu|seu|votre|ihre?)[-_]?(?:company|domain|website|site|name|link|email|empresa|dominio|sitio|nome|entreprise|firma)\.(?:com|org|net|io|es|fr|de|com\.br)(?!\p{L})/giu,
    message: owner,
  },
];

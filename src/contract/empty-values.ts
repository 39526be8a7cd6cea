/** What spreadsheets, CRMs and programming languages write where there is no value. Compared as a whole, without case. */
const anywhere = setOf([
  'n/a|n.a.|n.a|n / a|#n/a|not set|not provided|not specified|not given|not available',
  'not applicable|not known|no value|no data|no answer|none given|empty|blank|missing|unknown',
  'undefined|unspecified|tbd|tbc|to be determined|[object object]|true|false',
  // de
  'k.a.|k. a.|k.a|k/a|keine angabe|keine angaben|unbekannt|nicht bekannt|nicht angegeben',
  'entfällt',
  // es
  's/d|s.d.|sin datos|sin dato|sin especificar|no especificado|no especificada|desconocido',
  'desconocida|ninguno|ninguna|no aplica|sin nombre|no disponible',
  // fr
  'inconnu|inconnue|non renseigné|non renseignée|non communiqué|non communiquée|non précisé',
  'aucun|aucune|néant|n/c|n.c.|s/o|sans objet|non disponible',
  // it
  'sconosciuto|sconosciuta|non specificato|non specificata|non disponibile|n/d|n.d.|nessuno',
  'nessuna',
  // pt
  'desconhecido|desconhecida|não informado|nao informado|não informada|não especificado|n/i',
  'nenhum|nenhuma|não se aplica|não disponível|sem nome',
  // nl
  'onbekend|niet opgegeven|niet bekend|niet ingevuld|n.v.t.|nvt|geen',
  // sv, da, nb, fi, pl, cs, tr, el, ru, uk
  'okänd|okänt|ej angivet|saknas|ukendt|ukjent|ikke oplyst|ikke oppgitt|tuntematon|ei tiedossa',
  'nieznany|nieznana|nieznane|brak|brak danych|neznámý|neznámá|neuvedeno|není známo|bilinmiyor',
  'belirtilmemiş|yok|άγνωστο|άγνωστος|неизвестно|неизвестен|не указано|нет данных|невідомо',
  'не вказано|немає даних',
  // ar, he, hi, ja, ko, zh
  'غير معروف|غير محدد|לא ידוע|לא צוין|अज्ञात|不明|なし|無し|未入力|未設定|未定|該当なし|없음|미상|미입력|알 수 없음|未知|未填写',
  '未填|未設置|无|無|不详|不詳',
]);

/**
 * Words of programming languages that are names of people and companies too when only their first letter is upper case:
 * Christopher Null, Null Inc. A CRM never writes them so.
 */
const ofPrograms = new Set([
  'null',
  'NULL',
  'nil',
  'NIL',
  'nan',
  'NaN',
  'NAN',
  'None',
  'none',
  'NONE',
  'NA',
  'Nothing',
]);

/** Only as an employer: these people have no company that a message could name. */
const noCompany = setOf([
  'self-employed|self employed|selfemployed|freelance|freelancer|freelancing|unemployed|retired',
  'private|private person|individual|no company|sole trader|student|between jobs|not employed',
  'selbstständig|selbständig|selbststaendig|freiberuflich|freiberufler|freiberuflerin|privat',
  'privatperson|keine firma|arbeitslos|rentner|autónomo|autónoma|autonomo|autonoma',
  'por cuenta propia|particular|sin empresa|jubilado|jubilada|indépendant|indépendante',
  'auto-entrepreneur|autoentrepreneur|particulier|à mon compte|retraité|retraitée',
  'libero professionista|libera professionista|privato|in proprio|autônomo|autônoma',
  "conta própria|sem empresa|aposentado|aposentada|zzp'er|zzper|zzp|zelfstandige|egenföretagare",
  'selvstændig|selvstendig|yrittäjä|samozatrudniony|個人|個人事業主|フリーランス|프리랜서|个体|自由职业',
]);

/** Punctuation alone, and errors of spreadsheets in any language: #REF!, #BEZUG!, #NV, #¡VALOR!, #DIV/0!. */
const nothingButMarks = /^[\s\p{P}\p{S}]+$/u;
const sheetError = /^#¡?[\p{Lu}\d/]{1,12}[!?]?$/u;

/** What is left without the brackets and quotes around it: (not set), [null], <none>, "n/a", *unknown*. */
function withoutBrackets(text: string): string {
  return text
    .replace(/^[\s([{<"'*“„_-]+|[\s)\]}>"'*“”_-]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Whether a value of a lead says that there is none. Only the whole value counts: NaN Labs and Unknown Worlds are names.
 * @returns what to tell the caller, or null
 */
export function findEmptyValue(field: string, text: string): string | null {
  const inner = withoutBrackets(text);
  const folded = inner.toLowerCase();
  const isEmpty =
    nothingButMarks.test(text) ||
    sheetError.test(text.trim()) ||
    anywhere.has(folded) ||
    ofPrograms.has(inner) ||
    (field === 'name' && (folded === 'anonymous' || folded === 'no name' || folded === 'noname')) ||
    (field !== 'budget_range' && field !== 'phone' && /^0+$/.test(inner));
  if (isEmpty) return 'holds what programs write where there is no value: it is ignored';
  if (field === 'company' && noCompany.has(folded)) return 'names no company: it is ignored';
  return null;
}

/** @param lines of values with bars between them */
function setOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split('|')));
}

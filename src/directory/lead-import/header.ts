import { type ColumnChoice, type ImportField, importFields } from '../../contract/resources/lead-import.ts';
import { aliasOf, bareName, type Column, formsOfAddress, titleNames } from './column-aliases.ts';
import { guessContactField } from './guess-contact-field.ts';
import { ImportError, type OptionWords } from './import-error.ts';

export interface HeaderWarning {
  /** As the file names it. */
  column: string;
  message: string;
}

export interface Header {
  /** The names of all columns, as the file has them. */
  names: readonly string[];
  /** The cells that hold each field. The first one that is not empty counts. */
  cellsOf: ReadonlyMap<Column, readonly number[]>;
  /** The field of each column that is read, in the order of the file. */
  columns: Readonly<Record<string, Column>>;
  ignored: readonly string[];
  warnings: readonly HeaderWarning[];
}

interface Candidate {
  field: Column;
  rank: number;
}

/** Any of these says who the lead is. */
const identifying: readonly Column[] = ['id', 'name', 'first_name', 'last_name', 'company', 'email', 'phone'];

/**
 * Maps the columns of a file to fields: as the caller chose, else by their names.
 * @param sample the first rows, which show what columns hold
 * @throws ImportError if the first line does not name the columns of leads
 */
export function readHeader(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  choices: readonly ColumnChoice[],
  words: OptionWords,
): Header {
  const trimmed = names.map((name) => name.trim());
  const chosen = applyChoices(trimmed, choices);
  const byName = trimmed.map((name, index) =>
    chosen.has(index) ? null : candidateOf(name, valuesOf(sample, index)),
  );
  const named = byName.map((candidate) => dropIfChosen(candidate, [...chosen.values()]));
  dropTitle(trimmed, named, chosen);
  const candidates = named.map((candidate, index) => {
    const field = chosen.get(index);
    return field === 'ignore' ? null : field ? { field, rank: -1 } : candidate;
  });
  refuseTwins(trimmed, candidates, words);
  const cellsOf = groupByField(candidates);
  if (!identifying.some((field) => cellsOf.has(field))) throw noColumns(cellsOf, words);
  const ignored = trimmed.filter((name, index) => name !== '' && candidates[index] === null);
  return {
    names: trimmed,
    cellsOf,
    columns: Object.fromEntries(
      candidates.flatMap((candidate, index) => (candidate ? [[trimmed[index] ?? '', candidate.field]] : [])),
    ),
    ignored,
    warnings: trimmed.flatMap((name, index) => {
      if (name === '' || candidates[index] || chosen.has(index)) return [];
      const field = guessContactField(name, valuesOf(sample, index));
      return field && !choices.some((choice) => choice.field === field)
        ? [notUnderstood(name, field, words)]
        : [];
    }),
  };
}

function valuesOf(sample: readonly (readonly string[])[], index: number): string[] {
  return sample.map((row) => row[index]?.trim() ?? '').filter((value) => value !== '');
}

/** @throws ImportError if the file has no such column, or several */
function applyChoices(names: readonly string[], choices: readonly ColumnChoice[]): Map<number, ImportField> {
  const chosen = new Map<number, ImportField>();
  for (const { column, field } of choices) {
    const exact = names.flatMap((name, index) => (name === column ? [index] : []));
    const similar = names.flatMap((name, index) => (bareName(name) === bareName(column) ? [index] : []));
    const found = exact.length > 0 ? exact : similar;
    if (found.length === 0) throw new ImportError(`the file has no column "${column}" to map to ${field}`);
    if (found.length > 1)
      throw new ImportError(`the file has more than one column "${column}": rename one of them`);
    for (const index of found) chosen.set(index, field);
  }
  return chosen;
}

function candidateOf(name: string, values: readonly string[]): Candidate | null {
  if (titleNames.has(bareName(name))) {
    const areForms = values.filter((value) => formsOfAddress.test(value.replace(/[.'’]/g, ''))).length;
    return areForms * 2 >= Math.max(values.length, 1) && values.length > 0
      ? null
      : { field: 'position', rank: Number.MAX_SAFE_INTEGER };
  }
  const alias = aliasOf(name);
  return alias;
}

/** A column that the caller chose for a field is the only one for it. A chosen name replaces its two halves too. */
function dropIfChosen(candidate: Candidate | null, chosen: readonly ImportField[]): Candidate | null {
  if (!candidate) return null;
  const isHalf = candidate.field === 'first_name' || candidate.field === 'last_name';
  return chosen.includes(candidate.field) || (isHalf && chosen.includes('name')) ? null : candidate;
}

/** "Title" is only read as the position where no other column is. */
function dropTitle(
  names: readonly string[],
  named: (Candidate | null)[],
  chosen: ReadonlyMap<number, ImportField>,
): void {
  const isTitle = (index: number) => titleNames.has(bareName(names[index] ?? ''));
  const hasOther = named.some((candidate, index) => candidate?.field === 'position' && !isTitle(index));
  if (!hasOther && ![...chosen.values()].includes('position')) return;
  for (const index of named.keys())
    if (named[index]?.field === 'position' && isTitle(index)) named[index] = null;
}

/** Two columns of the same name cannot be told apart. @throws ImportError */
function refuseTwins(
  names: readonly string[],
  candidates: readonly (Candidate | null)[],
  words: OptionWords,
): void {
  const seen = new Map<string, string>();
  for (const [index, candidate] of candidates.entries()) {
    const name = names[index] ?? '';
    if (!candidate) continue;
    const twin = seen.get(bareName(name));
    if (twin !== undefined) {
      const remedy =
        twin === name
          ? 'rename one of them'
          : `choose one, such as ${words.map(name, candidate.field)}, or rename one`;
      throw new ImportError(
        `the file names the column ${candidate.field} twice ("${twin}", "${name}"): ${remedy}`,
      );
    }
    seen.set(bareName(name), name);
  }
}

function groupByField(candidates: readonly (Candidate | null)[]): Map<Column, number[]> {
  const ordered = candidates
    .flatMap((candidate, index) => (candidate ? [{ ...candidate, index }] : []))
    .sort((one, other) => one.rank - other.rank || one.index - other.index);
  const cellsOf = new Map<Column, number[]>();
  for (const { field, index } of ordered) cellsOf.set(field, [...(cellsOf.get(field) ?? []), index]);
  return cellsOf;
}

function noColumns(cellsOf: ReadonlyMap<Column, unknown>, words: OptionWords): ImportError {
  const how = `columns of other names are chosen with ${words.map('Column', 'field')}`;
  if (cellsOf.size > 0)
    return new ImportError(
      `the file needs a column ${identifying.join(', ')}, which identify a lead; ${how}`,
    );
  const accepted = importFields.filter((field) => field !== 'ignore').join(', ');
  return new ImportError(
    `the first line of the file must name its columns, and none of its names is known; accepted: ${accepted}; ${how}`,
  );
}

function notUnderstood(column: string, field: Column, words: OptionWords): HeaderWarning {
  const what = {
    email: 'email addresses',
    phone: 'phone numbers',
    company: 'companies',
    whatsapp_opt_out: 'opt-outs',
  }[field as string];
  return {
    column,
    message: `the column may hold ${what ?? 'names'} and was not read: choose ${words.map(column, field)}, or ${words.map(column, 'ignore')}`,
  };
}

import { cleanLeadField } from '../../contract/lead-values.ts';
import { limits } from '../../contract/limits.ts';
import { describeIssue } from '../../contract/parse-body.ts';
import { leadBodySchema } from '../../contract/resources/lead.ts';
import type { Column } from './column-aliases.ts';
import type { Header } from './header.ts';

export interface CellWarning {
  /** As the file names it. Null: the whole row. */
  column: string | null;
  message: string;
}

/** A cell that is not empty, with the name of its column. */
export interface Cell {
  column: string;
  text: string;
}

/** The columns that hold one text each. */
export type TextColumn =
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'company'
  | 'position'
  | 'email'
  | 'phone'
  | 'budget_range'
  | 'lead_stage'
  | 'locale';

/** What a decoder inserts for bytes that are not valid. */
const replacementCharacter = '\uFFFD';

/** The fields of a row. Collects what is wrong with its cells; warnings never quote them. */
export class RowFields {
  readonly warnings: CellWarning[] = [];
  /** Fields whose cells could not be used. */
  readonly unusable = new Set<string>();
  readonly #cells: readonly string[];
  readonly #header: Header;

  constructor(cells: readonly string[], header: Header) {
    this.#cells = cells;
    this.#header = header;
  }

  /** The cells of a field that are not empty, the preferred one first. */
  cells(field: Column): Cell[] {
    return (this.#header.cellsOf.get(field) ?? []).flatMap((index) => {
      const text = this.#cells[index]?.trim() ?? '';
      return text === '' ? [] : [{ column: this.#header.names[index] ?? '', text }];
    });
  }

  /** The first cell of a field that can be used. */
  read(field: TextColumn): string | null {
    const cells = this.cells(field);
    for (const cell of cells) {
      const value = this.#clean(field, cell);
      if (value !== null) return value;
    }
    if (cells.length > 0) this.unusable.add(isHalf(field) ? 'name' : field);
    return null;
  }

  /** The parts of a field that holds several texts. */
  readList(field: 'pain_points'): string[] {
    const [cell] = this.cells(field);
    const texts = cell ? cell.text.split(/[;|]/) : [];
    const parsed = leadBodySchema.shape[field].safeParse(texts);
    const fault = findFault(cell?.text ?? '') ?? (parsed.success ? null : describeIssues(parsed.error));
    if (parsed.success && fault === null) return parsed.data;
    this.warn(cell?.column ?? null, fault ?? '');
    this.unusable.add(field);
    return [];
  }

  readName(): Record<'full' | 'first' | 'last', string | null> {
    return { full: this.read('name'), first: this.read('first_name'), last: this.read('last_name') };
  }

  /** A line that was put together from several cells. */
  limit(field: 'name', text: string | null): string | null {
    if (text === null || text.length <= limits.line) return text;
    this.warn(null, `${field} must have at most ${limits.line} characters: left out`);
    this.unusable.add(field);
    return null;
  }

  warn(column: string | null, message: string): void {
    this.warnings.push({ column, message });
  }

  #clean(field: TextColumn, { column, text }: Cell): string | null {
    const fault = findFault(text);
    if (fault) {
      this.warn(column, `${fault}: left out`);
      return null;
    }
    const name = isHalf(field) ? 'name' : field;
    const { value, warning } = cleanLeadField(name, this.#firstOf(field, column, text));
    if (warning) this.warn(column, warning);
    if (value === null) return null;
    const parsed = leadBodySchema.shape[name].safeParse(value);
    if (parsed.success) return parsed.data;
    this.warn(column, `${describeIssues(parsed.error)}: left out`);
    return null;
  }

  /** Some exports put all addresses or numbers of a person into one cell. */
  #firstOf(field: TextColumn, column: string, text: string): string {
    if (!text.includes(':::') && !(field === 'email' && /[,;|\s]/.test(text))) return text;
    const joined = text.split(/\s*:::\s*/).filter((part) => part !== '');
    const listed = field === 'email' ? text.split(/[,;|\s]+/).filter((part) => part !== '') : [];
    const areAddresses = listed.length > 1 && listed.every((part) => /^[^\s@<>]+@[^\s@<>]+$/.test(part));
    const parts = areAddresses ? listed : joined;
    if (parts.length > 1) this.warn(column, 'holds several values: the first one is used');
    return parts[0] ?? '';
  }
}

function isHalf(field: TextColumn): field is 'first_name' | 'last_name' {
  return field === 'first_name' || field === 'last_name';
}

function findFault(text: string): string | null {
  if (text.includes(replacementCharacter))
    return 'has characters that are not valid in the encoding of the file';
  return text.includes('\0') || !text.isWellFormed() ? 'must not contain NUL characters' : null;
}

function describeIssues({ issues }: { issues: Parameters<typeof describeIssue>[0][] }): string {
  return issues[0] ? describeIssue(issues[0]) : 'is malformed';
}

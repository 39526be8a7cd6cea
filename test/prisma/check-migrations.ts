import {
  type AlterTableCmd,
  type AlterTableStmt,
  type ColumnDef,
  type Constraint,
  type CreateStmt,
  type DropStmt,
  type IndexStmt,
  type Node,
  parse,
} from 'libpg-query';

export interface Migration {
  name: string;
  sql: string;
}

/** A statement that processes of the version before may not survive. */
export interface Fault {
  migration: string;
  fault: string;
}

/** Explains, in the line before a statement, why the version before does not mind. */
const marker = /--\s*suits the version before:\s*\S/i;

/** What may be dropped: it only makes statements faster or stricter. A unique index is another matter, see below. */
const droppable: ReadonlySet<string> = new Set([
  'OBJECT_INDEX',
  'OBJECT_TRIGGER',
  'OBJECT_RULE',
  'OBJECT_POLICY',
  'OBJECT_STATISTIC_EXT',
]);

const uniqueConstraints: ReadonlySet<string> = new Set([
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_EXCLUSION',
]);
const refusals: Readonly<Record<string, string>> = {
  AT_DropColumn: 'drops the column',
  AT_AlterColumnType: 'changes the type of',
  AT_SetNotNull: 'makes NOT NULL',
  AT_DropExpression: 'stops computing',
  AT_SetExpression: 'computes in another way',
  AT_EnableRowSecurity: 'hides rows of the table',
  AT_ForceRowSecurity: 'hides rows of the table',
};

/** What the migrations so far have made, and what the one at hand has. */
interface State {
  /** Names of what an ON CONFLICT may rely on. */
  unique: Set<string>;
  /** Tables and columns (`table.column`) of this migration: the version before does not know them. */
  fresh: Set<string>;
}

/**
 * Finds statements that would break processes of the version before, which still run while a new version is rolled out:
 * those that drop, rename or change what they use, or refuse rows that they write.
 * @param migrations all of them, in their order
 */
export async function checkMigrations(migrations: readonly Migration[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  const unique = new Set<string>();
  for (const { name, sql } of migrations) {
    const state: State = { unique, fresh: new Set() };
    // Positions are in bytes.
    const text = Buffer.from(sql);
    let end = 0;
    for (const { stmt, stmt_location = 0, stmt_len } of (await parse(sql)).stmts ?? []) {
      const before = text.subarray(end, stmt_location).toString();
      end = stmt_location + (stmt_len ?? text.length);
      const found = stmt ? faultsOf(stmt, state) : [];
      if (!marker.test(before)) faults.push(...found.map((fault) => ({ migration: name, fault })));
    }
  }
  return faults;
}

function faultsOf(statement: Node, state: State): string[] {
  if ('CreateStmt' in statement) return noteTable(statement.CreateStmt, state);
  if ('AlterTableStmt' in statement) return checkTable(statement.AlterTableStmt, state);
  if ('IndexStmt' in statement) return checkIndex(statement.IndexStmt, state);
  if ('DropStmt' in statement) return checkDrop(statement.DropStmt, state);
  if ('RenameStmt' in statement) {
    const { subname, newname, relation } = statement.RenameStmt;
    return [`renames ${[relation?.relname, subname].filter(Boolean).join('.')} to ${newname}`];
  }
  if ('AlterObjectSchemaStmt' in statement) return ['moves an object to another schema'];
  if ('AlterEnumStmt' in statement && statement.AlterEnumStmt.oldVal) return ['renames a value of a type'];
  if ('TruncateStmt' in statement) return ['empties a table'];
  if ('DoStmt' in statement) return ['runs a block of code, which cannot be checked'];
  return [];
}

function noteTable({ relation, tableElts = [] }: CreateStmt, { fresh, unique }: State): string[] {
  const table = relation?.relname ?? '';
  fresh.add(table);
  for (const element of tableElts) {
    if ('Constraint' in element) noteUnique(table, element.Constraint, unique);
    if ('ColumnDef' in element) noteUniqueColumn(table, element.ColumnDef, unique);
  }
  return [];
}

function checkTable({ relation, cmds = [] }: AlterTableStmt, state: State): string[] {
  const table = relation?.relname ?? '';
  const commands = cmds.flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  const isFresh = state.fresh.has(table);
  for (const { subtype, def } of commands) {
    if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) {
      state.fresh.add(`${table}.${def.ColumnDef.colname}`);
      noteUniqueColumn(table, def.ColumnDef, state.unique);
    }
  }
  return commands.flatMap((command) =>
    isFresh ? noteConstraint(table, command, state) : checkCommand(table, command, state),
  );
}

function checkCommand(table: string, command: AlterTableCmd, state: State): string[] {
  const { subtype = '', name = '', def } = command;
  const column = `${table}.${name}`;
  if (state.fresh.has(column)) return [];
  const refusal = refusals[subtype];
  if (refusal) return [`${refusal} ${name ? column : table}`];
  if (subtype === 'AT_ColumnDefault' && !def) return [`takes the default from ${column}`];
  if (subtype === 'AT_DropConstraint' && state.unique.has(name))
    return [`drops the unique constraint ${name}`];
  if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) {
    return needsValue(def.ColumnDef)
      ? [`adds ${table}.${def.ColumnDef.colname} as NOT NULL without a default`]
      : [];
  }
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) {
    noteConstraint(table, command, state);
    const { contype, conname } = def.Constraint;
    const restricts =
      contype === 'CONSTR_NOTNULL' ||
      columnsOf(def.Constraint).every((name) => !state.fresh.has(`${table}.${name}`));
    return restricts
      ? [`adds a constraint to columns of ${table} that the version before writes: ${conname ?? contype}`]
      : [];
  }
  return [];
}

function checkIndex({ relation, idxname, unique, indexParams = [] }: IndexStmt, state: State): string[] {
  if (!unique) return [];
  const table = relation?.relname ?? '';
  if (idxname) state.unique.add(idxname);
  const isNew =
    state.fresh.has(table) || columnsOf(indexParams).some((name) => state.fresh.has(`${table}.${name}`));
  return isNew
    ? []
    : [`adds a unique index to columns of ${table} that the version before writes: ${idxname}`];
}

function checkDrop({ removeType = 'OBJECT_TABLE', objects = [] }: DropStmt, { unique }: State): string[] {
  const names = objects.map((object) => stringsOf(object).join('.'));
  if (!droppable.has(removeType)) return names.map((name) => `drops ${name}`);
  return names
    .filter((name) => unique.has(name.split('.').at(-1) ?? ''))
    .map((name) => `drops the unique index ${name}`);
}

function noteConstraint(table: string, { def }: AlterTableCmd, { unique }: State): string[] {
  if (def && 'Constraint' in def) noteUnique(table, def.Constraint, unique);
  return [];
}

/** A constraint without a name gets PostgreSQL's. */
function noteUnique(
  table: string,
  { contype = 'CONSTR_CHECK', conname, keys = [] }: Constraint,
  unique: Set<string>,
): void {
  if (!uniqueConstraints.has(contype)) return;
  const columns = keys.flatMap(stringsOf);
  unique.add(
    conname ?? (contype === 'CONSTR_PRIMARY' ? `${table}_pkey` : [table, ...columns, 'key'].join('_')),
  );
}

function noteUniqueColumn(
  table: string,
  { colname, constraints = [] }: ColumnDef,
  unique: Set<string>,
): void {
  for (const node of constraints) {
    if ('Constraint' in node)
      noteUnique(table, { ...node.Constraint, keys: [{ String: { sval: colname ?? '' } }] }, unique);
  }
}

/** Whether an INSERT that does not name the column fails. */
function needsValue({ constraints = [], typeName }: ColumnDef): boolean {
  const kinds = constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint.contype] : []));
  const isSerial = (typeName?.names ?? []).flatMap(stringsOf).some((name) => /serial/.test(name));
  const hasValue = ['CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_IDENTITY'] as const;
  return (
    (kinds.includes('CONSTR_NOTNULL') || kinds.includes('CONSTR_PRIMARY')) &&
    !isSerial &&
    !hasValue.some((kind) => kinds.includes(kind))
  );
}

/** The columns that a constraint or the elements of an index name. */
function columnsOf(part: object): string[] {
  return Object.entries(part).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return key === 'name' ? [String(value)] : [];
    if (key === 'keys' || key === 'fk_attrs' || key === 'ColumnRef') return stringsOf(value);
    // The columns of the referenced table are not this table's.
    return key === 'pk_attrs' || key === 'pktable' || key === 'funcname' ? [] : columnsOf(value);
  });
}

function stringsOf(part: object): string[] {
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'sval') return [String(value)];
    return typeof value === 'object' && value !== null ? stringsOf(value) : [];
  });
}

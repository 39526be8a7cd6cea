import pg from 'pg';

/** The number of follow-ups that a busy lead gets in a quarter. */
export const followUpsPerLead = 10;
/** Shorter than RETENTION_DAYS, so that no sweep deletes them. */
const days = 80;
/** Rows per statement. */
const batch = 50_000;

/**
 * Fills a database with copies of its one finished follow-up and of all rows that belong to it. The copies are dated
 * as if they had been created one after the other over the last months.
 */
export async function fillDatabase(url: string, count: number, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The referenced rows exist by construction. Checking each foreign key would take longer than writing the rows.
    await client.query(`SET session_replication_role = replica`);
    const statement = await copyStatement(client);
    for (let from = 1; from <= count; from += batch) {
      await client.query(statement, [from, Math.min(count, from + batch - 1), count]);
      if (from > 1) say(`${from - 1} of ${count} follow-ups are stored`);
    }
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** The id of copy number n, in the form of a real id. Ids increase with n. */
export function copyId(n: number): string {
  return `fup_${String(n).padStart(26, '0')}`;
}

/** The lead id of copy number n: a UUID of version 4. */
export function copyLeadSql(n: string): string {
  const hash = `md5('lead ' || (${n} / ${followUpsPerLead})::text)`;
  return `overlay(overlay(${hash} placing '4' from 13) placing '8' from 17)::uuid`;
}

/** SQL expressions for the columns that differ between copies. All other columns are those of the original. */
const followUpId = `'fup_' || lpad(n::text, 26, '0')`;
const ageOf = `make_interval(secs => ($3::float8 - n) * ${days * 86_400} / $3::float8)`;
const values: Record<string, Record<string, string>> = {
  follow_up: {
    id: followUpId,
    lead_id: copyLeadSql('n'),
    created_at: `now() - ${ageOf}`,
    finished_at: `now() - ${ageOf}`,
    checked_at: `now() - ${ageOf}`,
    enqueued_at: `now() - ${ageOf}`,
  },
  command: {
    id: `'cmd_' || left(t.kind, 1) || lpad(n::text, 25, '0')`,
    follow_up_id: followUpId,
    created_at: `now() - ${ageOf}`,
  },
  model_call: {
    id: `t.id || '_' || n`,
    command_id: `'cmd_' || left(c.kind, 1) || lpad(n::text, 25, '0')`,
    created_at: `now() - ${ageOf}`,
  },
  event: {
    id: `t.id || '_' || n`,
    follow_up_id: followUpId,
    command_id: `CASE WHEN t.command_id IS NULL THEN NULL ELSE 'cmd_' || left(c.kind, 1) || lpad(n::text, 25, '0') END`,
    created_at: `now() - ${ageOf}`,
  },
};

/** One statement with three parameters: the first number, the last number and the total. */
async function copyStatement(client: pg.Client): Promise<string> {
  const inserts: string[] = [];
  for (const [table, changed] of Object.entries(values)) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [table],
    );
    const columns = rows.map(({ name }) => name);
    const taken = columns.map((name) => changed[name] ?? `t."${name}"`);
    inserts.push(`INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
      SELECT ${taken.join(', ')} FROM generate_series($1::int, $2::int) AS n CROSS JOIN ${originals[table]}`);
  }
  const [last = '', ...before] = inserts.reverse();
  return `WITH original AS (SELECT id FROM follow_up WHERE id !~ '^fup_0000' LIMIT 1),
    ${before.map((insert, index) => `i${index} AS (${insert})`).join(',\n')}
    ${last}`;
}

/** The rows that are copied. */
const originals: Record<string, string> = {
  follow_up: `follow_up t WHERE t.id = (SELECT id FROM original)`,
  command: `command t WHERE t.follow_up_id = (SELECT id FROM original)`,
  model_call: `(model_call t JOIN command c ON c.id = t.command_id) WHERE c.follow_up_id = (SELECT id FROM original)`,
  event: `(event t LEFT JOIN command c ON c.id = t.command_id) WHERE t.follow_up_id = (SELECT id FROM original)`,
};

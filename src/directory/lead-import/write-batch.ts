import type { Database } from '../../platform/database.ts';
import type { Column } from './header.ts';
import type { ImportedLead } from './parse-lead.ts';

/** One database session, because the temporary table belongs to a session. */
export type Connection = Pick<Database['pool'], 'query'>;

/** The current state of a lead of the file. */
export interface ExistingLead {
  /** The site where the lead is stored, or null. */
  siteId: string | null;
  /** The earlier line of the lead in this file, or null. */
  line: number | null;
}

/** Creates a table for the lines of leads. In the database, so that memory does not limit the size of a file. */
export async function prepareConnection(connection: Connection): Promise<void> {
  await connection.query('CREATE TEMPORARY TABLE import_line (id uuid PRIMARY KEY, line integer NOT NULL)');
}

/** The state of leads: stored in the database, and read from earlier lines. */
export async function findExisting(
  connection: Connection,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, ExistingLead>> {
  const { rows } = await connection.query<{ id: string; site_id: string | null; line: number | null }>(
    `SELECT given.id, lead.site_id, import_line.line
     FROM unnest($2::uuid[]) AS given (id)
     LEFT JOIN lead ON lead.organisation_id = $1 AND lead.id = given.id
     LEFT JOIN import_line ON import_line.id = given.id`,
    [organisationId, ids],
  );
  return new Map(rows.map(({ id, site_id, line }) => [id, { siteId: site_id, line }]));
}

export async function noteLines(
  connection: Connection,
  lines: readonly { id: string; line: number }[],
): Promise<void> {
  await connection.query(
    `INSERT INTO import_line SELECT * FROM unnest($1::uuid[], $2::integer[])
     ON CONFLICT (id) DO UPDATE SET line = EXCLUDED.line`,
    [lines.map(({ id }) => id), lines.map(({ line }) => line)],
  );
}

/** The columns of the table `lead` that a file can fill, with their types. */
const types = {
  name: 'text',
  company: 'text',
  position: 'text',
  email: 'text',
  phone: 'text',
  pain_points: 'text[]',
  budget_range: 'text',
  lead_stage: 'text',
  locale: 'text',
} as const satisfies Partial<Record<Column, string>>;

/** Creates or updates leads of a site, all or none. Fields without a column in the file do not change. */
export async function writeLeads(
  connection: Connection,
  { organisationId, siteId }: { organisationId: string; siteId: string },
  columns: readonly (Column | null)[],
  leads: readonly ImportedLead[],
): Promise<void> {
  const given = Object.entries(types).filter(([name]) => columns.includes(name as Column));
  const names = given.map(([name]) => name).join(', ');
  await connection.query('BEGIN');
  try {
    // Ordered by id, so that concurrent imports cannot deadlock.
    await connection.query(
      `INSERT INTO lead (organisation_id, site_id, id, ${names})
       SELECT $1, $2::uuid, id, ${names}
       FROM jsonb_to_recordset($3::jsonb) AS given (id uuid, ${given.map((column) => column.join(' ')).join(', ')})
       ORDER BY id
       ON CONFLICT (organisation_id, id) DO UPDATE
       SET ${given.map(([name]) => `${name} = EXCLUDED.${name}`).join(', ')}, updated_at = now()
       WHERE lead.site_id = EXCLUDED.site_id`,
      [organisationId, siteId, JSON.stringify(leads)],
    );
    await addOptOuts(connection, organisationId, siteId, leads);
    await connection.query('COMMIT');
  } catch (error) {
    // A broken connection has already rolled back, and the first error is more useful.
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Only adds opt-outs. Stored ones that are not in the file may be newer than the file. */
async function addOptOuts(
  connection: Connection,
  organisationId: string,
  siteId: string,
  leads: readonly ImportedLead[],
): Promise<void> {
  const given = leads.filter((lead) => lead.opt_outs && lead.opt_outs.length > 0);
  if (given.length === 0) return;
  await connection.query(
    `INSERT INTO opt_out (organisation_id, lead_id, channel)
     SELECT $1, lead.id, channel
     FROM jsonb_to_recordset($3::jsonb) AS given (id uuid, opt_outs text[])
     JOIN lead ON lead.organisation_id = $1 AND lead.id = given.id AND lead.site_id = $2::uuid
     CROSS JOIN unnest(given.opt_outs) AS channel
     ON CONFLICT DO NOTHING`,
    [organisationId, siteId, JSON.stringify(given)],
  );
}

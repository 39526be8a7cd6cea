import type { Database } from '../../platform/database.ts';
import type { Column } from './header.ts';
import type { ImportedLead } from './parse-lead.ts';

/** One session of the database: a temporary table belongs to it. */
export type Connection = Pick<Database['pool'], 'query'>;

/** What becomes of a lead of the file. */
export interface Known {
  /** The site that has it already, or null. */
  siteId: string | null;
  /** The line on which this run has read it before, or null. */
  line: number | null;
}

/** Notes where in the file a lead stood: in the database, so that a file of any length fits into memory. */
export async function prepareConnection(connection: Connection): Promise<void> {
  await connection.query('CREATE TEMPORARY TABLE import_line (id uuid PRIMARY KEY, line integer NOT NULL)');
}

/** What is known of leads, in the database and of the lines before. */
export async function findKnown(
  connection: Connection,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, Known>> {
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

/** The columns of a lead's row that a file can fill, with their types. */
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

/** Creates or changes leads of a site: all of them or none. What the file has no column for stays as it is. */
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
    // In the order of the ids, so that two runs at once don't wait for each other in a circle.
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
    // A connection that broke has rolled back already, and the first error says more.
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** An opt-out that the file does not know of may be newer than the file: none is taken back. */
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

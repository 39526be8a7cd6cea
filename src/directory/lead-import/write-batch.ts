import type { Database } from '../../platform/database.ts';
import type { Column } from './column-aliases.ts';
import type { Header } from './header.ts';
import type { ImportedLead } from './parse-lead.ts';

/** One database session, in a transaction. */
export type Connection = Pick<Database['pool'], 'query'>;

/** The leads that an import writes, and the name under which it notes their lines. */
export interface BatchTarget {
  organisationId: string;
  siteId: string;
  importId: string;
}

/** How a lead of the file compares to what is stored. */
export interface ComparedLead {
  state: 'new' | 'changed' | 'same' | 'elsewhere' | 'erased';
  /** The earlier line of the lead in this file, or null. */
  line: number | null;
}

/** The columns of the table `lead` that a file can fill, with their types and the columns of a file that fill them. */
const filledBy = {
  name: { type: 'text', by: ['name', 'first_name', 'last_name'] },
  company: { type: 'text', by: ['company'] },
  position: { type: 'text', by: ['position'] },
  email: { type: 'text', by: ['email'] },
  phone: { type: 'text', by: ['phone'] },
  pain_points: { type: 'text[]', by: ['pain_points'] },
  budget_range: { type: 'text', by: ['budget_range'] },
  lead_stage: { type: 'text', by: ['lead_stage'] },
  locale: { type: 'text', by: ['locale'] },
} as const satisfies Record<string, { type: string; by: readonly Column[] }>;

/** Locks the site, so that it is not deleted and imports for it take turns. @returns false if there is no such site */
export async function lockSite(
  connection: Connection,
  { organisationId, siteId }: BatchTarget,
): Promise<boolean> {
  const { rowCount } = await connection.query(
    'SELECT 1 FROM site WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [organisationId, siteId],
  );
  return rowCount === 1;
}

/**
 * Compares leads with the stored ones and with earlier lines of the file.
 * @param since leads that were erased after this must not come back
 */
export async function compareLeads(
  connection: Connection,
  { organisationId, siteId, importId }: BatchTarget,
  header: Header,
  leads: readonly ImportedLead[],
  since: Date | null,
): Promise<Map<string, ComparedLead>> {
  const differs = filledColumns(header).map(
    ({ name }) => `(NOT given.kept ? '${name}' AND lead.${name} IS DISTINCT FROM given.${name})`,
  );
  const { rows } = await connection.query<ComparedLead & { id: string }>(
    `SELECT given.id, import_line.line,
       CASE WHEN erased.subject IS NOT NULL THEN 'erased'
            WHEN lead.id IS NULL THEN 'new'
            WHEN lead.site_id <> $2::uuid THEN 'elsewhere'
            WHEN ${[...differs, missesOptOut].join(' OR ')} THEN 'changed'
            ELSE 'same' END AS state
     FROM ${givenLeads(header, '$3')}
     LEFT JOIN lead ON lead.organisation_id = $1 AND lead.id = given.id
     LEFT JOIN lead_import_line import_line ON import_line.import_id = $4 AND import_line.lead_id = given.id
     LEFT JOIN LATERAL (
       SELECT subject FROM audit
       WHERE audit.organisation_id = $1 AND audit.at >= $5::timestamptz AND audit.action = 'lead.erased'
         AND audit.subject = given.id::text
       LIMIT 1) erased ON true`,
    [organisationId, siteId, JSON.stringify(leads), importId, since],
  );
  return new Map(rows.map(({ id, ...compared }) => [id, compared]));
}

const missesOptOut = `EXISTS (
  SELECT FROM unnest(given.opt_outs) AS channel WHERE NOT EXISTS (
    SELECT FROM opt_out WHERE opt_out.organisation_id = $1 AND opt_out.lead_id = given.id
      AND opt_out.channel = channel))`;

/** Notes in which lines the leads of the file stand. In the database, so that memory does not limit the size of a file. */
export async function noteLines(
  connection: Connection,
  { importId }: BatchTarget,
  lines: readonly { id: string; line: number }[],
): Promise<void> {
  await connection.query(
    `INSERT INTO lead_import_line (import_id, lead_id, line)
     SELECT $1, * FROM unnest($2::uuid[], $3::integer[])
     ON CONFLICT (import_id, lead_id) DO UPDATE SET line = EXCLUDED.line`,
    [importId, lines.map(({ id }) => id), lines.map(({ line }) => line)],
  );
}

/** Creates or updates leads of a site. Fields without a column in the file, or whose cell could not be used, do not change. */
export async function writeLeads(
  connection: Connection,
  { organisationId, siteId }: BatchTarget,
  header: Header,
  leads: readonly ImportedLead[],
): Promise<void> {
  const columns = filledColumns(header);
  const names = columns.map(({ name }) => `, ${name}`).join('');
  const values = columns.map(
    ({ name }) =>
      `, CASE WHEN given.kept ? '${name}' AND lead.id IS NOT NULL THEN lead.${name} ELSE given.${name} END`,
  );
  // Ordered by id, so that it cannot deadlock with other writers.
  await connection.query(
    `INSERT INTO lead (organisation_id, site_id, id${names})
     SELECT $1, $2::uuid, given.id${values.join('')}
     FROM ${givenLeads(header, '$3')}
     LEFT JOIN lead ON lead.organisation_id = $1 AND lead.id = given.id
     ORDER BY given.id
     ON CONFLICT (organisation_id, id) DO UPDATE
     SET ${columns.map(({ name }) => `${name} = EXCLUDED.${name}, `).join('')}updated_at = now()
     WHERE lead.site_id = EXCLUDED.site_id`,
    [organisationId, siteId, JSON.stringify(leads)],
  );
  const optedOut = leads.filter((lead) => lead.opt_outs && lead.opt_outs.length > 0);
  if (optedOut.length === 0) return;
  // Opt-outs are only added. Stored ones that are not in the file may be newer than the file.
  await connection.query(
    `INSERT INTO opt_out (organisation_id, lead_id, channel)
     SELECT $1, lead.id, channel
     FROM jsonb_to_recordset($3::jsonb) AS given (id uuid, opt_outs text[])
     JOIN lead ON lead.organisation_id = $1 AND lead.id = given.id AND lead.site_id = $2::uuid
     CROSS JOIN unnest(given.opt_outs) AS channel
     ON CONFLICT DO NOTHING`,
    [organisationId, siteId, JSON.stringify(optedOut)],
  );
}

function filledColumns({ cellsOf }: Header): { name: string; type: string }[] {
  return Object.entries(filledBy).flatMap(([name, { type, by }]) =>
    by.some((column) => cellsOf.has(column)) ? [{ name, type }] : [],
  );
}

/** The leads as a row source named `given`. */
function givenLeads(header: Header, parameter: string): string {
  const columns = filledColumns(header).map(({ name, type }) => `, ${name} ${type}`);
  return `jsonb_to_recordset(${parameter}::jsonb) AS given (id uuid, kept jsonb, opt_outs text[]${columns.join('')})`;
}

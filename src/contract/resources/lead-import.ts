import { z } from 'zod';
import { pageQuerySchema } from '../page.ts';
import { uuidSchema } from '../uuid.ts';

/**
 * What a column of a file can hold: the fields of a lead, the two halves of a name, and columns that say "yes" or "no"
 * about an opt-out. `ignore` is for columns that must not be read.
 */
export const importFields = [
  'id',
  'name',
  'first_name',
  'last_name',
  'company',
  'position',
  'email',
  'phone',
  'pain_points',
  'budget_range',
  'lead_stage',
  'locale',
  'opt_outs',
  'email_opt_out',
  'whatsapp_opt_out',
  'all_opt_out',
  'ignore',
] as const;
export type ImportField = (typeof importFields)[number];

/** The column of a file that holds a field, as the caller says it. */
export interface ColumnChoice {
  column: string;
  field: ImportField;
}

export const columnChoiceForm = `must be column:field; fields: ${importFields.join(', ')}`;

/**
 * Reads `Work phone:phone` or `Work phone=phone`. The name of a column may contain either sign, the name of a field never.
 * @returns null if it is malformed
 */
export function readColumnChoice(text: string): ColumnChoice | null {
  const split = Math.max(text.lastIndexOf(':'), text.lastIndexOf('='));
  const column = text.slice(0, Math.max(split, 0)).trim();
  const given = text
    .slice(split + 1)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const field = importFields.find((name) => name.replaceAll('_', '') === given);
  return split < 0 || column === '' || !field ? null : { column, field };
}

const mapSchema = z.string().refine((text) => readColumnChoice(text) !== null, columnChoiceForm);
const flag = z.enum(['true', 'false']).optional();

export const importQuerySchema = z.object({
  map: z
    .union([mapSchema, z.array(mapSchema).max(100, 'must be given at most 100 times')])
    .optional()
    .describe(
      `\`column:field\`, once for each column that is not recognised by its name. Fields: ${importFields.join(', ')}`,
    ),
  dry_run: flag.describe('`true`: report what the file would change, and change nothing'),
  encoding: z
    .string()
    .max(40, 'must be the name of an encoding such as windows-1252')
    .optional()
    .describe('Of a file that is neither UTF-8 nor UTF-16, such as `windows-1252`'),
});

export const importListQuerySchema = pageQuerySchema.extend({ site_id: uuidSchema.optional() });

export const largestImportBytes = 50 * 1024 * 1024;

/** How many imports of an organisation may wait or run. */
export const openImports = 10;

export const importStatuses = ['queued', 'running', 'completed', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const importWarningSchema = z.object({
  line: z.number().int().describe('Of the file. 1 is the first line'),
  column: z.string().nullable().describe('As the file names it. Null: the whole row'),
  message: z.string(),
});
export type ImportWarning = z.infer<typeof importWarningSchema>;

/** How many warnings of an import are stored. */
export const storedWarnings = 100;

const count = z.number().int();

export const acceptedImportSchema = z.object({
  id: z.string(),
  status: z.literal('queued'),
  urls: z.object({ self: z.string() }),
});
export type AcceptedImport = z.infer<typeof acceptedImportSchema>;

export const leadImportSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    status: z.enum(importStatuses),
    dry_run: z.boolean(),
    bytes: count.describe('The size of the file'),
    bytes_read: count,
    rows: count.describe('Read so far: created, updated, unchanged and skipped together'),
    created: count,
    updated: count,
    unchanged: count,
    skipped: count.describe('Rows that are no lead, or whose lead stands in the file again'),
    columns: z
      .record(z.string(), z.enum(importFields))
      .describe('Which column of the file became which field. Empty until the first line has been read'),
    ignored_columns: z.array(z.string()),
    warnings: z.array(importWarningSchema).describe(`The first ${storedWarnings}`),
    warning_count: count,
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('Why it failed. Rows that were read before stay imported'),
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: 'LeadImport' });
export type LeadImportView = z.infer<typeof leadImportSchema>;

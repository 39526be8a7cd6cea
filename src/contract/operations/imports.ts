import {
  acceptedImportSchema,
  importListQuerySchema,
  importQuerySchema,
  leadImportSchema,
} from '../resources/lead-import.ts';
import type { Operation } from './operation.ts';

const tag = 'Leads';

export const importLeads: Operation = {
  id: 'importLeads',
  tag,
  summary: 'Import leads from a CSV file',
  description:
    'The export of a CRM, an address book or a mailing tool, of at most 50 MB: as it is, or as the file of a form. Columns are recognised by their names, in many languages; `map` says what the others hold. The import runs in the background: poll `urls.self`. Importing the same file again changes nothing. The file is deleted when its import has ended. At most 10 imports of an organisation may wait or run: RATE_LIMITED with `details.reason` "open_imports".',
  query: importQuerySchema,
  upload: { types: ['text/csv'], field: 'file' },
  answers: { 202: { description: 'Stored. The import is queued', data: acceptedImportSchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const listImports: Operation = {
  id: 'listImports',
  tag,
  summary: 'Imports of leads, newest first',
  query: importListQuerySchema,
  answers: { 200: { description: 'A page of imports', data: leadImportSchema, list: true } },
  errors: ['INVALID_INPUT'],
};

export const readImport: Operation = {
  id: 'readImport',
  tag,
  summary: 'The progress and the report of an import',
  answers: { 200: { description: 'The import', data: leadImportSchema } },
  errors: ['NOT_FOUND'],
};

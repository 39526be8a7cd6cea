import { AppError } from '../../src/contract/errors.ts';
import {
  type ColumnChoice,
  importListQuerySchema,
  importQuerySchema,
  readColumnChoice,
} from '../../src/contract/resources/lead-import.ts';
import { acceptImport } from '../../src/directory/accept-import.ts';
import { listImports, readImport } from '../../src/directory/imports.ts';
import { isEncoding } from '../../src/directory/lead-import/encoding.ts';
import type { Handler } from '../handler.ts';
import type { FileBody } from '../middleware/file-body.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postImport: Handler = async (request, { services }) => {
  const siteId = uuidParam(request, 'id');
  const query = parseQuery(importQuerySchema, request);
  const body = request.body as FileBody;
  const options = {
    dryRun: query.dry_run === 'true',
    encoding: readEncoding(query.encoding, 'encoding') ?? readCharset(body),
    choices: [query.map ?? []].flat().map((text) => readColumnChoice(text) as ColumnChoice),
  };
  const accepted = await acceptImport(services, request.principal, siteId, options, body.read());
  return success(202, accepted, { location: accepted.urls.self });
};

export const getImports: Handler = async (request, { services }) =>
  list(await listImports(services.database, request.principal, parseQuery(importListQuerySchema, request)));

export const getImport: Handler = async ({ principal, params }, { services }) =>
  success(200, await readImport(services.database, principal, params['id'] ?? ''));

function readEncoding(name: string | undefined, parameter: string): string | undefined {
  if (name === undefined || name.trim() === '') return undefined;
  if (isEncoding(name)) return name;
  throw new AppError(
    'INVALID_REQUEST',
    `${parameter}: must be the name of an encoding such as windows-1252`,
    {
      details: { parameter },
    },
  );
}

/** UTF-8 is what many clients claim by themselves, so only another charset says something about the file. */
function readCharset({ charset }: FileBody): string | undefined {
  if (charset === null || /^(?:utf-?8|us-ascii)$/i.test(charset)) return undefined;
  return readEncoding(charset, 'charset');
}

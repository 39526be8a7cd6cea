import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeRoutes } from '../../api/describe-routes.ts';

interface DescribedResponse {
  content?: Record<string, { schema: object; examples?: Record<string, unknown> }>;
}

const document = describeRoutes();
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validators = new Map<object, ValidateFunction>();

/** The operation that the reference has for a request, by its path's pattern. */
function findOperation(method: string, path: string) {
  const { pathname } = new URL(path, 'http://localhost');
  for (const [pattern, item] of Object.entries(document.paths ?? {})) {
    const matches = new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
    const operation =
      matches &&
      (item as Record<string, { responses: Record<string, DescribedResponse> }>)[method.toLowerCase()];
    if (operation) return { name: `${method} ${pattern}`, responses: operation.responses };
  }
  return null;
}

/** @throws when the API reference does not describe this answer: its endpoint, its status, its code, its shape */
export function holdToReference(method: string, path: string, status: number, body: unknown): void {
  const operation = findOperation(method, path);
  // Outside /api, and where nothing answers, there is nothing to hold to.
  if (!operation || status === 304) return;
  const response = operation.responses[String(status)];
  if (!response) throw new Error(`${operation.name} answered ${status}, which the reference does not know`);
  const content = response.content?.['application/json'];
  if (!content) return;
  const code = (body as { error?: { code?: string } } | null)?.error?.code;
  if (code !== undefined && content.examples && !(code in content.examples)) {
    throw new Error(`${operation.name} answered ${status} ${code}, which the reference does not know`);
  }
  const validate = validators.get(content.schema) ?? compile(content.schema);
  if (validate(body)) return;
  const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  throw new Error(
    `${operation.name} answered ${status} with what the reference does not say:\n${faults.join('\n')}`,
  );
}

function compile(schema: object): ValidateFunction {
  const validate = ajv.compile({ ...schema, components: document.components });
  validators.set(schema, validate);
  return validate;
}

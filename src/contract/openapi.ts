import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type ErrorCode, httpStatusByCode } from './errors.ts';
import { healthPaths } from './operations/health.ts';
import type { Operation, OperationAnswer } from './operations/operation.ts';
import { tags } from './operations/tags.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** An endpoint as the reference describes it. */
export interface DescribedRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters as `:name`. */
  path: string;
  /** The scope that the key must have. */
  scope: string;
  operation: Operation;
}

/** The errors of every endpoint, in addition to its own. */
const commonErrors: readonly ErrorCode[] = [
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'INVALID_REQUEST',
  'SYSTEM_ERROR',
];

/** Statuses that a code can have in addition to its default. */
const furtherStatuses: Partial<Record<ErrorCode, readonly number[]>> = {
  SYSTEM_ERROR: [503],
  // 412 for an outdated If-Match.
  REVISION_OUTDATED: [412],
};
const bodyStatuses: Partial<Record<ErrorCode, readonly number[]>> = { INVALID_REQUEST: [413, 415] };

/** The OpenAPI 3.1 document of the API, from the schemas that parse its requests. */
export function describeApi(routes: readonly DescribedRoute[], version: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeOperation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'lead-followup',
      version,
      description:
        'Writes ready-to-send follow-ups for sales leads. Fields of requests may be spelled in camelCase or snake_case; unknown ones are ignored. Every response has the header `x-request-id`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The service that this document comes from' }],
    tags: [...tags],
    security: [{ apiKey: [] }, { bearer: [] }],
    components: {
      schemas: { WebhookEvent: webhookEventSchema },
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    paths: { ...(paths as ZodOpenApiPathsObject), ...healthPaths },
    webhooks: {
      event: { post: webhook('receiveEvent', 'An event that a registered endpoint subscribes to') },
    },
  });
}

function describeOperation({ path, scope, operation }: DescribedRoute): ZodOpenApiOperationObject {
  const { id, tag, summary, description, query, headers, example, errors, isMergePatch } = operation;
  const body = operation.body ?? operation.optionalBody;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, `Scope: \`${scope}\`.`].filter(Boolean).join('\n\n'),
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }
        : {}),
      ...(query ? { query } : {}),
      ...(headers ? { header: headers } : {}),
    },
    ...(body
      ? {
          requestBody: {
            required: operation.body !== undefined,
            content: {
              'application/json': { schema: body, example },
              ...(isMergePatch ? { 'application/merge-patch+json': { schema: body, example } } : {}),
            },
          },
        }
      : {}),
    ...(operation.upload ? { requestBody: describeUpload(operation.upload) } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, answer]) => [status, describeAnswer(answer)]),
      ),
      // A path that cannot be decoded is NOT_FOUND.
      ...describeErrors(
        [...errors, ...commonErrors, ...(names.length > 0 ? ['NOT_FOUND' as const] : [])],
        body !== undefined || operation.upload !== undefined,
      ),
    },
    ...(operation.callback ? { callbacks: describeCallback(operation.callback) } : {}),
  } as ZodOpenApiOperationObject;
}

function describeUpload({ types, field }: NonNullable<Operation['upload']>) {
  const form = {
    type: 'object' as const,
    required: [field],
    properties: { [field]: { type: 'string' as const, format: 'binary' } },
  };
  const file = { type: 'string' as const };
  return {
    required: true,
    content: {
      ...Object.fromEntries(types.map((type) => [type, { schema: file }])),
      'multipart/form-data': { schema: form },
    },
  };
}

function describeAnswer({ description, data, list, stream }: OperationAnswer) {
  if (data === null) return { description };
  if (stream) return { description, content: { 'text/event-stream': { schema: data } } };
  const schema = list
    ? z.object({ success: z.literal(true), data: z.array(data), next_cursor: z.string().nullable() })
    : z.object({ success: z.literal(true), data });
  return { description, content: { 'application/json': { schema } } };
}

function describeErrors(codes: readonly ErrorCode[], hasBody: boolean) {
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) {
    const further = [...(furtherStatuses[code] ?? []), ...(hasBody ? (bodyStatuses[code] ?? []) : [])];
    for (const status of [httpStatusByCode[code], ...further]) {
      byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
    }
  }
  return Object.fromEntries([...byStatus].map(([status, found]) => [status, describeError([...found])]));
}

const errorAnswerSchema = z
  .object({
    success: z.literal(false),
    error: z.object({
      code: z.enum(Object.keys(httpStatusByCode) as [ErrorCode, ...ErrorCode[]]),
      message: z.string().meta({ description: 'Says what to fix. Names parameters, never their values' }),
      details: z.unknown().optional(),
      request_id: z.string(),
    }),
  })
  .meta({ id: 'ErrorAnswer' });

/** One example for each code that this endpoint can return with this status. */
function describeError(codes: readonly ErrorCode[]) {
  const example = (code: ErrorCode) => ({
    value: { success: false, error: { code, message: '…', request_id: 'req_01jd0000000000000000000000' } },
  });
  const examples = Object.fromEntries(codes.map((code) => [code, example(code)]));
  return {
    description: codes.join(', '),
    content: { 'application/json': { schema: errorAnswerSchema, examples } },
  };
}

/** The webhook to the URL in one of the request's fields. */
function describeCallback(field: string) {
  const post = webhook('receiveFollowUpEnd', 'The follow-up has ended');
  return { followUpEnded: { [`{$request.body#/${field}}`]: { post } } };
}

function webhook(operationId: string, summary: string) {
  const schema = { $ref: '#/components/schemas/WebhookEvent' };
  return {
    operationId,
    tags: ['Webhooks'],
    summary,
    description:
      'Signed according to Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.',
    requestBody: { content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'Received' },
      410: { description: 'Not wanted any more: ends the delivery and disables a registered endpoint' },
      default: { description: 'Not received: the delivery is retried' },
    },
  };
}

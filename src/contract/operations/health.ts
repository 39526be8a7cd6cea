import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';

const dependency = z.object({
  status: z.enum(['ok', 'unavailable']),
  latency_ms: z.number().int(),
  reason: z.string().optional().describe('Present if it is unavailable'),
});

const readinessSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']),
    dependencies: z.object({
      database: dependency,
      schema: z.object({ status: z.enum(['ok', 'outdated', 'unknown']), version: z.string().nullable() }),
      queue: dependency.extend({ backend: z.enum(['redis', 'postgres']) }),
      secrets: z.object({ status: z.enum(['ok', 'unreadable', 'unknown']) }),
    }),
  })
  .meta({ id: 'Readiness' });

const livenessSchema = z.object({ status: z.literal('ok') });

/** For an orchestrator: without a key, and without the envelope of other answers. */
export const healthPaths: ZodOpenApiPathsObject = {
  '/health/live': {
    get: publicOperation('getLiveness', 'Whether the process is running', 'Checks no dependency.', {
      200: answer('The process is running', livenessSchema),
    }),
  },
  '/health/ready': {
    get: publicOperation(
      'getReadiness',
      'Whether requests should be sent to this process',
      'Only the database and its schema decide the status. Without the queue the service still accepts follow-ups: the response is `200` with `degraded`.',
      {
        200: answer('Accepts requests', readinessSchema),
        503: answer('The database is unavailable, or its schema is outdated', readinessSchema),
      },
    ),
  },
};

function publicOperation(
  operationId: string,
  summary: string,
  description: string,
  responses: NonNullable<ZodOpenApiOperationObject['responses']>,
): ZodOpenApiOperationObject {
  return { operationId, tags: ['Health'], summary, description, security: [], responses };
}

function answer(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } };
}

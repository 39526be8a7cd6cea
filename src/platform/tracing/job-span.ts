import type { QueueName } from '../queues/queue-policies.ts';
import type { Attributes } from './current-span.ts';
import type { SpanToStart } from './tracing.ts';

/** The span of a job: of adding it to its queue, or of one run of it. */
export function jobSpan(
  operation: 'send' | 'process',
  queue: QueueName,
  attributes: Attributes,
): SpanToStart {
  return {
    name: `${operation} ${queue}`,
    kind: operation === 'send' ? 'producer' : 'consumer',
    attributes: {
      'messaging.system': 'bullmq',
      'messaging.operation.name': operation,
      'messaging.operation.type': operation,
      'messaging.destination.name': queue,
      ...attributes,
    },
  };
}

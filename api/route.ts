import type { Operation } from '../src/contract/operations/operation.ts';
import type { Scope } from '../src/contract/principal.ts';
import type { OperatorHandler } from './adapt-operator.ts';
import type { Handler } from './handler.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** An endpoint that asks for a key: what it is, which scope it needs, who answers, what the reference says of it. */
export type Route =
  | readonly [method: Method, path: string, scope: Scope, handler: Handler, operation: Operation]
  | readonly [
      method: Method,
      path: string,
      scope: 'operator',
      handler: OperatorHandler,
      operation: Operation,
    ];

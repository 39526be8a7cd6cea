import type { Operation } from '../src/contract/operations/operation.ts';
import type { Scope } from '../src/contract/principal.ts';
import type { OperatorHandler } from './adapt-operator.ts';
import type { Handler } from './handler.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** An endpoint that needs a key, with its scope, its handler and its description in the API reference. */
export type Route =
  | readonly [method: Method, path: string, scope: Scope, handler: Handler, operation: Operation]
  | readonly [
      method: Method,
      path: string,
      scope: 'operator',
      handler: OperatorHandler,
      operation: Operation,
    ];

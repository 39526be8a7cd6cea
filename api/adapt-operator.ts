import type { Request, Response } from 'express';
import type { ApiAnswer, ApiContext, ApiRequest } from './handler.ts';
import { send } from './respond.ts';

/** What the operator's handlers see of a request: it comes from no organisation, so there is no principal. */
export type OperatorRequest = Pick<ApiRequest, 'query' | 'body'>;
export type OperatorHandler = (request: OperatorRequest, context: ApiContext) => Promise<ApiAnswer>;

/** Express → handler of the operator → Express. */
export function adaptOperator(handler: OperatorHandler, context: ApiContext) {
  return async ({ query, body }: Request, response: Response): Promise<void> => {
    await send(response, await handler({ query, body: body as unknown }, context));
  };
}

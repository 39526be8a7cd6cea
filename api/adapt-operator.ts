import type { Request, Response } from 'express';
import type { ApiAnswer, ApiContext, ApiRequest } from './handler.ts';
import { clientAddress } from './middleware/client-address.ts';
import { send } from './respond.ts';

/** A request of the operator as handlers see it. It has no principal, because the operator belongs to no organisation. */
export type OperatorRequest = Pick<ApiRequest, 'params' | 'query' | 'body'> & {
  /** The client's IP address. */
  address: string;
};
export type OperatorHandler = (request: OperatorRequest, context: ApiContext) => Promise<ApiAnswer>;

/** Adapts a handler of the operator to Express. */
export function adaptOperator(handler: OperatorHandler, context: ApiContext) {
  return async (request: Request, response: Response): Promise<void> => {
    const operatorRequest = {
      params: request.params as Record<string, string>,
      query: request.query,
      body: request.body as unknown,
      address: clientAddress(request),
    };
    await send(response, await handler(operatorRequest, context));
  };
}

import type { Request, Response } from 'express';
import type { ApiAnswer, ApiContext, ApiRequest } from './handler.ts';
import { clientAddress } from './middleware/client-address.ts';
import { send } from './respond.ts';

/** What the operator's handlers see of a request: it comes from no organisation, so there is no principal. */
export type OperatorRequest = Pick<ApiRequest, 'params' | 'query' | 'body'> & {
  /** The client's IP address. */
  address: string;
};
export type OperatorHandler = (request: OperatorRequest, context: ApiContext) => Promise<ApiAnswer>;

/** Express → handler of the operator → Express. */
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

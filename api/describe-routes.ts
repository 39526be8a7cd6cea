import { describeApi } from '../src/contract/openapi.ts';
import { apiVersion } from '../src/contract/version.ts';
import { routes } from './routes.ts';

/** The OpenAPI document of this API. */
export function describeRoutes() {
  return describeApi(
    routes.map(([method, path, scope, , operation]) => ({ method, path, scope, operation })),
    apiVersion,
  );
}

import type { components, operations } from './api-types.ts';
import type { Connection, RequestOptions } from './connection.ts';
import { overPages, type PageQuery } from './pages.ts';

/** An address that is not written to. The service does not store the address itself. */
export type Suppression = components['schemas']['Suppression'];
/** `channel` (`email` or `whatsapp`), `address` and, if you like, a `reason`. */
export type SuppressionRequest = operations['suppressAddress']['requestBody']['content']['application/json'];

/** Addresses that are not written to, whichever lead has them. */
export interface Suppressions {
  /** All of them, newest first, over all pages. */
  list(query?: PageQuery, options?: RequestOptions): AsyncGenerator<Suppression, void, undefined>;
  /** Stops the sequences of leads with this email address, too. The same address again changes nothing. */
  add(suppression: SuppressionRequest, options?: RequestOptions): Promise<Suppression>;
  /** @throws LeadFollowUpError NOT_FOUND when there is none. It may have been removed and the answer lost */
  remove(id: string, options?: RequestOptions): Promise<void>;
}

export function createSuppressions({ api, call }: Connection): Suppressions {
  return {
    list(query = {}, options) {
      return overPages(async (cursor) => {
        const params = { query: { ...query, cursor } };
        const { body } = await call((attempt) => api.GET('/api/suppressions', { params, ...attempt }), {
          repeatable: true,
          ...options,
        });
        return body;
      }, query.cursor);
    },

    async add(suppression, options) {
      const { body } = await call(
        (attempt) => api.POST('/api/suppressions', { body: suppression, ...attempt }),
        { repeatable: true, ...options },
      );
      return body.data;
    },

    async remove(id, options) {
      await call(
        (attempt) => api.DELETE('/api/suppressions/{id}', { params: { path: { id } }, ...attempt }),
        {
          repeatable: true,
          ...options,
        },
      );
    },
  };
}

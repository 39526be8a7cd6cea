import { AppError } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';

/** Webhooks tell of all sites: a key that may see one of them must not direct them. @throws AppError FORBIDDEN */
export function requireWholeOrganisation({ siteId }: Principal): void {
  if (siteId === null) return;
  throw new AppError(
    'FORBIDDEN',
    'this API key is bound to a site, and webhooks are of the whole organisation: use an admin key of it',
  );
}

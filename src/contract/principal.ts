import { AppError } from './errors.ts';
import type { OrganisationLimits } from './resources/organisation.ts';

/** What an API key may do. `admin` is of its organisation and includes the others. */
export const scopes = ['follow_ups:write', 'follow_ups:read', 'data:write', 'data:read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** What an endpoint asks for: a scope of an organisation's key, or ADMIN_KEY, which belongs to no organisation. */
export type Access = Scope | 'operator';

/** Whose request it is. */
export interface Principal {
  organisationId: string;
  apiKeyId: string;
  scopes: readonly Scope[];
  /** The one site that the key is bound to, or null. */
  siteId: string | null;
  /** The key's own limit, or null. */
  requestsPerMinute: number | null;
  /** The organisation's own limits. */
  limits: OrganisationLimits;
  /** The client's IP address, for the audit. */
  address: string;
}

/** Who sent a request. The operator stands above all organisations and acts in none of them. */
export type Caller = { kind: 'organisation'; principal: Principal } | { kind: 'operator' };

export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes(scope) || principal.scopes.includes('admin');
}

/**
 * For what tells of all sites, or directs what does: a key of one site may not do it.
 * @param what such as "webhooks belong"
 * @throws AppError FORBIDDEN for a key that is bound to a site
 */
export function requireWholeOrganisation({ siteId }: Principal, what: string): void {
  if (siteId === null) return;
  throw new AppError(
    'FORBIDDEN',
    `this API key is bound to a site, and ${what} to the whole organisation: use an admin key of the organisation`,
  );
}

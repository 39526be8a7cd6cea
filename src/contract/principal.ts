import { AppError } from './errors.ts';
import type { OrganisationLimits } from './resources/organisation.ts';

/** The scopes of an API key. `admin` covers its organisation and includes all others. */
export const scopes = [
  'follow_ups:write',
  'follow_ups:read',
  'follow_ups:review',
  'data:write',
  'data:read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

/** What an endpoint requires: a scope of an organisation's key, or ADMIN_KEY, which belongs to no organisation. */
export type Access = Scope | 'operator';

/** The API key that a request was sent with. */
export interface Principal {
  organisationId: string;
  apiKeyId: string;
  scopes: readonly Scope[];
  /** The site that the key is bound to, or null. */
  siteId: string | null;
  /** The key's own limit, or null. */
  requestsPerMinute: number | null;
  /** The organisation's own limits. */
  limits: OrganisationLimits;
  /** The client's IP address, for the audit. */
  address: string;
}

/** Who sent a request. The operator manages organisations and acts in none of them. */
export type Caller = { kind: 'organisation'; principal: Principal } | { kind: 'operator' };

export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes(scope) || principal.scopes.includes('admin');
}

/** Whether a key can access what belongs to an organisation and a site. */
export function canAccess<Owned extends { organisationId: string; siteId: string }>(
  { organisationId, siteId }: Pick<Principal, 'organisationId' | 'siteId'>,
  owned: Owned | null,
): owned is Owned {
  return owned?.organisationId === organisationId && (siteId === null || owned.siteId === siteId);
}

/**
 * Refuses a key that is bound to a site. Call it for data and actions that affect all sites.
 * @param what such as "webhooks belong"
 * @throws AppError FORBIDDEN
 */
export function requireWholeOrganisation({ siteId }: Principal, what: string): void {
  if (siteId === null) return;
  throw new AppError(
    'FORBIDDEN',
    `this API key is bound to a site, and ${what} to the whole organisation: use an admin key of the organisation`,
  );
}

/** What an API key may do. `admin` is of its organisation and includes the others. */
export const scopes = ['follow_ups:write', 'follow_ups:read', 'data:write', 'data:read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whose request it is. */
export interface Principal {
  organisationId: string;
  apiKeyId: string;
  scopes: readonly Scope[];
  /** The one site that the key is bound to, or null. */
  siteId: string | null;
}

export function mayDo(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes(scope) || principal.scopes.includes('admin');
}

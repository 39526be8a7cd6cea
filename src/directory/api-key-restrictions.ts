import { AppError } from '../contract/errors.ts';
import { isNetworkWithin } from '../contract/ip-addresses.ts';
import type { Principal } from '../contract/principal.ts';
import type { DatabaseClient } from '../platform/database.ts';

/** The expiry and the allowed networks of a key. */
export interface Restrictions {
  /** Null: never. */
  expiresAt: Date | null;
  /** Empty: all networks. */
  allowedNetworks: string[];
}

/**
 * The restrictions of a key that the caller creates: the requested ones, else those of the caller's own key. Otherwise a
 * key that expires could create one that never does.
 * @throws AppError FORBIDDEN if the request is less strict than the caller's own key
 */
export async function inheritRestrictions(
  tx: DatabaseClient,
  { apiKeyId }: Principal,
  asked: Restrictions,
): Promise<Restrictions> {
  const own: Restrictions = await tx.apiKey.findUniqueOrThrow({
    where: { id: apiKeyId },
    select: { expiresAt: true, allowedNetworks: true },
  });
  const expiresAt = asked.expiresAt ?? own.expiresAt;
  if (own.expiresAt && expiresAt && expiresAt > own.expiresAt) {
    throw forbidden(
      'expires_at',
      `must not be later than the expiry of this API key, ${own.expiresAt.toISOString()}`,
    );
  }
  const allowedNetworks = asked.allowedNetworks.length > 0 ? asked.allowedNetworks : own.allowedNetworks;
  const outside =
    own.allowedNetworks.length > 0 &&
    allowedNetworks.find((network) => !isNetworkWithin(network, own.allowedNetworks));
  if (outside) {
    throw forbidden('allowed_networks', `${outside} is not within the allowed networks of this API key`);
  }
  return { expiresAt, allowedNetworks };
}

function forbidden(parameter: string, message: string): AppError {
  return new AppError('FORBIDDEN', `${parameter}: ${message}`, { details: { parameter } });
}

import { AppError } from '../contract/errors.ts';
import { isNetworkWithin } from '../contract/ip-addresses.ts';
import type { Principal } from '../contract/principal.ts';
import type { DatabaseClient } from '../platform/database.ts';

/** Until when and from where a key may be used. */
export interface Restrictions {
  /** Null: without an end. */
  expiresAt: Date | null;
  /** Empty: from everywhere. */
  allowedNetworks: string[];
}

/**
 * What a key that the caller makes is restricted to: what was asked for, else what the caller's own key is restricted to.
 * Otherwise a key that expires could make one that does not.
 * @throws AppError FORBIDDEN when more was asked for than the caller's own key may
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
      `this API key expires at ${own.expiresAt.toISOString()}, and its keys no later`,
    );
  }
  const allowedNetworks = asked.allowedNetworks.length > 0 ? asked.allowedNetworks : own.allowedNetworks;
  const outside =
    own.allowedNetworks.length > 0 &&
    allowedNetworks.find((network) => !isNetworkWithin(network, own.allowedNetworks));
  if (outside) {
    throw forbidden(
      'allowed_networks',
      `${outside} is not within the networks that this API key may be used from`,
    );
  }
  return { expiresAt, allowedNetworks };
}

function forbidden(parameter: string, message: string): AppError {
  return new AppError('FORBIDDEN', `${parameter}: ${message}`, { details: { parameter } });
}

import {
  placeOfCallbackSecret,
  placeOfEndpointSecret,
  type SecretPlace,
  SecretUnreadableError,
} from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { isInOverlap } from './rotation.ts';

/** A secret and the one that it replaces, as they are stored. */
export interface StoredSecrets {
  current: Uint8Array;
  previous: Uint8Array | null;
  previousExpiresAt: Date | null;
}

/**
 * What signs now: the secret, and during a rotation the one before it. A previous secret that cannot be decrypted is
 * left out, so that a rotation helps an installation that has lost the key of its old secrets.
 * @throws SecretUnreadableError for the current one
 */
export function activeSecrets(
  { secrets, logger }: Pick<Services, 'secrets' | 'logger'>,
  { current, previous, previousExpiresAt }: StoredSecrets,
  place: SecretPlace,
): string[] {
  const signing = [secrets.decrypt(current, place)];
  if (previous === null || !isInOverlap(previousExpiresAt)) return signing;
  try {
    signing.push(secrets.decrypt(previous, place));
  } catch (err) {
    if (!(err instanceof SecretUnreadableError)) throw err;
    logger.error({ err }, 'the previous signing secret cannot be decrypted: only the current one signs');
  }
  return signing;
}

/**
 * The secrets of an endpoint, or without one those of the organisation's callbacks.
 * @throws SecretUnreadableError; an error of Prisma when either has been deleted
 */
export async function readSigningSecrets(
  services: Pick<Services, 'database' | 'secrets' | 'logger'>,
  { organisationId, endpointId }: { organisationId: string; endpointId: string | null },
): Promise<string[]> {
  const { prisma } = services.database;
  if (endpointId === null) {
    const organisation = await prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    const stored = {
      current: organisation.callbackSecret,
      previous: organisation.previousCallbackSecret,
      previousExpiresAt: organisation.previousCallbackSecretExpiresAt,
    };
    return activeSecrets(services, stored, placeOfCallbackSecret(organisationId));
  }
  const endpoint = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
  const stored = {
    current: endpoint.secret,
    previous: endpoint.previousSecret,
    previousExpiresAt: endpoint.previousSecretExpiresAt,
  };
  return activeSecrets(services, stored, placeOfEndpointSecret(endpointId));
}

import type { Secrets } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { isInOverlap } from './rotation.ts';

/** A secret and the one that it replaces, as they are stored. */
export interface StoredSecrets {
  current: Uint8Array;
  previous: Uint8Array | null;
  previousExpiresAt: Date | null;
}

/** What signs now: the secret, and during a rotation the one before it. */
export function activeSecrets(
  secrets: Secrets,
  { current, previous, previousExpiresAt }: StoredSecrets,
): string[] {
  const overlaps = previous !== null && isInOverlap(previousExpiresAt);
  return [current, ...(overlaps ? [previous] : [])].map((sealed) => secrets.decrypt(sealed));
}

/** Of an endpoint, or without one of the organisation's callbacks. @throws when either has been deleted */
export async function readSigningSecrets(
  { database, secrets }: Services,
  { organisationId, endpointId }: { organisationId: string; endpointId: string | null },
): Promise<string[]> {
  const { prisma } = database;
  if (endpointId === null) {
    const organisation = await prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    return activeSecrets(secrets, {
      current: organisation.callbackSecret,
      previous: organisation.previousCallbackSecret,
      previousExpiresAt: organisation.previousCallbackSecretExpiresAt,
    });
  }
  const endpoint = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
  return activeSecrets(secrets, {
    current: endpoint.secret,
    previous: endpoint.previousSecret,
    previousExpiresAt: endpoint.previousSecretExpiresAt,
  });
}

import { createHmac, randomBytes } from 'node:crypto';
import { type ConfigurableChannel, configurableChannels } from '../contract/channels.ts';
import { formatPhoneNumber } from '../contract/phone-number.ts';
import type { Database } from './database.ts';
import { placeOfSuppressionKey, type Secrets } from './secrets.ts';
import { createSharedReads } from './shared-reads.ts';

export type HashedAddresses = Partial<Record<ConfigurableChannel, string>>;

/** The keyed hashes of the addresses of a lead. A channel without an address is missing. */
export type HashAddresses = (lead: { email: string | null; phone: string | null }) => HashedAddresses;

export interface AddressHashes {
  /** Reads or creates the key of an organisation. Call it before a transaction, because it uses a connection. */
  hasherOf(organisationId: string): Promise<HashAddresses>;
}

/**
 * Hashes addresses with a key of their organisation, so that a copy of the database alone tells no address. Addresses
 * that mean the same have the same hash: an email in any case, a phone number in any form.
 */
export function createAddressHashes({ prisma }: Pick<Database, 'prisma'>, secrets: Secrets): AddressHashes {
  const keys = createSharedReads<Buffer>();

  async function readKey(organisationId: string): Promise<Buffer> {
    const find = () => prisma.suppressionKey.findUnique({ where: { id: organisationId } });
    const place = placeOfSuppressionKey(organisationId);
    const stored = await find();
    if (stored) return Buffer.from(secrets.decrypt(stored.secret, place), 'base64');
    const secret = secrets.encrypt(randomBytes(32).toString('base64'), place);
    // Another process may create it at the same time. The first one counts.
    await prisma.suppressionKey.createMany({ data: { id: organisationId, secret }, skipDuplicates: true });
    const created = await find();
    if (!created) throw new Error('the organisation has been deleted');
    return Buffer.from(secrets.decrypt(created.secret, place), 'base64');
  }

  return {
    async hasherOf(organisationId) {
      const key = await keys.get(organisationId, () => readKey(organisationId));
      return ({ email, phone }) => {
        const addresses = { email: email && normalEmail(email), whatsapp: phone && normalPhone(phone) };
        const given = configurableChannels.filter((channel) => addresses[channel]);
        return Object.fromEntries(
          given.map((channel) => [channel, hash(key, `${channel}:${addresses[channel]}`)]),
        );
      };
    },
  };
}

function hash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function normalEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

function normalPhone(phone: string): string {
  return formatPhoneNumber(phone).replace(/[^\d+]/g, '');
}

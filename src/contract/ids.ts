import { z } from 'zod';

/** Ids of sites, leads, agents, users and visitors: the caller's, a UUID of any RFC 9562 version. */
export const uuidSchema = z.uuid().transform((value) => value.toLowerCase());

export function isUuid(value: string): boolean {
  return uuidSchema.safeParse(value).success;
}

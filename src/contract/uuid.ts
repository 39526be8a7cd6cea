import { z } from 'zod';
import { AppError } from './errors.ts';

export const mustBeUuid = 'must be a UUID';

/** An id that the caller chose (site, lead, agent, user, visitor): a UUID of any RFC 9562 version, in lower case. */
export const uuidSchema = z.uuid().transform((value) => value.toLowerCase());

export function isUuid(value: string): boolean {
  return uuidSchema.safeParse(value).success;
}

/** @returns the UUID in lower case. @throws AppError INVALID_INPUT that names the parameter */
export function checkUuid(value: string, parameter: string): string {
  const parsed = uuidSchema.safeParse(value);
  if (!parsed.success) throw notUuid(parameter);
  return parsed.data;
}

export function notUuid(parameter: string): AppError {
  return new AppError('INVALID_INPUT', `${parameter} ${mustBeUuid}`, { details: { parameter } });
}

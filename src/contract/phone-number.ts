import parsePhoneNumber from 'libphonenumber-js/max';
import { AppError } from './errors.ts';

export const phoneNumberForm = 'must have an optional + and 7 to 15 digits';

/** An optional `+`, then 7 to 15 digits with spaces, dots, hyphens and parentheses between them. */
const shape = /^\+?[\d\s.()-]+$/;

export function isPhoneNumber(value: string): boolean {
  const trimmed = value.trim();
  const digits = trimmed.replace(/\D/g, '').length;
  return shape.test(trimmed) && digits >= 7 && digits <= 15;
}

/** @throws AppError INVALID_PHONE_NUMBER that names the parameter */
export function checkPhoneNumber(value: string, parameter: string): void {
  if (isPhoneNumber(value)) return;
  throw new AppError('INVALID_PHONE_NUMBER', `${parameter} ${phoneNumberForm}`, { details: { parameter } });
}

/** Whether the numbering plan of its country assigns the number to landlines only. */
export function isLandline(value: string): boolean {
  return parsePhoneNumber(value)?.getType() === 'FIXED_LINE';
}

/** The number in international format if it is valid, else as given. */
export function formatPhoneNumber(value: string): string {
  const parsed = parsePhoneNumber(value);
  return parsed?.isValid() ? parsed.formatInternational() : value.trim();
}

import parsePhoneNumber from 'libphonenumber-js/max';

/** An optional `+`, then 7 to 15 digits with spaces, dots, hyphens and parentheses between them. */
const shape = /^\+?[\d\s.()-]+$/;

export function isPhoneNumber(value: string): boolean {
  const trimmed = value.trim();
  const digits = trimmed.replace(/\D/g, '').length;
  return shape.test(trimmed) && digits >= 7 && digits <= 15;
}

/** The number as its country writes it internationally where the library knows it, else as it was given. */
export function formatPhoneNumber(value: string): string {
  const parsed = parsePhoneNumber(value);
  return parsed?.isValid() ? parsed.formatInternational() : value.trim();
}

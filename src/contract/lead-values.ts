import { isPhoneNumber, phoneNumberForm } from './phone-number.ts';
import { emailText, localeText } from './resources/fields.ts';

export interface CleanedValue {
  /** Null: it cannot be used. */
  value: string | null;
  /** What was wrong with it. Never quotes it. */
  warning?: string;
}

/** Invisible marks of direction and width, which are copied along with numbers and addresses. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Cleans a field of a lead as exports write it. */
export function cleanLeadField(field: string, text: string): CleanedValue {
  const given = text.replace(invisible, '').trim();
  switch (field) {
    case 'phone': {
      const number = given.replace(/^(?:tel|p):\s*/i, '');
      return isPhoneNumber(number) ? { value: number } : { value: null, warning: phoneNumberForm };
    }
    case 'email': {
      const address = given.replace(/^mailto:\s*/i, '');
      return emailText.safeParse(address).success
        ? { value: address }
        : { value: null, warning: 'must be an email address' };
    }
    case 'locale':
      return localeText.safeParse(given).success
        ? { value: given }
        : { value: null, warning: 'must be a BCP 47 tag such as "en" or "pt-BR"' };
    default:
      return { value: text };
  }
}

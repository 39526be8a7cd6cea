import { isPhoneNumber, phoneNumberForm } from './phone-number.ts';
import { emailText, localeText } from './resources/fields.ts';

export function cleanLeadField(field: string, text: string): { value: string | null; warning?: string } {
  if (field === 'phone' && !isPhoneNumber(text)) return { value: null, warning: phoneNumberForm };
  if (field === 'email' && !emailText.safeParse(text).success)
    return { value: null, warning: 'must be an email address' };
  if (field === 'locale' && !localeText.safeParse(text).success)
    return { value: null, warning: 'must be a BCP 47 tag such as "en" or "pt-BR"' };
  return { value: text };
}

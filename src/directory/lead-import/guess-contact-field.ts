import { bareName, type Column, possibleFieldOf } from './column-aliases.ts';
import { readYesNo } from './read-yes-no.ts';

/** Columns about other people than the lead, or about how a record came to be. */
const aboutOthers =
  /owner|besitzer|propietario|proprietaire|proprietario|assign|created|modified|updated|source|campaign|status|fax|assistant|manager|spouse|referred|account(?:email|phone)/;
const phoneName =
  /phone|mobile|cell|telef|^tel|handy|movil|celular|gsm|whatsapp|puhelin|телефон|電話|电话|전화/;
const nameName = /contact|kontakt|person|lead|customer|client|kunde|prospect|decisionmaker|fullname/;

const emailValue = /[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,]+/;
const internationalNumber = /^(?:tel:|p:)?\+[\d\s().\u2010-\u2015/-]{8,22}$/i;
const anyNumber = /^[+(]?\d[\d\s().\u2010-\u2015/-]{5,20}\d(?:\s*(?:ext|x|#)\.?\s*\d+)?$/i;
const date = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b/;
const personalName = /^\p{Lu}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*){1,3}$/u;

/**
 * The contact data that a column seems to hold, by its name and its values, though no alias is known for it. Only for
 * warnings: nothing is imported by a guess. A column without values in the sample holds nothing that is lost.
 */
export function guessContactField(name: string, values: readonly string[]): Column | null {
  if (values.length === 0) return null;
  const bare = bareName(name);
  const most = (test: (value: string) => boolean) => values.filter(test).length * 2 > values.length;
  const possible = possibleFieldOf(name);
  if (!aboutOthers.test(bare)) {
    if (most((value) => emailValue.test(value))) return 'email';
    if (most((value) => internationalNumber.test(value))) return 'phone';
    const isNumber = (value: string) => anyNumber.test(value) && !date.test(value);
    if ((phoneName.test(bare) || bare === 'work' || bare === 'home') && most(isNumber)) return 'phone';
    if (possible === null && nameName.test(bare) && most((value) => personalName.test(value))) return 'name';
  }
  if (possible === 'whatsapp_opt_out') return values.some(readYesNo) ? possible : null;
  return possible && most((value) => /\p{L}/u.test(value)) ? possible : null;
}

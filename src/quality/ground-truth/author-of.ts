import type { InteractionAuthor } from '../../contract/facts.ts';
import { foldCase } from '../text/case-folded.ts';

/** Types of interactions that a colleague writes down, folded. */
const teamTypes =
  /(?<!\p{L})(?:notes?|internal|memo|tasks?|call|phone|telephon|meeting|demo|visit|event|lunch|llamada|reunion|nota|notiz|intern|anruf|telefonat|gesprach|termin|besprechung|appel|rendez|entretien|visite|chiamata|riunione|incontro|ligacao|reuniao|chamada|gesprek|notitie|afspraak|bezoek)(?!\p{L})/u;

/**
 * Who wrote an interaction. If it does not say so, a colleague wrote the summary of a call, a meeting or a note. An
 * e-mail, a form or anything else may contain the lead's own words.
 */
export function authorOf({
  author,
  type,
}: {
  author?: InteractionAuthor | null | undefined;
  type: string;
}): InteractionAuthor {
  return author ?? (teamTypes.test(foldCase(type)) ? 'team' : 'lead');
}

/** Keys under which a lead may be stored, in the order in which they are tried. The facts themselves are tried last. */
const leads = ['lead', 'leadData', 'lead_data', 'contact', 'recipient', 'person', 'customer'];
/** Tried in this order. */
const fullNames = ['name', 'full_name', 'fullName', 'lead_name', 'leadName'];
const firstNames = ['first_name', 'firstName', 'firstname', 'given_name', 'givenName'];
const lastNames = ['last_name', 'lastName', 'lastname', 'family_name', 'familyName', 'surname'];

/**
 * The lead's name in facts of any shape. The lead is found under `lead`, `leadData`, `lead_data`, `contact`,
 * `recipient`, `person` or `customer`, else at the top level. The name is in `name`, `full_name` or `lead_name`, else
 * in `first_name` and `last_name`. A lead that is a plain text is the name.
 */
export function findLeadName(facts: unknown): string | null {
  if (!isRecord(facts)) return null;
  for (const key of leads) {
    const lead = facts[key];
    const name = isRecord(lead) ? leadNameIn(lead) : textOf(lead);
    if (name !== null) return name;
  }
  return leadNameIn(facts);
}

const roles = ['position', 'role', 'job_title', 'jobTitle', 'title'];

/** The lead's job title in facts of any shape. The lead is found in the same way as for its name. */
export function findLeadRole(facts: unknown): string | null {
  if (!isRecord(facts)) return null;
  for (const key of leads) {
    const lead = facts[key];
    const role = isRecord(lead) ? firstText(lead, roles) : null;
    if (role !== null) return role;
  }
  return firstText(facts, roles);
}

function leadNameIn(record: Readonly<Record<string, unknown>>): string | null {
  const full = firstText(record, fullNames);
  if (full !== null) return full;
  const parts = [firstText(record, firstNames), firstText(record, lastNames)].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : null;
}

function firstText(record: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = textOf(record[key]);
    if (text !== null) return text;
  }
  return null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() || null : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nameKeys =
  /^(?:name|company|companyName|company_name|organi[sz]ation|business|site|siteName|site_name|brand|product)$/;
/** Names of the parties are not expected in deeper objects. */
const deepestName = 3;

/** Names of the lead's company, the site and its products in facts of any shape. */
export function namesIn(facts: unknown, depth = 0): string[] {
  if (!isRecord(facts) || depth > deepestName) return [];
  return Object.entries(facts).flatMap(([key, value]) => {
    const text = nameKeys.test(key) ? textOf(value) : null;
    if (text !== null) return [text];
    return namesIn(value, depth + 1);
  });
}

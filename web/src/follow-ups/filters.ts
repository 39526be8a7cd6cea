export interface Filters {
  status: string;
  site_id: string;
  lead_id: string;
}

/** The filters of an address; what it does not name is empty. */
export function readFilters(query: Readonly<Record<string, string>>): Filters {
  const { status = '', site_id = '', lead_id = '' } = query;
  return { status, site_id, lead_id };
}

/** The query of an address, with what is set alone: "" or "?status=failed". */
export function writeFilters(filters: Filters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== '');
  return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
}

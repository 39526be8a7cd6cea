import type { EvalCase } from './eval-case.ts';
import { type EvalSite, evalSites } from './eval-sites.ts';

export interface SelectedCase {
  site: EvalSite;
  evalCase: EvalCase;
  /** The subtag of the lead's language, such as "pt". */
  language: string;
}

/**
 * Selects the cases to run. With a limit, cases are taken from all sites in turn, so that a short run covers every
 * language.
 * @param language a subtag or a whole tag: "es", "pt-BR"
 */
export function selectCases({ language, limit = Number.POSITIVE_INFINITY }: SelectOptions): SelectedCase[] {
  const bySite = evalSites.map((site) =>
    site.cases.map((evalCase) => ({ site, evalCase, language: languageOf(site, evalCase) })),
  );
  const longest = Math.max(...bySite.map((cases) => cases.length));
  const inTurn = Array.from({ length: longest }, (_, turn) => bySite.flatMap((cases) => cases[turn] ?? []));
  const wanted = language && subtag(language);
  const selected = inTurn
    .flat()
    .filter((item) => !wanted || item.language === wanted)
    .slice(0, limit);
  return selected.sort((one, other) => evalSites.indexOf(one.site) - evalSites.indexOf(other.site));
}

export interface SelectOptions {
  language?: string | undefined;
  limit?: number | undefined;
}

function languageOf({ site }: EvalSite, { lead }: EvalCase): string {
  return subtag(lead.locale ?? site.locale ?? 'en');
}

function subtag(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}

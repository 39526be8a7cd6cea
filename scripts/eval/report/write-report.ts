import { readFile, writeFile } from 'node:fs/promises';
import type { EvaluatedLead } from '../evaluated-lead.ts';
import type { Summary } from '../summarise.ts';
import { type Content, html, Markup } from './html.ts';
import { anchorOf, leadSection, verdictOf } from './lead-section.ts';
import { summarySection } from './summary-section.ts';

export interface Report {
  summary: Summary;
  leads: readonly EvaluatedLead[];
  /** Whether the offline writer was used instead of a model. */
  offline: boolean;
  startedAt: Date;
}

/** Writes a self-contained page: no scripts, no external fonts, no network access. */
export async function writeReport(file: string, report: Report): Promise<void> {
  const styles = await Promise.all(
    ['page.css', 'tables.css', 'lead.css'].map((name) => readFile(new URL(name, import.meta.url), 'utf8')),
  );
  await writeFile(file, reportPage(report, styles.join('\n')));
}

/** @param style the CSS of the page */
export function reportPage({ summary, leads, offline, startedAt }: Report, style: string): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Evaluation of ${summary.models.join(', ') || 'no model'}</title>
  <style>${new Markup(style)}</style>
</head>
<body>
  <header class="page">
    <h1>Follow-ups for ${summary.leads} leads</h1>
    <p>Written by <b>${summary.models.join(', ') || 'no model'}</b>, ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
    ${offline && html`<p class="offline">The offline writer was used instead of a model. It fills in templates, in English and Spanish only. Its figures are a lower bound and say nothing about a model.</p>`}
  </header>
  <main>
    ${summarySection(summary)}
    <h2 id="leads">Leads</h2>
    ${index(leads)}
    ${leads.map(leadSection)}
  </main>
</body>
</html>
`;
  return page.text;
}

/** A table of contents. A coloured dot shows the result for each lead. */
function index(leads: readonly EvaluatedLead[]): Markup {
  const sites = [...new Set(leads.map(({ site }) => site))];
  const links = (site: EvaluatedLead['site']): Content =>
    leads
      .filter((lead) => lead.site === site)
      .map(
        (lead) =>
          html`<li><a href="#${anchorOf(lead)}"><span class="dot ${verdictOf(lead)}"></span>${lead.evalCase.name}</a></li>`,
      );
  return html`<nav aria-label="Leads">${sites.map(
    (site) => html`<section><h3 class="site-name">${site.site.name}</h3><ul>${links(site)}</ul></section>`,
  )}</nav>
  <p class="note legend"><span class="dot good"></span>all messages pass <span class="dot warned"></span>published with warnings
    <span class="dot bad"></span>a message was rejected or something failed</p>`;
}

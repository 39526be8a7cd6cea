import { channelNames } from '../channel-names.ts';
import { versions } from '../evaluated-lead.ts';
import { showCost, showDuration, showNumber, showRate } from '../show-figures.ts';
import { type Spread, sumOfKnown } from '../statistics.ts';
import type { Summary } from '../summarise.ts';
import { type Content, html, type Markup } from './html.ts';

/** All figures of a run: the most important ones in large print, then the tables. */
export function summarySection(summary: Summary): Markup {
  const { usage, latency } = summary;
  const published = summary.tallies.find(
    ({ version, channel }) => version === 'published' && channel === 'all',
  );
  const draft = summary.tallies.find(({ version, channel }) => version === 'draft' && channel === 'all');
  const tokens = usage.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  const cost = sumOfKnown(usage.filter(({ calls }) => calls > 0).map(({ costUsd }) => costUsd));
  return html`<section class="summary">
    <div class="cards">
      ${card('Published', showRate(published?.passRate ?? null), `${published?.passed} of ${published?.messages} planned messages`)}
      ${card('Drafts that pass at once', showRate(draft?.passRate ?? null), 'before anything is repaired')}
      ${card('Follow-ups completed', `${summary.completed} of ${summary.leads}`, summary.languages.join(', '))}
      ${card('Until finished', showDuration(latency.total?.median), `p95 ${showDuration(latency.total?.p95)}`)}
      ${card('Tokens', showNumber(tokens), `${showNumber(tokens / Math.max(summary.leads, 1))} for each lead`)}
      ${card('Cost', showCost(cost), cost === null ? 'no price is known for a model of this run' : `${showCost(cost / summary.leads)} for each lead`)}
    </div>
    ${messageTable(summary)} ${claimTable(summary)} ${ruleTable(summary)}
    <div class="pair">${usageTable(summary)} ${countTables(summary)}</div>
  </section>`;
}

function card(title: string, figure: string, note: string): Markup {
  return html`<div class="card"><h3>${title}</h3><strong>${figure}</strong><p class="hint">${note}</p></div>`;
}

function messageTable({ tallies }: Summary): Markup {
  const spread = (value: Spread | null) =>
    value
      ? html`${showNumber(value.median)} <small>${showNumber(value.p95)} · ${showNumber(value.most)}</small>`
      : '–';
  const order = ['email', 'whatsapp', 'notification', 'web', 'all'] as const;
  const groups = order.map((channel) => {
    const rows = versions.flatMap(
      (version) => tallies.find((tally) => tally.channel === channel && tally.version === version) ?? [],
    );
    return html`<tbody>${rows.map(
      (tally, index) => html`<tr class="${tally.version === 'published' && 'total'}">
        ${index === 0 && html`<th scope="rowgroup" rowspan="${rows.length}">${channelNames[channel]}</th>`}
        <td class="name">${tally.version}</td><td>${showNumber(tally.messages)}</td>
        <td class="${shade(tally.passRate)}">${showRate(tally.passRate)}</td>
        <td class="${shade(tally.groundedRate)}">${showRate(tally.groundedRate)}</td>
        <td>${showNumber(tally.withWarnings)}</td><td>${spread(tally.titleLength)}</td>
        <td>${spread(tally.messageLength)}</td><td>${spread(tally.words)}</td><td>${spread(tally.lix)}</td>
        <td>${showRate(tally.oneAskRate)}</td><td>${showRate(tally.concreteRate)}</td><td>${showRate(tally.signedRate)}</td>
      </tr>`,
    )}</tbody>`;
  });
  return html`<h2>Messages</h2>
    <div class="wide"><table class="figures">
      <thead><tr><th></th><th></th><th>messages</th><th>pass the gate</th><th>grounded</th><th>with warnings</th>
        <th>title chars</th><th>message chars</th><th>words</th><th>LIX</th>
        <th>one ask</th><th>day, time or link</th><th>signed</th></tr></thead>
      ${groups}
    </table></div>
    <p class="note">Median, then in small print p95 · most. A repaired version holds all messages of its phase: those that went
      back to the model, and the others as they were. Of the published version, the messages are those that were planned.
      <b>Grounded</b>: states no figure, date or address that the facts do not hold. <b>LIX</b> (läsbarhetsindex): words per
      sentence plus the percentage of words with more than six letters; up to 30 is easy, 40 a newspaper, from 50 hard. Compare it
      within a language: German lies higher than English. Characters are Unicode code points. <b>One ask</b>: one question, or none and
      a link. <b>Signed</b>: an email that ends with the name of its sender.</p>`;
}

function claimTable({ claims }: Summary): Content {
  if (claims.length === 0) return null;
  return html`<h2>Statements</h2>
    <table class="figures">
      <thead><tr><th></th><th>with a source</th><th>without</th><th>need none</th></tr></thead>
      <tbody>${claims.map(
        ({ kind, withSource, without, free }) => html`<tr><th scope="row">${kind}</th>
          <td>${showNumber(withSource)}</td><td class="${without > 0 && 'warned'}">${showNumber(without)}</td>
          <td>${showNumber(free)}</td></tr>`,
      )}</tbody>
    </table>
    <p class="note">In the published messages, according to the fact check.</p>`;
}

function shade(value: number | null): string {
  if (value === null) return '';
  if (value >= 0.995) return 'good';
  return value >= 0.9 ? 'warned' : 'bad';
}

function ruleTable({ rules }: Summary): Content {
  if (rules.length === 0) return html`<h2>Violations</h2><p class="note">None, not even a warning.</p>`;
  return html`<h2>Violations</h2>
    <div class="wide"><table class="figures">
      <thead><tr><th></th><th></th>${versions.map((version) => html`<th>${version}</th>`)}</tr></thead>
      <tbody>${rules.map(
        ({ rule, severity, counts }) => html`<tr>
          <th scope="row">${rule}</th><td class="name ${severity}">${severity}</td>
          ${versions.map((version) => html`<td>${counts[version] || '–'}</td>`)}
        </tr>`,
      )}</tbody>
    </table></div>`;
}

function usageTable({ latency, usage }: Summary): Markup {
  return html`<section><h2>Time, tokens, cost</h2>
    <div class="wide"><table class="figures">
      <thead><tr><th></th><th>p50</th><th>p95</th><th>calls</th><th>repairs</th><th>failed</th><th>tokens in</th>
        <th>tokens out</th><th>cost</th></tr></thead>
      <tbody>
        <tr><th scope="row">queued</th><td>${showDuration(latency.queued?.median)}</td><td>${showDuration(latency.queued?.p95)}</td></tr>
        ${usage.map(
          (phase) => html`<tr><th scope="row">${phase.phase}</th>
            <td>${showDuration(latency[phase.phase]?.median)}</td><td>${showDuration(latency[phase.phase]?.p95)}</td>
            <td>${showNumber(phase.calls)}</td><td>${showNumber(phase.repairs)}</td>
            <td>${showNumber(phase.failures.reduce((sum, [, count]) => sum + count, 0))}</td>
            <td>${showNumber(phase.inputTokens)}</td><td>${showNumber(phase.outputTokens)}</td>
            <td>${showCost(phase.costUsd)}</td></tr>`,
        )}
        <tr class="total"><th scope="row">follow-up</th><td>${showDuration(latency.total?.median)}</td><td>${showDuration(latency.total?.p95)}</td></tr>
      </tbody>
    </table></div></section>`;
}

function countTables({ skipped, failed, usage }: Summary): Markup {
  const table = (title: string, counts: readonly [string, number][]) => html`<h2>${title}</h2>
    ${
      counts.length === 0
        ? html`<p class="note">None.</p>`
        : html`<table class="figures"><tbody>${counts.map(
            ([name, count]) => html`<tr><th scope="row">${name}</th><td>${count}</td></tr>`,
          )}</tbody></table>`
    }`;
  const calls = usage.flatMap(({ failures }) => failures);
  return html`<section>
    ${table('Follow-ups that failed', failed)}
    ${calls.length > 0 && table('Calls to the model that failed', calls)}
    ${table('Channels skipped', skipped)}
  </section>`;
}

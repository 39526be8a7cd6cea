import { channels } from '../../../src/contract/channels.ts';
import type { Facts } from '../../../src/contract/facts.ts';
import { channelNames } from '../channel-names.ts';
import type { EvaluatedLead } from '../evaluated-lead.ts';
import { showDuration, showNumber } from '../show-figures.ts';
import { type Content, html, type Markup } from './html.ts';
import { messageCell } from './message-cell.ts';

/** The result for a lead: the worst result of its messages. */
export type Verdict = 'good' | 'warned' | 'bad';

export function verdictOf({ followUp, measured }: EvaluatedLead): Verdict {
  if (followUp?.status !== 'completed') return 'bad';
  const finished = [measured['repaired draft'], measured['repaired refined'], measured.published].flatMap(
    (messages) => Object.values(messages),
  );
  if (finished.some(({ passed }) => !passed)) return 'bad';
  const hasWarnings = Object.values(measured.published).some(({ violations }) => violations.length > 0);
  return hasWarnings ? 'warned' : 'good';
}

/** The anchor of a lead in the page. Names may contain spaces and other characters. */
export function anchorOf({ evalCase }: EvaluatedLead): string {
  return evalCase.name.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
}

/** One lead: the facts, the follow-up, and the messages of both phases side by side. */
export function leadSection(lead: EvaluatedLead): Markup {
  const { evalCase, facts, strategy } = lead;
  return html`<article class="lead" id="${anchorOf(lead)}">
    <header>
      <h3><span class="dot ${verdictOf(lead)}"></span>${evalCase.name}</h3>
      <p>${evalCase.about}</p>
      <p class="chips">${chips(lead)}</p>
    </header>
    ${outcome(lead)}
    <div class="known">
      <section><h4>Facts</h4>${facts ? factList(facts) : html`<p>The request was refused.</p>`}</section>
      <section><h4>Strategy</h4><p class="text">${strategy ?? 'none was written'}</p></section>
    </div>
    ${lead.followUp && messages(lead)}
  </article>`;
}

function chips({ language, evalCase, followUp, calls }: EvaluatedLead): Content {
  const { stage, type, interval } = evalCase;
  const tokens = calls.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  return [
    language,
    stage ?? 'no stage',
    type ?? 'no type',
    interval ?? 'no interval',
    followUp && showDuration(followUp.timing.total_ms),
    `${showNumber(tokens)} tokens`,
  ].map((chip) => chip && html`<span class="chip">${chip}</span> `);
}

function outcome({ followUp, refusal }: EvaluatedLead): Content {
  if (followUp?.status === 'completed') return null;
  const { code, message } = refusal ??
    followUp?.error ?? { code: followUp?.status ?? '', message: 'without an error' };
  return html`<p class="failure"><b>${code}</b> ${message}</p>`;
}

function factList({ lead, sender, offer, ...facts }: Facts): Markup {
  const interactions = facts.previous_interactions.map(
    ({ date, type, summary }) => html`<li><span class="when">${date} ${type}</span> ${summary}</li>`,
  );
  const views = facts.page_views.map(({ url, title }) => html`<li>${title ?? url}</li>`);
  const preferences = Object.entries(lead.preferences).map(([name, value]) => `${name}: ${value}`);
  const rows: [string, Content][] = [
    ['name', lead.name],
    ['position', lead.position],
    ['company', lead.company],
    ['email', lead.email],
    ['phone', lead.phone],
    ['pain points', listOf(lead.pain_points)],
    ['budget', lead.budget_range],
    ['interests', listOf(facts.product_interest)],
    ['preferences', listOf(preferences)],
    ['history', interactions.length > 0 && html`<ul>${interactions}</ul>`],
    ['sender', listOf([sender?.name, sender?.title].filter((part) => part != null))],
    ['offer', offer && listOf(offered(offer))],
    ['pages', views.length > 0 && html`<ul>${views}</ul>`],
  ];
  const known = rows.filter(([, value]) => value);
  return html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function offered(offer: NonNullable<Facts['offer']>): string[] {
  return Object.entries(offer).flatMap(([name, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    return [`${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`];
  });
}

function listOf(items: readonly string[]): Content {
  if (items.length <= 1) return items[0];
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function messages({ followUp, measured }: EvaluatedLead): Markup {
  const rows = channels.map((channel) => {
    const name = html`<th scope="row">${channelNames[channel]}</th>`;
    const skipped = followUp?.skipped_channels.find((skip) => skip.channel === channel);
    if (!measured.draft[channel] && !measured.refined[channel]) {
      return html`<tr class="skipped">${name}<td colspan="2">${skipped?.reason ?? 'not written'}</td></tr>`;
    }
    const isPublished = measured.published[channel] !== undefined;
    const isRefined = followUp?.quality[channel]?.refined ?? false;
    const draft = messageCell({
      written: measured.draft[channel],
      repaired: measured['repaired draft'][channel],
      published: isPublished && !isRefined,
    });
    const refined = messageCell({
      written: measured.refined[channel],
      repaired: measured['repaired refined'][channel],
      published: isPublished && isRefined,
    });
    const note = skipped && html`<p class="failure">not published: ${skipped.reason}</p>`;
    return html`<tr>${name}<td>${draft}${note}</td><td>${refined}</td></tr>`;
  });
  return html`<table class="messages">
    <thead><tr><td></td><th scope="col">Draft of the sales agent</th><th scope="col">Refined by the copywriter</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
}

import type { MeasuredMessage } from '../measure-message.ts';
import { showNumber } from '../show-figures.ts';
import { type Content, html, type Markup } from './html.ts';
import { markViolations } from './mark-violations.ts';

export interface MessageCell {
  /** The first version. */
  written: MeasuredMessage | undefined;
  /** The version after the repair. */
  repaired: MeasuredMessage | undefined;
  published: boolean;
}

/** A message with its violations. A repaired message is shown in both versions. */
export function messageCell({ written, repaired, published }: MessageCell): Markup {
  const final = repaired ?? written;
  if (!final || !written) return html`<div class="message none">not written</div>`;
  const { title, message } = final.draft;
  const wasRepaired = title !== written.draft.title || message !== written.draft.message;
  return html`<div class="message${published && ' published'}${!final.passed && ' stopped'}">
    ${text(final)}
    <p class="figures">${figures(final)} ${badges(final, published, wasRepaired)}</p>
    ${wasRepaired && html`<details><summary>before the repair</summary>${text(written)}</details>`}
  </div>`;
}

function text({ draft, violations }: MeasuredMessage): Markup {
  const inField = (field: 'title' | 'message') => violations.filter((violation) => violation.field === field);
  return html`<h5>${markViolations(draft.title, inField('title'))}</h5>
    <div class="text">${markViolations(draft.message, inField('message'))}</div>
    ${violations.length > 0 && html`<ul class="violations">${violations.map(violationLine)}</ul>`}`;
}

function violationLine({ rule, severity, field, excerpt, message }: MeasuredMessage['violations'][number]) {
  return html`<li class="${severity}"><b>${rule}</b> in the ${field === 'title' ? 'title' : 'text'}: ${message}${
    excerpt && html` <q>${excerpt}</q>`
  }</li>`;
}

function figures({ titleLength, messageLength, words, lix }: MeasuredMessage): Content {
  return `${titleLength} + ${messageLength} characters, ${words} words, LIX ${showNumber(lix)}`;
}

function badges({ passed }: MeasuredMessage, published: boolean, wasRepaired: boolean): Content {
  return [
    published && html`<span class="badge good">published</span>`,
    !passed && html`<span class="badge bad">stopped</span>`,
    wasRepaired && html`<span class="badge">repaired</span>`,
  ];
}

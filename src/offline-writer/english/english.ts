import type { Language } from '../language.ts';
import { email } from './email.ts';
import { notification } from './notification.ts';
import { strategy } from './strategy.ts';
import { web } from './web.ts';
import { whatsapp } from './whatsapp.ts';

/** Nouns that need an article in the singular: "the analytics dashboard", but "content automation". */
const countable =
  /\b(?:app|audit|brochure|contract|course|dashboard|deck|demo|module|offer|package|plan|plugin|platform|program|proposal|quote|report|service|subscription|suite|tool|toolkit|trial|website|workshop)$/;

function list(items: readonly string[], conjunction: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${conjunction}${items.at(-1)}`;
}

export const english: Language = {
  scripts: { email, whatsapp, notification, web },
  strategy,
  agenda: {
    new: 'find out what would help you most',
    qualified: 'work out where to start',
    proposal: 'clear up what is still open',
    customer: 'see what you need next',
    cold: 'see whether this still makes sense',
    unknown: 'see what would help you most',
  },
  medium: { email: 'email', call: 'call', meeting: 'meeting', demo: 'demo', chat: 'conversation' },
  occasion: {
    email: 'in our last email',
    call: 'on our last call',
    meeting: 'in our last meeting',
    demo: 'in our last demo',
    chat: 'in our last conversation',
    other: 'when we were last in touch',
  },
  retellings: [
    { note: /^(?:we )?(?:presented|demoed|introduced|showed) (.+)$/i, told: 'we showed you $1' },
    {
      note: /^(?:we )?(?:discussed|talked (?:about|through)|spoke about|reviewed|covered|explored|went over|went through|walked through) (.+)$/i,
      told: 'we discussed $1',
    },
    {
      note: /^(?:\w+ ){0,2}?(?:asked|inquired|enquired|wanted to know|was curious|is curious) about (.+)$/i,
      told: 'you asked about $1',
    },
    {
      note: /^(?:\w+ ){0,2}?(?:(?:showed|expressed) interest|(?:was |is )?interested) in (.+)$/i,
      told: 'you showed interest in $1',
    },
    { note: /^(?:\w+ ){0,2}?(?:asked for|requested) (.+)$/i, told: 'you asked for $1' },
    { note: /^(?:we )?(?:sent|shared|emailed|provided|forwarded)(?: over)? (.+)$/i, told: 'we shared $1' },
    {
      note: /^(?:\w+ ){0,2}?(?:contact|call|e-?mail|meeting|chat|conversation|discussion|demo|presentation) (?:about|on|regarding|around|of|covering) (.+)$/i,
      told: 'we discussed $1',
    },
    {
      note: /^(?:\w+ ){0,2}?(?:contact|e-?mail|message) with ((?:[\w-]+ ){0,3}(?:information|details|pricing|overview|brochure|materials?|documentation))$/i,
      told: 'we shared $1',
    },
  ],
  clauseEnd: /[.;:!?](?:\s|$)|,\s|,? (?:and|but) (?:\w+ed|sent|was|were|is|wants?|will)\b|\s[-–—]\s|\(/i,
  thirdPerson: /\b(?:s?he|they|him|hers?|his|theirs?|them|the (?:lead|client|customer|prospect))\b/i,
  someone: 'this lead',
  roles: {
    email: 'the email makes the case',
    whatsapp: 'WhatsApp asks the question in a few lines',
    notification: 'the notification reminds inside the product',
    web: 'the banner catches the next visit',
  },
  roleAfterVisit: 'the banner picks up from the visit to {page}',
  later: {
    openings: [
      'We wrote to you before, and one thought is worth adding.',
      'One more thought that our last message left out.',
      'Here is another way to look at it.',
      'We have been thinking about what would help you most.',
      'Another angle, in case the last one missed the point.',
      'A different question this time, and only one.',
      'We will keep this one short and to the point.',
      'You may have had other things to do, so here is the short version.',
      'Something about your situation kept us thinking.',
      'We left one question open when we last wrote.',
    ],
    questions: [
      'What would have to change for this to be worth your time?',
      'Who else at {company} should be part of this?',
      'What have we not understood about your work yet?',
      'Which question of yours should we answer first?',
      'What keeps this from being a priority right now?',
      'If you could hand one task to somebody else, which one would it be?',
      'What would make the next step easy for you?',
      'What would you tell us to leave out?',
      'Where does most of the time go in an ordinary week?',
      'What have you tried so far, and what came of it?',
    ],
  },
  units: {
    min: ['minute', 'minutes'],
    H: ['hour', 'hours'],
    D: ['day', 'days'],
    W: ['week', 'weeks'],
    M: ['month', 'months'],
    Y: ['year', 'years'],
  },
  foreignWords: /\b(?:el|los|las|del|que|para|con|una|nuestr[oa]s?|de|y)\b/i,
  withArticle: (phrase) =>
    countable.test(phrase) && !/^(?:an?|the)\s/.test(phrase) ? `the ${phrase}` : phrase,
  and: (items) => list(items, items.some((item) => / and /.test(item)) ? ', and ' : ' and '),
  or: (items) => list(items, ' or '),
  polish: (text) => text,
};

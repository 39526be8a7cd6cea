import type { Statements } from './statements.ts';

/** Nothing is known yet; a language spreads it under what it knows. */
export const noStatements: Statements = {
  attached: [],
  notAttached: [],
  discussed: [],
  spoken: [],
  conversation: [],
  future: [],
  ago: {},
  guarantee: [],
  discount: [],
  free: [],
  urgent: [],
  denied: [],
  like: [],
  results: [],
  sending: [],
  venue: [],
  hearsay: [],
  uses: [],
  done: [],
  internal: [],
  jargon: [],
  price: [],
  reachMe: [],
};

import type { Statements } from './statements.ts';

/** Empty lists, which a language overrides with those that it has. */
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

import { english } from '../model-talk/english.ts';
import { french } from '../model-talk/french.ts';
import { german } from '../model-talk/german.ts';
import { portuguese } from '../model-talk/portuguese.ts';
import { spanish } from '../model-talk/spanish.ts';
import { traces } from '../model-talk/traces.ts';
import type { Rule } from '../rule.ts';
import { findPatterns, violationsIn } from '../text/pattern.ts';

/** A model slips out of its part in any language, whichever it was asked to write. */
const patterns = [...traces, ...english, ...spanish, ...portuguese, ...french, ...german];

/** What a writer says to the one who ordered the text, instead of to the one who reads it. */
export const modelTalk: Rule = (subject) =>
  violationsIn(subject, 'model-talk', 'error', (text) => findPatterns(text, patterns));

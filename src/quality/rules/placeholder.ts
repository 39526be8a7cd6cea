import { bracketed } from '../placeholder/bracketed.ts';
import { fillIns } from '../placeholder/fill-ins.ts';
import { missingNames } from '../placeholder/missing-names.ts';
import { templateTags } from '../placeholder/template-tags.ts';
import type { Rule } from '../rule.ts';
import { type Finding, findPatterns, violationsIn } from '../text/pattern.ts';

/** What should have been filled in before anyone reads it. */
export const placeholder: Rule = (subject) =>
  violationsIn(subject, 'placeholder', 'error', function* (text, field): Generator<Finding> {
    yield* findPatterns(text, templateTags);
    yield* bracketed(text, field);
    yield* findPatterns(text, fillIns);
    yield* missingNames(text, subject.leadName);
  });

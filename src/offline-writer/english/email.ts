import type { Part, Script, Scripts } from '../script.ts';
import { emailDraft } from './email-draft.ts';
import { emailRefined } from './email-refined.ts';

const greeting: Part = { inOrder: ['Hi {name},', 'Hello {name},', 'Hello,', 'Good day,'] };
const signOff: Part = {
  inOrder: ['{signOff}', '— The {team} team', '— {team}', 'Best regards', 'Thank you'],
};

const framed = (script: Script): Script => ({
  ...script,
  message: [[greeting], ...script.message, [signOff]],
});

export const email: Scripts = { draft: framed(emailDraft), refined: framed(emailRefined) };

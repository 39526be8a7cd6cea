import type { Part, Script, Scripts } from '../script.ts';
import { emailDraft } from './email-draft.ts';
import { emailRefined } from './email-refined.ts';

const greeting: Part = { inOrder: ['Hola {name},', '{name}:', 'Hola:', 'Buenos días:'] };
const signOff: Part = { inOrder: ['{signOff}', '— El equipo de {team}', '— {team}', 'Un saludo', 'Gracias'] };

const framed = (script: Script): Script => ({
  ...script,
  message: [[greeting], ...script.message, [signOff]],
});

export const email: Scripts = { draft: framed(emailDraft), refined: framed(emailRefined) };

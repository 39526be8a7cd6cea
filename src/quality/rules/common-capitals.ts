import { languages } from '../languages/languages.ts';
import { foldedWords } from '../text/case-folded.ts';

const general = `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
   october november december english spanish portuguese french german italian chinese japanese european american
   lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta
   lundi mardi mercredi jeudi vendredi samedi dimanche
   christmas easter black friday new year thanksgiving united states kingdom europe america latin spain germany france portugal brazil mexico
   team the best regards kind warm sincerely cheers thanks thank you yours cordially respectfully un saludo saludos cordiales
   atentamente equipo cordialmente atenciosamente abraco equipe bien cordialement equipe salutations mit freundlichen grussen viele grusse
   ceo cto cfo cmo coo vp hr it ai ia ki api crm erp roi kpi seo sem saas b2b b2c faq pdf gdpr rgpd dsgvo sms whatsapp linkedin
   google microsoft excel outlook slack zoom teams meet calendar salesforce hubspot chatgpt youtube instagram facebook
   customer success account executive manager sales marketing director head chief officer senior junior operations product engineering
   support service care department office finance human resources vice president founder owner partner
   hi hello dear hey good morning afternoon evening hola buenos buenas dias ola bonjour hallo guten tag`;

let words: ReadonlySet<string> | null = null;

/** Capitalized words that are not names, of all languages, folded. */
export function commonCapitals(): ReadonlySet<string> {
  words ??= new Set([
    ...foldedWords(general),
    ...languages.flatMap(({ capitalized, titles, greetings }) =>
      [...(capitalized ?? []), ...titles.before, ...titles.after, ...greetings].flatMap(foldedWords),
    ),
  ]);
  return words;
}

import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../../src/quality/check-message.ts';
import { contextOf } from '../../../src/quality/context-of.ts';
import { factsOf } from '../../offline-writer/leads.ts';

const now = new Date('2026-11-26T09:00:00Z');
const contexts = new Map<string, ReturnType<typeof contextOf>>();

function contextIn(language: string) {
  const facts = factsOf({
    lead: { name: 'Jane Smith', company: 'Acme Inc.', pain_points: ['40 seats in 3 offices'] },
    language,
    site: {
      name: 'Growth',
      voice: { tone: null, approved_claims: ['14-day free trial'], forbidden_words: [] },
    },
    previous_interactions: [
      {
        date: '2026-11-17',
        type: 'call',
        summary:
          'Price for 38 seats at €12 per seat and month. 8 users in the pilot. Contract ends on 15 December.',
      },
    ],
  });
  const context = contexts.get(language) ?? contextOf(facts, now);
  contexts.set(language, context);
  return context;
}

function errorsIn(language: string, message: string): string[] {
  return checkMessage({ title: 'Jane', message }, 'whatsapp', contextIn(language))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, excerpt }) => `${rule}: ${excerpt}`);
}

const good: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Hi Jane,\n\nthanks for the call on 17 November. For 38 seats at €12 that is €456 a month. Would a 15-minute call on Tuesday at 10:00 suit you? Three quick questions are all I need.',
    'Hi Jane, do you have half an hour on Thursday at 2pm? I will walk you through it. Reply by Friday and I will block the slot.',
    'Jane, about 40 people is a good size to start. A two-minute read before our call: the trial runs for two weeks.',
    'Hi Jane, I can call you at 3:30 pm tomorrow or on Monday, 30 November at 9. It takes ten minutes, no slides.',
    'Hi Jane, does Wednesday at 11 work, or is Thursday between 2 and 4 better? 20 minutes will do.',
    'Hi Jane, your contract runs until 15/12. I have two slots next week: Tuesday 1 December at 10:00 and Thursday 3 December at 14:30. Which one suits you?',
    'Hi Jane, with 38 seats you would pay €5,472 a year. Happy to explain it 1-on-1. We <3 questions, and support is there 24/7.',
    'Hi Jane, getting this right is our No. 1 priority. Could you spare 5 minutes for a 5-star plan? If not, a one-line answer helps too.',
  ],
  es: [
    'Hola Jane: gracias por la llamada del 17 de noviembre. Con 38 licencias a 12 € salen 456 € al mes. ¿Le viene bien una llamada de 15 minutos el martes a las 10:00? Tengo tres preguntas rápidas. Respóndame antes del viernes.',
    'Hola Jane, ¿tienes media hora el jueves a las 16:30? Te enseño cómo queda y resolvemos dudas en 20 minutos.',
    'Estimada Sra. Smith: su contrato vence el 15 de diciembre. Le propongo dos horarios: el martes 1 de diciembre a las 9:30 o el jueves 3 a las 17 h. Mil gracias.',
    'Hola Jane, unas 40 personas es un buen tamaño para empezar. La prueba dura dos semanas. ¿Hablamos un cuarto de hora mañana?',
  ],
  pt: [
    'Olá Jane, obrigado pela conversa de 17 de novembro. Com 38 licenças a € 12, são € 456 por mês. Podemos falar 15 minutos na terça às 10h? São só três perguntas rápidas. Me responda até sexta.',
    'Olá Jane, o seu contrato termina em 15/12. Tenho dois horários: terça, 1 de dezembro, às 9h30, ou quinta às 15h. Qual prefere?',
    'Oi Jane, que tal meia hora na quinta-feira, às 14h30? Explico tudo em 10 minutos e tiro suas dúvidas.',
  ],
  fr: [
    "Bonjour Jane,\n\nmerci pour notre échange du 17 novembre. Pour 38 postes à 12 €, cela fait 456 € par mois. Auriez-vous une demi-heure mardi à 10 h ? Deux ou trois questions suffiront. Une réponse avant vendredi m'aiderait.",
    'Bonjour Jane, je vous propose un appel de 15 minutes jeudi 3 décembre à 14h30. Mille mercis !',
    'Bonjour Madame Smith, votre contrat se termine le 15 décembre. Seriez-vous libre mardi entre 9 h et 11 h, ou jeudi à 16 h ? Vingt minutes suffisent. Nous sommes là 24 h/24 et 7 j/7.',
    "Bonjour Jane, l'essai dure deux semaines. Une quarantaine de postes, c'est un bon début. On en parle dix minutes lundi 30 novembre ?",
  ],
  de: [
    'Hallo Jane,\n\ndanke für das Gespräch am 17. November. Bei 38 Plätzen zu 12 € sind das 456 € im Monat. Passt Ihnen Dienstag um 10 Uhr für ein 15-minütiges Gespräch? Drei kurze Fragen reichen. Eine Antwort bis Freitag wäre schön.',
    'Guten Tag Frau Smith, hätten Sie am Donnerstag eine halbe Stunde Zeit, etwa um 14:30 Uhr? Dann zeige ich Ihnen alles unter vier Augen.',
    'Hallo Jane, Ihr Vertrag endet am 15.12. Ich habe zwei Termine frei: Dienstag, 1. Dezember, um 9 Uhr oder Donnerstag, 3. Dezember, um 15 Uhr. Was passt besser?',
    'Hallo Jane, rund 40 Leute sind eine gute Größe. Der Test läuft vierzehn Tage. Wollen wir morgen zehn Minuten telefonieren?',
  ],
  it: [
    'Gentile Jane,\n\ngrazie per la chiamata del 17 novembre. Per 38 postazioni a 12 € sono 456 € al mese. Le andrebbe una chiamata di 15 minuti martedì alle 10:00? Ho tre domande veloci. Mille grazie, ci siamo 24 ore su 24.',
    'Ciao Jane, il contratto scade il 15 dicembre. Ti propongo due orari: martedì 1 dicembre alle 9.30 o giovedì alle 15. Bastano venti minuti.',
    "Buongiorno Jane, ha mezz'ora giovedì alle 16? Una quarantina di persone è un buon inizio, e la prova dura due settimane.",
  ],
  nl: [
    'Hoi Jane,\n\nbedankt voor het gesprek van 17 november. Voor 38 plekken à € 12 is dat € 456 per maand. Heb je dinsdag om 10.00 uur een kwartier voor een telefoontje? Drie korte vragen. Onze support helpt je 1-op-1.',
    'Beste Jane, uw contract loopt tot 15 december. Schikt dinsdag 1 december om 9.30 uur, of liever donderdag om 15 uur? Twintig minuten is genoeg.',
    'Dag Jane, zullen we morgen een half uur bellen? De proefperiode duurt twee weken, en zo’n 40 mensen is een mooi begin.',
  ],
};

const bad: readonly (readonly [language: string, message: string, rule: string])[] = [
  ['en', 'Hi Jane, set up in 15 minutes, and it saves 15 minutes a day. Shall we talk?', 'duration'],
  ['en', 'Hi Jane, would you like to save 20 minutes a day? Let us talk on Tuesday.', 'duration'],
  ['en', 'Hi Jane, 20% off until 31 December. Shall we talk?', 'percentage'],
  ['en', 'Hi Jane, over 500 companies use it. Would a call suit you?', 'number'],
  ['en', 'Hi Jane, for 38 seats that is €450 a month. Would a call suit you?', 'money'],
  ['en', 'Hi Jane, the pilot ran for 8 days. Would a call suit you?', 'duration'],
  ['en', 'Hi Jane, we have done this since 2009. Would a call suit you?', 'date'],
  ['en', 'Hi Jane, your team will be live within three weeks. Could we talk on Monday?', 'duration'],
  ['en', 'Hi Jane, the price goes up on 1 February. Could we talk?', 'date'],
  ['en', 'Hi Jane, teams cut their reporting time by half an hour a day. Could we talk?', 'duration'],
  ['es', 'Hola Jane, con nosotros ahorra 20 minutos al día. ¿Hablamos el martes?', 'duration'],
  ['es', 'Hola Jane, la instalación tarda tres semanas. ¿Hablamos el martes?', 'duration'],
  ['es', 'Hola Jane, son quinientos euros al mes. ¿Hablamos el martes?', 'money'],
  ['es', 'Hola Jane, más de 500 empresas ya lo usan. ¿Hablamos el martes?', 'number'],
  ['pt', 'Olá Jane, você economiza 30 minutos por dia. Podemos falar?', 'duration'],
  ['pt', 'Olá Jane, a implantação leva três semanas. Podemos falar?', 'duration'],
  ['pt', 'Olá Jane, são 25% de desconto até sexta. Podemos falar?', 'percentage'],
  ['fr', 'Bonjour Jane, la mise en place prend trois semaines. On en parle ?', 'duration'],
  ['fr', 'Bonjour Jane, nos clients gagnent 25 % de temps. On en parle ?', 'percentage'],
  ['fr', 'Bonjour Jane, vous gagnez vingt minutes par jour. On en parle mardi ?', 'duration'],
  ['de', 'Hallo Jane, die Einrichtung dauert drei Wochen. Sprechen wir am Dienstag?', 'duration'],
  ['de', 'Hallo Jane, über fünfhundert Kunden nutzen es. Sprechen wir am Dienstag?', 'number'],
  ['de', 'Hallo Jane, Sie sparen täglich zwanzig Minuten. Sprechen wir am Dienstag?', 'duration'],
  ['de', 'Hallo Jane, das kostet fünfhundert Euro im Monat. Passt Dienstag?', 'money'],
  ['it', 'Ciao Jane, l’installazione richiede tre settimane. Ne parliamo martedì?', 'duration'],
  ['it', 'Ciao Jane, oltre 500 aziende lo usano già. Ne parliamo martedì?', 'number'],
  ['it', 'Ciao Jane, risparmi venti minuti al giorno. Ne parliamo martedì?', 'duration'],
  ['nl', 'Hoi Jane, de installatie duurt drie weken. Zullen we dinsdag bellen?', 'duration'],
  ['nl', 'Hoi Jane, het kost € 500 per maand. Zullen we dinsdag bellen?', 'money'],
  ['nl', 'Hoi Jane, je bespaart twintig minuten per dag. Zullen we dinsdag bellen?', 'duration'],
];

describe.each(Object.entries(good))(
  'what a sender proposes in %s, or what follows from the facts',
  (language, messages) => {
    test.each(messages)('%j passes', (message) => {
      expect(errorsIn(language, message)).toEqual([]);
    });
  },
);

describe('a claim without a source', () => {
  test.each(bad)('%s %j is stopped', (language, message, rule) => {
    expect(errorsIn(language, message).map((error) => error.split(':')[0])).toContain(rule);
  });

  test('is a warning in a language that is not read in full', () => {
    const message = 'Hej Jane, installationen tar tre veckor. Ska vi prata på tisdag?';
    expect(errorsIn('sv', message)).toEqual([]);
    const found = checkMessage({ title: 'Jane', message }, 'whatsapp', contextIn('sv'));
    expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toContain('warning duration');
  });
});

test('a violation says what is known and what would pass', () => {
  const [found] = checkMessage(
    { title: 'Jane', message: 'Hi Jane, it costs €500 a month. Shall we talk?' },
    'whatsapp',
    contextIn('en'),
  );
  expect(found).toMatchObject({ rule: 'money', excerpt: '€500', severity: 'error' });
  expect(found?.message).toMatch(/known: .*€12/);
});

test('a weekday that does not fit its date is a warning', () => {
  const message = 'Hi Jane, shall we talk on Tuesday, 3 December at 10:00?';
  const found = checkMessage({ title: 'Jane', message }, 'whatsapp', contextIn('en'));
  expect(found.filter(({ rule }) => rule === 'date')).toMatchObject([{ severity: 'warning' }]);
});

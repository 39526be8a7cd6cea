import { describe, expect, test } from '@jest/globals';
import { language } from '../../../../src/quality/rules/language.ts';
import { endless, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

const languages = ['en', 'es', 'pt', 'fr', 'de'] as const;
const flagged = (text: string, expected: string | null) =>
  violationsOf(language, text, { language: expected }).length > 0;

describe('whole messages', () => {
  test.each(salesMessages)(
    '$language: $title is flagged in all languages but its own',
    ({ language: own, title, message }) => {
      for (const expected of languages) {
        const violations = violationsOf(language, message, {
          draft: { title: 'x', message },
          language: expected,
        });
        expect(violations.map(({ field, severity }) => `${severity} ${field}`)).toEqual(
          expected === own ? [] : ['warning message'],
        );
      }
      expect(excerptsOfTitle(language, title, { language: own })).toEqual([]);
    },
  );
});

describe('short texts in their own language pass', () => {
  test.each([
    ['en', 'Save time on content'],
    ['en', 'Your demo, Jane'],
    ['en', 'Quick question, Sam'],
    ['en', 'See what your campaigns really earn. Book a 15-minute demo.'],
    ['en', 'Hi Dr. Müller, great to meet you in München. Shall we continue next week?'],
    ['es', 'Tu demo está lista'],
    ['es', 'Mide tu ROI en minutos'],
    ['es', 'Próximos pasos para Acme'],
    ['es', 'Sin prisa, dime qué te viene mejor.'],
    ['es', 'Seguimiento de nuestra llamada sobre el panel de analítica'],
    ['pt', 'Sua demo está pronta'],
    ['pt', 'Vamos conversar esta semana?'],
    ['pt', 'Próximos passos para a Acme'],
    ['pt', 'Automatize seu conteúdo e meça resultados. Veja como a Acme economiza horas toda semana.'],
    ['pt', 'Ajudamos equipes de marketing a publicar mais rápido sem contratar.'],
    ['fr', 'On en discute cette semaine ?'],
    ['fr', 'Automatisation de contenu pour Acme Inc.'],
    ['fr', 'Mesurez votre ROI en quelques minutes'],
    ['fr', 'Rien ne presse, dites-moi ce qui vous arrange.'],
    ['fr', 'Une petite question, Sam'],
    ['de', 'Content-Automatisierung für Acme Inc.'],
    ['de', 'ROI in Minuten messen'],
    ['de', 'Unser Telefonat zum Analyse-Dashboard'],
    ['de', 'Analytics-Dashboard, Content-Automation und Reporting: alles aus einer Hand'],
    ['de', 'Kurze Frage, Sam'],
    ['de', 'Salesforce, HubSpot, Pipedrive, Slack, Zoom, Notion'],
    ['es', 'Marketing Director, Acme Inc., New York'],
    ['fr', 'https://example.com/this-is-the-offer-that-you-have-asked-for jane@example.com'],
    ['nl', 'Hallo Jane, heb je de prijzen kunnen bekijken die we bespraken?'],
    ['it', 'Ciao Jane, hai avuto modo di vedere i prezzi di cui abbiamo parlato?'],
    ['ja', 'ジェーン様、先日お話しした価格はご覧いただけましたか。'],
    ['nb-NO', 'Hei Jane, har du fått sett på prisene som vi snakket om i forrige uke?'],
    ['zh-Hant-TW', '您好，您看過我們討論的價格了嗎？期待您的回覆。'],
  ])('%s: %s', (expected, text) => {
    expect(flagged(text, expected)).toBe(false);
    expect(excerptsOfTitle(language, text, { language: expected })).toEqual([]);
  });
});

describe('a full sentence in another language is flagged', () => {
  test.each([
    ['es', 'Hi Jane, did you get a chance to look at the pricing we discussed?'],
    ['de', 'Your team spends hours on reports. We can cut that in half.'],
    ['fr', 'Thanks for your time yesterday. As promised, here are the three options.'],
    ['pt-BR', 'I would love to show you how our dashboard measures ROI in real time.'],
    ['en', 'Me encantaría mostrarte cómo nuestro panel mide el ROI en tiempo real.'],
    ['pt', 'Gracias por tu tiempo ayer. Como prometí, aquí tienes las tres opciones.'],
    ['fr-CA', 'Mira lo que generan tus campañas. Agenda una demo de 15 minutos.'],
    ['es-MX', 'Obrigado pelo seu tempo ontem. Como prometido, aqui estão as três opções.'],
    ['en', 'Sua equipe passa horas em relatórios. Podemos reduzir isso pela metade.'],
    ['en-GB', 'Votre équipe passe des heures sur les rapports. Nous pouvons diviser cela par deux.'],
    ['de', 'Merci pour votre temps hier. Comme promis, voici les trois options.'],
    ['en', 'Ihr Team verbringt Stunden mit Berichten. Das können wir halbieren.'],
    ['es', 'Danke für Ihre Zeit gestern. Wie versprochen, hier die drei Optionen.'],
    ['en', 'Il tuo team passa ore sui rapporti. Possiamo dimezzarle.'],
    ['de', 'Bedankt voor je tijd gisteren. Hier zijn de drie opties.'],
    ['en', 'Привет, Джейн! Удалось ли посмотреть цены, которые мы обсуждали?'],
    ['en', 'ジェーン様、先日お話しした価格はご覧いただけましたか。'],
    ['ja', 'Your team spends hours on reports. We can cut that in half.'],
  ])('%s: %s', (expected, text) => {
    expect(flagged(text, expected)).toBe(true);
  });
});

test.each([null, '', 'gl', 'eo', 'sr', 'not a tag', 'x-klingon'])(
  'with the language %j nothing is certain',
  (expected) => {
    expect(flagged('Your team spends hours on reports. We can cut that in half.', expected)).toBe(false);
  },
);

test('a violation names the language, not the text', () => {
  expect(violationsOf(language, 'Ihr Team verbringt Stunden mit Berichten.', { language: 'en-US' })).toEqual([
    {
      rule: 'language',
      severity: 'warning',
      field: 'message',
      excerpt: '',
      message: 'not written in the language of the reader (en)',
    },
  ]);
});

test('every text is judged, however long', () => {
  for (const text of endless) expect(violationsOf(language, text, { language: 'es' }).length).toBeLessThan(2);
});

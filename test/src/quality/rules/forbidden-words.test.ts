import { describe, expect, test } from '@jest/globals';
import { forbiddenWords } from '../../../../src/quality/rules/forbidden-words.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

const found = (word: string, text: string, language: string | null) =>
  excerptsOf(forbiddenWords, text, { forbiddenWords: [word], language });

describe('a forbidden word is caught, in any form', () => {
  test.each([
    ['en', 'cheap', 'A Cheap plan', 'Cheap'],
    ['en', 'cheap', 'CHEAPER than that', 'CHEAPER'],
    ['en', 'cheap', 'the cheapest plan', 'cheapest'],
    ['en', 'Guarantee', 'We guaranteed it', 'guaranteed'],
    ['en', 'guarantee', 'Two guarantees', 'guarantees'],
    ['en', 'guarantee', 'guaranteeing it', 'guaranteeing'],
    ['en', 'free', 'a risk-free trial', 'free'],
    ['en', 'risk-free', 'a risk free trial', 'risk free'],
    ['en', 'risk free', 'a risk‑free trial', 'risk‑free'],
    ['en', 'win', 'winning teams', 'winning'],
    ['en', 'try', 'She tries it', 'tries'],
    ['en', 'buy now', 'Buy\n  now!', 'Buy now'],
    ['en', 'synergy', 'Synergies ahead', 'Synergies'],
    ['en', 'amaze', 'amazing results', 'amazing'],
    ['en', 'café', 'our CAFE', 'CAFE'],
    ['en', 'cafe', 'our cafés', 'cafés'],
    ['en', 'deal', 'our deal’s end', 'deal'],
    ['en', '100%', '100% yours', '100%'],
    ['en', '$$$', 'save $$$ now', '$$$'],
    ['en', 'C++', 'C++ too', 'C++'],
    ['en', 'no. 1', 'The No. 1 choice', 'No. 1'],
    ['en', 'spam', 's\u00adpam', 's\u00adpam'],
    ['es', 'garantía', 'Sin GARANTIAS', 'GARANTIAS'],
    ['es', 'garantizar', 'resultados garantizados', 'garantizados'],
    ['es', 'garantizar', 'garantizamos resultados', 'garantizamos'],
    ['es', 'barato', 'opciones baratas', 'baratas'],
    ['es', 'mejor precio', 'los mejores  precios', 'mejores precios'],
    ['es', 'promoción', 'nuestras promociones', 'promociones'],
    ['es', 'eficaz', 'planes eficaces', 'eficaces'],
    ['pt', 'promoção', 'as promoções', 'promoções'],
    ['pt', 'grátis', 'teste gratis', 'gratis'],
    ['pt', 'fácil', 'planos fáceis', 'fáceis'],
    ['pt', 'garantir', 'resultado garantido', 'garantido'],
    ['pt', 'barato', 'opções baratas', 'baratas'],
    ['fr', 'gratuit', 'une offre gratuite', 'gratuite'],
    ['fr', 'garantir', 'nous garantissons', 'garantissons'],
    ['fr', 'garanti', 'résultats garantis', 'garantis'],
    ['fr', 'exceptionnel', 'une remise exceptionnelle', 'exceptionnelle'],
    ['fr', 'idéal', 'des prix idéaux', 'idéaux'],
    ['fr', 'avantageux', 'une offre avantageuse', 'avantageuse'],
    ['fr', 'acheter', 'vous achetez', 'achetez'],
    ['fr', 'cœur', 'le COEUR', 'COEUR'],
    ['de', 'billig', 'die billigste Lösung', 'billigste'],
    ['de', 'kostenlos', 'kostenlose Probe', 'kostenlose'],
    ['de', 'Garantie', 'zwei Garantien', 'Garantien'],
    ['de', 'garantieren', 'Wir garantieren das', 'garantieren'],
    ['de', 'garantieren', 'Das garantiert Erfolg', 'garantiert'],
    ['de', 'Größe', 'GRÖSSE zählt', 'GRÖSSE'],
    ['de', 'groß', 'ein großes Team', 'großes'],
    ['it', 'gratis', 'è Gratis', 'Gratis'],
    ['ru', 'скидка', 'Ваша СКИДКА ждёт', 'СКИДКА'],
    ['ja', '無料', '今なら無料です', '無料'],
    ['zh', '免费', '现在免费试用', '免费'],
    ['ko', '무료', '지금 무료입니다', '무료'],
    ['ar', 'مجاني', 'عرض مجاني لك', 'مجاني'],
    ['hi', 'मुफ़्त', 'यह मुफ़्त है', 'मुफ़्त'],
    [null, 'cheap', 'the cheapest plan', 'cheapest'],
    ['es-MX', 'garantía', 'garantías', 'garantías'],
  ])('%s %j in %j', (language, word, text, words) => {
    expect(found(word, text, language)).toEqual([words]);
    expect(excerptsOfTitle(forbiddenWords, text, { forbiddenWords: [word], language })).toEqual([words]);
  });
});

describe('another word passes', () => {
  test.each([
    ['en', 'free', 'freedom'],
    ['en', 'free', 'a carefree week'],
    ['en', 'free', 'freelance'],
    ['en', 'car', 'a caring, scared cart'],
    ['en', 'plan', 'a plane'],
    ['en', 'best', 'bestow'],
    ['en', 'win', 'a winter window'],
    ['en', 'off', 'an offer from the office'],
    ['en', 'cent', 'the center, recent'],
    ['en', 'risk free', 'free of risk'],
    ['en', 'buy now', 'buy it now'],
    ['en', 'cheap', 'jean@cheap.example or https://cheap.com/cheap'],
    ['en', '', 'anything'],
    ['en', '  ', 'anything'],
    ['en', '100%', '100 dollars'],
    ['en', 'a.b', 'acb'],
    ['es', 'casa', 'en ese caso'],
    ['es', 'oferta', 'ofertar'],
    ['es', 'caro', 'Carolina'],
    ['es', 'gratis', 'gratitud'],
    ['pt', 'caro', 'caroço'],
    ['pt', 'mão', 'a maior parte'],
    ['fr', 'cher', 'chercher'],
    ['fr', 'bon', 'bonjour, bonté'],
    ['de', 'frei', 'Freiheit'],
    ['de', 'gut', 'Gutschein'],
    ['de', 'not', 'eine Note'],
    ['ru', 'скидка', 'скидкообразный'],
    ['it', 'caro', 'carota'],
  ])('%s %j in %j', (language, word, text) => {
    expect(found(word, text, language)).toEqual([]);
  });

  test.each(salesMessages)('$language: $title', ({ title, message, language }) => {
    const words = [
      'guarantee',
      'risk-free',
      'garantizar',
      'barato',
      'gratuito',
      'promoção',
      'garantir',
      'billig',
      'kostenlos',
    ];
    expect(
      violationsOf(forbiddenWords, message, { draft: { title, message }, forbiddenWords: words, language }),
    ).toEqual([]);
  });
});

test('a violation quotes the word as it stands', () => {
  expect(
    violationsOf(forbiddenWords, 'Es ist SPOTTBILLIG, ja: Billig!', {
      forbiddenWords: ['billig'],
      language: 'de',
    }),
  ).toEqual([
    {
      rule: 'forbidden-words',
      severity: 'error',
      field: 'message',
      excerpt: 'Billig',
      message: 'a word that the site never uses: say it in other words',
    },
  ]);
});

test('every text is judged, however long, against a long list', () => {
  const words = [
    'free',
    'risk free',
    'a a a',
    'garantía',
    'é',
    '%%%',
    ...Array.from({ length: 200 }, (_, index) => `word${index}`),
  ];
  const check = (text: string) =>
    violationsOf(forbiddenWords, text, { forbiddenWords: words, language: 'de' });
  expect(endless.flatMap(check)).toMatchObject([{ excerpt: '%%%' }]);
});

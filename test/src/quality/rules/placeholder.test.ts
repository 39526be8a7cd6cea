import { describe, expect, test } from '@jest/globals';
import { placeholder } from '../../../../src/quality/rules/placeholder.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

describe('a placeholder is caught', () => {
  test.each([
    ['Hi {{name}}, ready?', '{{name}}'],
    ['Hi {{ lead.name }}, ready?', '{{ lead.name }}'],
    ['Hi {{{name}}}, ready?', '{{{name}}}'],
    ['Hi {First Name}, ready?', '{First Name}'],
    ['Hi {}, ready?', '{}'],
    ['Seats: {0} of {1}', '{0}'],
    ['{Hi|Hello|Hey} Jane', '{Hi|Hello|Hey}'],
    ['Hi {!Contact.FirstName}, ready?', '{!Contact.FirstName}'],
    ['{% if lead %}Hi{% endif %}', '{% if lead %}'],
    ['Hi <%= name %>, ready?', '<%= name %>'],
    ['Hi \u0024{name}, ready?', '\u0024{name}'],
    ['Hi #{name}, ready?', '#{name}'],
    ['Hi %{name}, ready?', '%{name}'],
    ['Hi %(name)s, ready?', '%(name)s'],
    ['Hi %s, ready?', '%s'],
    ['Hi %NAME%, ready?', '%NAME%'],
    ['Hi %first_name%, ready?', '%first_name%'],
    ['Hi %%FirstName%%, ready?', '%%FirstName%%'],
    ['Hi *|FNAME|*, ready?', '*|FNAME|*'],
    ['Hi __NAME__, ready?', '__NAME__'],
    ['Hi ____, ready?', '____'],
    ['Hi $FIRST_NAME, ready?', '$FIRST_NAME'],
    ['Hi $firstName, ready?', '$firstName'],
    ['Hi $name, ready?', '$name'],
    ['Hi @@name@@, ready?', '@@name@@'],
    ['Hi ##name##, ready?', '##name##'],
    ['Hi :first_name:, ready?', ':first_name:'],
    ['Hi FIRST_NAME, ready?', 'FIRST_NAME'],
    ['Hi FirstName, ready?', 'FirstName'],
    ['Hi «First_Name», ready?', '«First_Name»'],
    ['Hola «Nombre», ¿hablamos?', '«Nombre»'],
    ['Hi <<First Name>>, ready?', '<<First Name>>'],
    ['Hi [Name], ready?', '[Name]'],
    ['Best,\n[Your Name]', '[Your Name]'],
    ['Best,\n[ Your  Name ]', '[ Your Name ]'],
    ['Best,\n[[Your Name]]', '[Your Name]'],
    ['Best,\n[YOUR_NAME]', '[YOUR_NAME]'],
    ['Best,\n[Sender’s name]', '[Sender’s name]'],
    ['[Insert a case study here]', '[Insert a case study here]'],
    ['Greetings to [Company]', '[Company]'],
    ['Book here: [link]', '[link]'],
    ['See you on [Date] at [Time]', '[Date]'],
    ['Ask [him/her] about it', '[him/her]'],
    ['[Book a demo]', '[Book a demo]'],
    ['Un saludo,\n[Tu nombre]', '[Tu nombre]'],
    ['Hola [Nombre], ¿hablamos?', '[Nombre]'],
    ['Nos vemos en [lugar y hora]', '[lugar y hora]'],
    ['[Insertar enlace]', '[Insertar enlace]'],
    ['Um abraço,\n[Seu nome]', '[Seu nome]'],
    ['Olá [Nome], tudo bem?', '[Nome]'],
    ['[Inserir data]', '[Inserir data]'],
    ['Cordialement,\n[Votre nom]', '[Votre nom]'],
    ['Bonjour [Prénom], on se parle ?', '[Prénom]'],
    ['[Insérer un lien]', '[Insérer un lien]'],
    ['Grüße\n[Ihr Name]', '[Ihr Name]'],
    ['Hallo [Vorname], passt das?', '[Vorname]'],
    ['[Datum einfügen]', '[Datum einfügen]'],
    ['Ciao [Nome cliente]', '[Nome cliente]'],
    ['Привет, [имя]!', '[имя]'],
    ['【名前】様', '【名前】'],
    ['Hi <NAME>, ready?', '<NAME>'],
    ['Hi <First Name>, ready?', '<First Name>'],
    ['Best, (Your Name)', '(Your Name)'],
    ['See it here (insert link)', '(insert link)'],
    ['It costs $X a month', '$X'],
    ['It costs $X,XXX a month', '$X,XXX'],
    ['It costs XX € a month', 'XX €'],
    ['Es kostet XX Euro im Monat', 'XX Euro'],
    ['You save XX% a year', 'XX%'],
    ['You save xx% a year', 'xx%'],
    ['Ready in X days', 'X days'],
    ['Listo en XX días', 'XX días'],
    ['See you on XX/XX', 'XX/XX'],
    ['See you on XX/XX/XXXX', 'XX/XX/XXXX'],
    ['See you on DD/MM/YYYY', 'DD/MM/YYYY'],
    ['Am TT.MM.JJJJ', 'TT.MM.JJJJ'],
    ['XXX saves you time', 'XXX'],
    ['Call me on xxx-xxxx', 'xxx'],
    ['TODO: add the price', 'TODO'],
    ['TODO add the price', 'TODO'],
    ['Todo el equipo. TODO: precio', 'TODO'],
    ['The price is TBD', 'TBD'],
    ['Lorem ipsum dolor sit amet', 'Lorem ipsum'],
    ['Your plan: undefined', 'undefined'],
    ['You saved NaN hours', 'NaN'],
    ['Hi [object Object], ready?', '[object Object]'],
    ['Best,\nYour Name', 'Your Name'],
    ['Dear Customer Name, hello', 'Dear Customer Name'],
    ['Write to me@yourcompany.com', 'yourcompany.com'],
    ['Hi @name, ready?', '@name'],
    ['Best,\nName', 'Name'],
    ['Best, (nombre)', '(nombre)'],
    ['Seats: [ ]', '[ ]'],
    ['On 00/00/0000', '00/00/0000'],
  ])('%j', (text, words) => {
    expect(excerptsOf(placeholder, text)).toContain(words);
  });

  test.each([
    'Hi , ready?',
    'Hi, ok.\nHello , ready?',
    'Hey ,',
    'Dear ,',
    'Dear,',
    'Dear Mr. ,',
    'Dear Ms.,',
    'Hi !',
    'Hola , ¿hablamos?',
    '¡Hola !',
    'Estimado ,',
    'Estimada Sra. ,',
    'Olá , tudo bem?',
    'Oi , tudo bem?',
    'Prezado ,',
    'Bonjour , on se parle ?',
    'Cher ,',
    'Hallo , passt das?',
    'Liebe ,',
    'Sehr geehrter Herr ,',
    'Sehr geehrte Frau,',
    'Guten Tag ,',
    ', your demo is ready',
    'How is the team at , and you?',
    'Hi null,',
    'Hi Null,',
    'Hola null',
    'Hola undefined!',
    'Dear None,',
    'Hallo null,',
    'Olá null!',
    'Bonjour null,',
    'Hi N/A,',
    'Hi unknown,',
    'The team at null.',
    'null null',
    'Dear Lead,',
    'Hello,, ready?',
    'Sehr geehrte/r Frau Groß,',
  ])('%j, where a name is missing', (text) => {
    expect(excerptsOf(placeholder, text)).not.toEqual([]);
    expect(excerptsOfTitle(placeholder, text)).not.toEqual([]);
  });
});

describe('what looks like one passes', () => {
  test.each([
    'As shown in the study [1] and [2, 3].',
    'He wrote “definately” [sic].',
    'It takes a coffee [2 min read].',
    'We <3 your feedback',
    'Growth < 5 % and > 2 %',
    'From C# to F#',
    'Anna <anna@example.com>',
    'See <https://example.com/a>',
    '“Quotes”, «guillemets», (parentheses) and {  }',
    'It costs $5,000 to $10,000',
    'R$ 5.000 ou US$ 1.000',
    'Up $5k since May',
    'We are 100 % sure, 20% off',
    '50 % off and 20 % more',
    'https://example.com/caf%C3%A9%20bar',
    'Cashtags such as $AAPL',
    'Great 😀 {…}',
    'An XXL plan, an XXXL team',
    'Xavier and Xi',
    'The Model X in 5 days',
    'Love, Anna xxx',
    'XXX Aniversario de Acme',
    'La XXX edición del congreso',
    'Todo el equipo',
    'Todo listo',
    'Todo: precios y plazos',
    'Es TODO.',
    'TODO EL EQUIPO',
    'todo o time',
    'My to-do list',
    'null Aufwand, Null-Toleranz',
    'Wir fangen bei null an.',
    'un riesgo nulo',
    'null and void',
    'Hi there, ready?',
    'Hi, ready?',
    'Hola, ¿hablamos?',
    'Hello!',
    'Hi :)',
    'Bonjour !',
    'Bonjour Madame,',
    'Bonjour à tous,',
    'Hallo zusammen,',
    'Estimados señores:',
    'Dear Sir or Madam,',
    'Dear Jane,',
    'Dear Mr. Smith,',
    'Sehr geehrte Damen und Herren,',
    'Sehr geehrter Herr Groß,',
    'Hi Noname, ready?',
    'R&D at AT&T',
    '#1 of the list #teamwork',
    'snake_case and _italic_ and *bold*',
    'Bring your company name and logo',
    'Insert the card (your card) and go',
    'a (small) detail (insert)',
    'Undefined Labs is a customer',
    'Nan from Naan & Co',
    'Your company, your rules',
    'Option A/B',
    '9:00-17:00',
    'List<String> in Java',
    '“[They] doubled our sales”',
    '[Webinar] on Thursday',
    'The date (day and time) suits',
    'Mensaje: TODO INCLUIDO por 99 €',
    'Save 10 % (XL size)',
    'Twitter is X now, X is Twitter',
    'generation X people',
    'Me and the team.',
    '¡Oferta! -20 % en TODO',
    'Thanks for . . . everything',
    'Your details (name, email)',
    'Reply with your name',
    'Follow us @acme',
    'Dear Customer,',
  ])('%j', (text) => {
    expect(excerptsOf(placeholder, text)).toEqual([]);
  });

  test.each([
    '[Webinar] Join us',
    '[Case study] How Acme grew',
    '[Last chance] 20 % off',
    '[New] Dashboards',
  ])('the tag of a title, %j', (title) => {
    expect(excerptsOfTitle(placeholder, title)).toEqual([]);
  });

  test.each(salesMessages)('$language: $title', ({ title, message, language }) => {
    expect(violationsOf(placeholder, message, { draft: { title, message }, language })).toEqual([]);
  });

  test('a lead whose name is Null', () => {
    expect(excerptsOf(placeholder, 'Hi Null, ready?', { leadName: 'Sarah Null' })).toEqual([]);
    expect(excerptsOf(placeholder, 'Hi null, ready?', { leadName: 'null' })).toEqual(['Hi null']);
  });
});

test('a violation quotes the words as they stand, at most 80 code points of them', () => {
  expect(violationsOf(placeholder, 'Hi [Insert the lead’s name], ready?')).toEqual([
    {
      rule: 'placeholder',
      severity: 'error',
      field: 'message',
      excerpt: '[Insert the lead’s name]',
      message: 'a placeholder in brackets: write what belongs there, or leave it out',
    },
  ]);
  const [long = ''] = excerptsOf(placeholder, `[Your ${'😀'.repeat(30)} name ${'a'.repeat(40)}]`);
  expect([...long]).toHaveLength(80);
});

test('a text of nothing but placeholders has a few violations, not thousands', () => {
  const text = Array.from({ length: 5000 }, (_, index) => `{{field${index}}}`).join(' ');
  expect(excerptsOf(placeholder, text)).toHaveLength(10);
});

test('every text is judged, however long', () => {
  expect(endless.flatMap((text) => violationsOf(placeholder, text))).toEqual([]);
});

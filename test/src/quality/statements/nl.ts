import type { Sentences } from './sentences.ts';

export const nl: Sentences = {
  attachment: {
    good: [
      'Ik kan het voorstel als pdf sturen.',
      'Kost mail met veel bijlagen je tijd?',
      'De prijzen staan op onze site.',
    ],
    bad: [
      'In de bijlage vind je ons voorstel.',
      'Bijgevoegd een kort overzicht.',
      'Zie bijlage voor de details.',
    ],
  },
  history: {
    good: [
      'Kunnen we dit telefonisch bespreken?',
      'In ons gesprek zou ik laten zien hoe het werkt.',
      'Zullen we dinsdag bellen?',
    ],
    bad: [],
    known: [
      'Zoals gisteren besproken, duren rapporten te lang.',
      'Bedankt voor het gesprek gisteren.',
      'Toen we elkaar gisteren spraken, noemde je twee problemen.',
    ],
  },
  offer: {
    good: [
      'Ben je dinsdag vrij?',
      'We garanderen niet dat het past, maar we kunnen kijken.',
      'Je vroeg of er een speciale korting is: ik zoek het uit.',
      'Kun je voor vrijdag antwoorden?',
    ],
    bad: [
      'We garanderen dat je tijd bespaart.',
      'Ik bied je een speciale korting aan.',
      'De aanbieding eindigt vrijdag.',
      'Je kunt het gratis proberen.',
    ],
  },
  reference: {
    good: [
      'Net als jij kopiëren veel teams data met de hand.',
      'Bedrijven als Acme hebben weinig tijd.',
      'Het werkt net als Excel.',
    ],
    bad: [
      'Bespaar tijd, net als Siemens.',
      'Planet Fitness bespaarde tijd in de eerste week.',
      'Bedrijven als Philips doen het al.',
    ],
  },
  budget: {
    good: [
      'Dit past binnen je budget van $30.000.',
      'Welke prijs zou passen?',
      'Met $30.000 kun je beginnen.',
    ],
    bad: ['De prijs is $30.000.', 'Het kost $30.000.'],
  },
  internal: {
    good: [
      'Het vindt de leads die een telefoontje waard zijn.',
      'Laat jullie CRM zien wie antwoordde?',
      'Onderhandelen met leveranciers kost tijd.',
    ],
    bad: [
      'Je leadscore is hoog.',
      'Je bent in de onderhandelingsfase.',
      'In ons CRM zie ik dat je bij inkoop werkt.',
    ],
  },
  contact: {
    good: [
      'Mag ik je bellen op +49 151 12345678?',
      'Ik bel je dinsdag op +49 151 12345678.',
      'Zal ik de uitnodiging naar jane@acme.example sturen?',
    ],
    bad: [
      'Met vriendelijke groet,\nNorthbase\n+49 151 12345678',
      'Bel me op +49 151 12345678.',
      'Mijn nummer is +49 151 12345678.',
    ],
  },
};

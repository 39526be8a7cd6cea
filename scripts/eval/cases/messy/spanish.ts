import type { EvalCase } from '../../eval-case.ts';

/** Leads as people in sales leave them in a CRM. */
export const messySpanishCases: readonly EvalCase[] = [
  {
    name: 'es messy, notas a medias',
    about: 'Abbreviations of the author, and an opinion that nobody may read',
    stage: 'contacted',
    type: 'call',
    interval: '1 week',
    interests: ['placas solares'],
    history: [
      ['2026-09-30', 'call', 'no coge'],
      ['2026-10-06', 'whatsapp', 'q le llame pronto, pesadito, tejado a 2 aguas creo'],
    ],
    lead: { name: 'Manoli R.', phone: '+34 612 330 118', pain_points: ['la factura'] },
  },
  {
    name: 'es messy, nota en inglés y plazo dudoso',
    about: 'The note is in English and its deadline has no year: no deadline is ours to set',
    stage: 'proposal',
    type: 'email',
    interests: ['autoconsumo'],
    history: [
      ['2026-10-15', 'email', 'sent quote, says subsidy ends the 30th (of what??)'],
      ['2026-10-15', 'note', 'he is comparing w/ the guys from Valencia, cheaper'],
    ],
    lead: {
      name: 'Ignacio Peralta',
      company: 'Frutas Peralta',
      email: 'ignacio@frutasperalta.example',
      budget_range: 'ni idea',
    },
  },
  {
    name: 'es messy, demasiado caro, el año que viene',
    about: 'A refusal with a way back: no discount, no pressure, no reproach',
    stage: 'lost',
    type: 'email',
    interests: ['baterías'],
    history: [['2026-10-02', 'call', 'zu teuer, nächstes Jahr wieder. majo.']],
    lead: { name: 'Xavi Puig', email: 'xavi.puig@mail.example' },
  },
  {
    name: 'es messy, visita en dos fechas',
    about: 'The visit stands on two days: mention neither',
    stage: 'qualified',
    type: 'meeting',
    interests: ['estudio energético'],
    history: [
      ['2026-10-09', 'visit', 'visita a la nave hecha'],
      ['2026-10-23', 'note', 'visita pendiente!! anular la del 9'],
    ],
    lead: {
      name: 'Lola Benítez Ojeda',
      company: 'Talleres B.O.',
      email: 'lola@talleresbo.example',
      phone: '+34 954 000 118',
    },
  },
];

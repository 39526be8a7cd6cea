import type { EvalCase } from '../../eval-case.ts';

/** Leads as people in sales leave them in a CRM. */
export const messyFrenchCases: readonly EvalCase[] = [
  {
    name: 'fr messy, note télégraphique',
    about: 'Telegraphic notes: whole sentences to the lead, and no jargon of the author',
    stage: 'contacted',
    type: 'call',
    interval: '1 week',
    interests: ['prise de parole'],
    history: [
      ['2026-10-06', 'call', 'RDV tel OK, 12 pers, OPCO ?, rappel S43'],
      ['2026-10-20', 'call', 'NRP'],
    ],
    lead: { name: 'Mme Delattre', company: 'Delattre SAS', email: 'c.delattre@delattre-sas.example' },
  },
  {
    name: 'fr messy, note en anglais et tutoiement',
    about: 'The note uses first names: the message keeps to "vous"',
    stage: 'qualified',
    type: 'meeting',
    interests: ['management'],
    history: [['2026-10-13', 'meeting', 'great chat w/ Jb, tu as raison dit-il, wants 2 groups, maybe 3']],
    lead: {
      name: 'Jean-Baptiste Cœurderoy',
      company: 'Atelier JBC',
      email: 'jb@atelierjbc.example',
      budget_range: '4k? 6k?',
    },
  },
  {
    name: 'fr messy, deux dates de session',
    about: 'The session has two dates: neither may be promised',
    stage: 'proposal',
    type: 'email',
    interests: ['formation de formateurs'],
    history: [
      ['2026-10-05', 'email', 'devis envoyé, session le 12/01'],
      ['2026-10-08', 'note', 'non le 12 est pris -> 19/01 ou 12/02, à confirmer'],
    ],
    lead: { name: 'Farid Benali', company: 'Pôle Santé Est', email: 'f.benali@pole-sante-est.example' },
  },
  {
    name: 'fr messy, presque rien et une faute',
    about: 'A name in small letters and a remark on the lead: neither is copied',
    stage: 'new',
    lead: {
      name: 'sandrine le goff',
      email: 'sandrine.legoff@mail.example',
      pain_points: ['stress ++', 'equipe pas motivé (la pauvre)'],
    },
  },
];

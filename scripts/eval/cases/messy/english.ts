import type { EvalCase } from '../../eval-case.ts';

/** Leads as people in sales leave them in a CRM. */
export const messyEnglishCases: readonly EvalCase[] = [
  {
    name: 'en messy, half sentences',
    about: 'Notes for the author alone: nothing of their wording, and no opinion on the lead',
    stage: 'qualified',
    type: 'call',
    interval: '3 days',
    interests: ['rota planning'],
    history: [
      ['2026-10-02', 'call', 'vm, no answer'],
      ['2026-10-05', 'call', 'ok got her. nice but a bit slow?? 3 sites, rota on paper, cb next wk'],
      ['2026-10-14', 'call', 'said send smth short, hates long mails'],
    ],
    lead: {
      name: 'Tess Okonjo',
      company: 'okonjo & daughters (bakery)',
      email: 'tess@okonjobakery.example',
      phone: '+44 20 7946 0311',
      pain_points: ['paper rota', '???'],
    },
  },
  {
    name: 'en messy, notes in three languages',
    about: 'Notes in German and Spanish: the message is in English, and translates no idiom',
    stage: 'contacted',
    type: 'email',
    interests: ['payroll'],
    history: [
      ['2026-09-21', 'call', 'Will erst nach dem Umbau, keine Eile, Chef ist ihr Bruder'],
      ['2026-10-01', 'email', 'dice que le mande algo sobre nóminas, que lo mira con el gestor'],
    ],
    lead: { name: 'Hana Brandt', company: 'Brandt Hotels', email: 'hana@brandthotels.example' },
  },
  {
    name: 'en messy, dates that cannot be',
    about: 'The call is said to be before the demo that it followed: mention neither date',
    stage: 'negotiation',
    type: 'meeting',
    interval: '1 week',
    interests: ['time clock'],
    history: [
      ['2026-10-20', 'call', 'After the demo on 28 Oct she wants the contract'],
      ['2026-10-12', 'meeting', 'Demo, 2 managers'],
      ['2026-10-12', 'note', 'demo was moved to 2 Nov!! (or Dec?)'],
    ],
    lead: {
      name: 'Grace Lindqvist',
      company: 'Northgate Rooms',
      email: 'grace@northgaterooms.example',
      phone: '+44 20 7946 0325',
    },
  },
  {
    name: 'en messy, a budget that is a rumour and a colleague who forbids',
    about: 'No price, since a note asks for that; the budget is hearsay and no price either',
    stage: 'proposal',
    type: 'email',
    interval: 'P5D',
    interests: ['payroll', 'payroll ', 'PAYROLL'],
    history: [
      ['2026-10-08', 'email', 'proposal out'],
      [
        '2026-10-13',
        'note',
        'Do not mention price in the next mail. He got cold feet, quote was 2x what Rita pays',
      ],
    ],
    lead: {
      name: 'dr. omar haddad',
      company: 'HADDAD DENTAL GRP',
      position: 'owner / md / everything',
      email: 'omar@haddaddental.example',
      budget_range: 'says 500 but Rita thinks 300-ish',
      pain_points: ['payroll payroll payroll'],
    },
  },
];

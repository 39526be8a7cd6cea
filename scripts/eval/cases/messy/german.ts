import type { EvalCase } from '../../eval-case.ts';

/** Leads as people in sales leave them in a CRM. */
export const messyGermanCases: readonly EvalCase[] = [
  {
    name: 'de messy, Stichworte',
    about: 'Catchwords and an opinion of the author: whole sentences, and no opinion',
    stage: 'contacted',
    type: 'call',
    interval: '1 week',
    interests: ['Zustandsüberwachung'],
    history: [
      ['2026-10-07', 'call', 'AB'],
      ['2026-10-09', 'call', 'zäher Hund, aber 7 Anlagen. will Ref. sehen. RR KW 44'],
    ],
    lead: { name: 'Hr. Kowalczyk', company: 'Kowalczyk Guss', phone: '+49 151 2345 0118' },
  },
  {
    name: 'de messy, Notiz auf Englisch und Türkisch',
    about: 'Notes in other languages: German to the lead, and "Sie"',
    stage: 'qualified',
    type: 'meeting',
    interests: ['Stillstandsanalyse'],
    history: [
      ['2026-09-29', 'call', 'wants numbers not slides. 2 lines down since July'],
      ['2026-10-06', 'call', 'patron tatilde, ay sonu dönüyor'],
    ],
    lead: {
      name: 'Elif Yıldırım',
      company: 'Yıldırım Verpackung',
      email: 'e.yildirim@yildirim-verpackung.example',
    },
  },
  {
    name: 'de messy, Preis vom Hörensagen',
    about: 'A price that somebody has heard, beside the site’s own: only the site’s may be named',
    stage: 'negotiation',
    type: 'email',
    interests: ['Einführung'],
    history: [
      ['2026-10-12', 'call', 'meint die Konkurrenz macht das für 29, kann nicht sein'],
      ['2026-10-14', 'note', 'max. 10 % Nachlass, NICHT schreiben'],
    ],
    lead: {
      name: 'Dr. Anselm Freytag',
      company: 'Freytag Kunststofftechnik',
      email: 'a.freytag@freytag-kt.example',
      budget_range: 'unter 40/Anlage?',
    },
  },
  {
    name: 'de messy, Termin der sich widerspricht',
    about: 'The appointment is on a Tuesday that is a Thursday: propose anew, and repeat neither',
    stage: 'proposal',
    type: 'meeting',
    interests: ['Werksbesuch'],
    history: [
      ['2026-10-15', 'email', 'Termin Di 29.10. bestätigt'],
      ['2026-10-16', 'note', '29. ist Do, Di wäre 27. - welcher jetzt??'],
    ],
    lead: { name: 'Renate Voß', company: 'Voß Blechbau', email: 'r.voss@voss-blechbau.example' },
  },
];

import type { EvalCase } from '../../eval-case.ts';

/** Leads as people in sales leave them in a CRM. */
export const messyPortugueseCases: readonly EvalCase[] = [
  {
    name: 'pt messy, recado pela metade',
    about: 'Half a message and a nickname: greet by the name, say nothing of the rest',
    stage: 'contacted',
    type: 'call',
    interests: ['roteirização'],
    history: [['2026-10-07', 'whatsapp', 'falou q o chefe (Bigode) decide, ligar dps do feriado']],
    lead: { name: 'Jonas', company: 'Transp. Jonas e Irmão', phone: '+55 11 96123-0118' },
  },
  {
    name: 'pt messy, anotação em espanhol',
    about: 'Spanish in the notes, Portuguese to the lead; the fleet has two sizes',
    stage: 'qualified',
    type: 'email',
    interval: '3 days',
    interests: ['rastreamento'],
    history: [
      ['2026-09-18', 'call', 'tiene 14 camiones, quiere verlo con el dueño'],
      ['2026-10-01', 'call', 'agora disse 22 caminhões, 8 são alugados'],
    ],
    lead: { name: 'Cleide Arantes', company: 'Arantes Cargas', email: 'cleide@arantescargas.example' },
  },
  {
    name: 'pt messy, proposta com data que não existe',
    about: '31 September does not exist: the date may not be told back',
    stage: 'proposal',
    type: 'email',
    interests: ['roteirização'],
    history: [['2026-09-15', 'email', 'proposta enviada, vale até 31/09, ver c/ Duda se estica']],
    lead: { name: 'Rogério Paes', company: 'Paes Distribuição', email: 'rogerio@paesdist.example' },
  },
  {
    name: 'pt messy, cliente bravo',
    about: 'A complaint in capitals: help before any offer, and none of the words of the note',
    stage: 'customer',
    type: 'call',
    interests: ['módulo de frete'],
    history: [
      ['2026-10-11', 'call', 'APP CAI TODA HORA!!! quer cancelar. prometi nada'],
      ['2026-10-12', 'note', 'dev disse q foi o update do android'],
    ],
    lead: { name: 'Sônia Kuroda', email: 'sonia@kurodalog.example', pain_points: ['app cai'] },
  },
];

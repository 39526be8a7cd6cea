import type { Sentences } from './sentences.ts';

export const it: Sentences = {
  attachment: {
    good: [
      'Posso mandarle la proposta in PDF.',
      'Perde tempo con e-mail senza allegati?',
      'I prezzi sono sul nostro sito.',
    ],
    bad: [
      'In allegato trova la nostra proposta.',
      'Le allego il preventivo.',
      'Il documento allegato spiega tutto.',
    ],
  },
  history: {
    good: [
      'Possiamo parlarne in una chiamata?',
      'Durante la nostra chiamata le mostrerei come funziona.',
      'Ci sentiamo martedì?',
    ],
    bad: [],
    known: [
      'Come concordato ieri, le scrivo.',
      'Grazie per la chiamata di ieri.',
      'Quando ci siamo sentiti ieri, aveva due problemi.',
    ],
  },
  offer: {
    good: [
      'È libera martedì?',
      'Non garantiamo che sia adatto, ma possiamo vederlo.',
      "Ha chiesto se c'è uno sconto speciale: verifico.",
      'Può rispondere entro venerdì?',
    ],
    bad: [
      'Le garantiamo un risparmio di tempo.',
      'Posso offrirle uno sconto speciale di fine anno.',
      "L'offerta scade venerdì.",
      'Può provarlo gratis.',
    ],
  },
  reference: {
    good: [
      'Proprio come lei, molti copiano dati a mano.',
      'Aziende come Acme hanno poco tempo.',
      'Funziona proprio come Excel.',
    ],
    bad: [
      'Risparmi tempo, proprio come Siemens.',
      'Planet Fitness ha ottenuto risultati in una settimana.',
      'Aziende come Barilla ci hanno scelto.',
    ],
  },
  budget: {
    good: [
      'Rientra nel suo budget di 30.000 $.',
      'Che prezzo sarebbe giusto per lei?',
      'Con 30.000 $ si può cominciare.',
    ],
    bad: ['Il prezzo è di 30.000 $.', 'Costa 30.000 $.'],
  },
  internal: {
    good: [
      'Trova i lead che meritano una chiamata.',
      'Il vostro CRM mostra chi ha risposto?',
      'La trattativa con i fornitori richiede tempo.',
    ],
    bad: [
      'Il suo lead score è alto.',
      'Siamo in fase di negoziazione.',
      'Nel nostro CRM vedo che lavora negli acquisti.',
    ],
  },
  contact: {
    good: [
      'Posso chiamarla al +49 151 12345678?',
      'La chiamo martedì al +49 151 12345678.',
      "Mando l'invito a jane@acme.example?",
    ],
    bad: [
      'Cordiali saluti,\nNorthbase\n+49 151 12345678',
      'Mi chiami al +49 151 12345678.',
      'Il mio numero è +49 151 12345678.',
    ],
  },
};

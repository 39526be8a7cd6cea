import type { z } from 'zod';
import type { ConfigurableChannel } from '../../src/contract/channels.ts';
import type { siteBodySchema } from '../../src/contract/resources/site.ts';
import { englishCases } from './cases/english.ts';
import { frenchCases } from './cases/french.ts';
import { germanCases } from './cases/german.ts';
import { messyEnglishCases } from './cases/messy/english.ts';
import { messyFrenchCases } from './cases/messy/french.ts';
import { messyGermanCases } from './cases/messy/german.ts';
import { messyPortugueseCases } from './cases/messy/portuguese.ts';
import { messySpanishCases } from './cases/messy/spanish.ts';
import { portugueseCases } from './cases/portuguese.ts';
import { spanishCases } from './cases/spanish.ts';
import type { EvalCase } from './eval-case.ts';

/** A site with a voice, and the leads that are written to in its name. */
export interface EvalSite {
  site: z.input<typeof siteBodySchema>;
  channels: readonly ConfigurableChannel[];
  /** Who signs. */
  sender: { name: string; title: string };
  /** What its agents are told beside the rules that hold for all. */
  instructions: string | null;
  cases: readonly EvalCase[];
}

/** Five sites, each with a language, a voice and figures of its own that may be claimed. */
export const evalSites: readonly EvalSite[] = [
  {
    site: {
      name: 'Harbourline',
      url: 'https://harbourline.example',
      locale: 'en',
      timezone: 'Europe/London',
      voice: {
        tone: 'plain, friendly, a little dry',
        approved_claims: [
          'Payroll for a team of 200 runs in under 20 minutes',
          'Free for the first 60 days',
          'You can cancel at any time',
        ],
        forbidden_words: ['synergy', 'game-changing', 'best-in-class'],
      },
      offer: {
        booking_url: 'https://harbourline.example/talk',
        meeting_minutes: 20,
        availability: 'Tue-Thu 09:00-12:00',
      },
    },
    channels: ['email', 'whatsapp'],
    sender: { name: 'Orla Byrne', title: 'Customer Adviser' },
    instructions: null,
    cases: [...englishCases, ...messyEnglishCases],
  },
  {
    site: {
      name: 'Soluna Energía',
      url: 'https://soluna-energia.example',
      locale: 'es-ES',
      timezone: 'Europe/Madrid',
      voice: {
        tone: 'cercano, claro, sin tecnicismos',
        approved_claims: [
          'Estudio energético sin coste en 7 días',
          'Garantía de 25 años en los paneles',
          'Más de 340 instalaciones en España',
        ],
        forbidden_words: ['chollo', 'oportunidad única', 'low cost'],
      },
    },
    channels: ['email', 'whatsapp'],
    sender: { name: 'Nuria Vidal', title: 'Asesora energética' },
    instructions: 'Treat the lead with "usted" unless their own words use "tú".',
    cases: [...spanishCases, ...messySpanishCases],
  },
  {
    site: {
      name: 'Rota Certa',
      url: 'https://rotacerta.example',
      locale: 'pt-BR',
      timezone: 'America/Sao_Paulo',
      voice: {
        tone: 'direto, caloroso, de quem conhece a estrada',
        approved_claims: [
          'Implantação em até 10 dias úteis',
          'Teste de 14 dias sem custo',
          'Suporte por WhatsApp das 8h às 20h',
        ],
        forbidden_words: ['imperdível', 'baratinho', 'solução completa'],
      },
    },
    channels: ['email', 'whatsapp'],
    sender: { name: 'Caio Prates', title: 'Consultor comercial' },
    instructions: null,
    cases: [...portugueseCases, ...messyPortugueseCases],
  },
  {
    site: {
      name: 'Forma Lumière',
      url: 'https://forma-lumiere.example',
      locale: 'fr-FR',
      timezone: 'Europe/Paris',
      voice: {
        tone: 'courtois, précis, encourageant',
        approved_claims: [
          'Des groupes de 8 personnes au plus',
          '92 % des participants recommandent la formation',
          'Un bilan individuel 3 mois après la formation',
        ],
        forbidden_words: ['révolutionnaire', 'gratuit', 'synergie'],
      },
    },
    channels: ['email'],
    sender: { name: 'Hélène Castan', title: 'Responsable de clientèle' },
    instructions: 'Always "vous". No first name alone in the greeting of a first contact.',
    cases: [...frenchCases, ...messyFrenchCases],
  },
  {
    site: {
      name: 'Werkblick',
      url: 'https://werkblick.example',
      locale: 'de-DE',
      timezone: 'Europe/Berlin',
      voice: {
        tone: 'sachlich, verbindlich, ohne Werbesprache',
        approved_claims: [
          'Einführung in 6 Wochen',
          'Alle Daten liegen in Frankfurt am Main',
          'Monatlich kündbar, ab 49 € je Anlage',
        ],
        forbidden_words: ['revolutionär', 'Gamechanger', 'kostenlos'],
      },
      offer: { meeting_minutes: 30, availability: 'Mon-Wed 13:00-16:00' },
    },
    channels: ['email', 'whatsapp'],
    sender: { name: 'Jonas Reimers', title: 'Vertrieb' },
    instructions: 'Use "Sie". Greet with "Guten Tag" and the full name.',
    cases: [...germanCases, ...messyGermanCases],
  },
];

import { type Channel, channels } from '../src/contract/channels.ts';
import { documentedExample } from '../src/contract/documented-example.ts';
import type { Facts } from '../src/contract/facts.ts';
import { parseLeadFollowUpRequest } from '../src/contract/lead-follow-up-request.ts';
import type { DraftMessage } from '../src/contract/messages.ts';
import { gatherFacts } from '../src/follow-ups/gather-facts.ts';
import { checkMessage, passes } from '../src/quality/check-message.ts';
import { contextOf } from '../src/quality/context-of.ts';
import { median } from './median.ts';

const followUps = 250;
const runs = 7;

/** The documented example's lead, in each language that the rules know. */
const texts: Record<string, DraftMessage> = {
  en: {
    title: 'Jane, where content automation starts',
    message:
      'Hi Jane,\n\nOn our call on April 20 we went through features and pricing. You said that content creation takes too much of your time, and that it is hard to show what it brings.\n\nContent automation takes over the drafts, the analytics dashboard shows what each piece does. Both would fit into the $5,000 to $10,000 that you mentioned.\n\nShall we look at it together this week?\n\nThe Acme team',
  },
  es: {
    title: 'Jane, por dónde empieza la automatización',
    message:
      'Hola, Jane:\n\nEn nuestra llamada del 20 de abril repasamos funciones y precios. Nos contó que crear contenido le lleva demasiado tiempo y que cuesta mostrar lo que aporta.\n\nLa automatización se ocupa de los borradores y el panel de analítica muestra lo que hace cada pieza.\n\n¿Lo vemos juntos esta semana?\n\nEl equipo de Acme',
  },
  pt: {
    title: 'Jane, por onde começa a automação',
    message:
      'Olá Jane,\n\nNa nossa ligação de 20 de abril vimos recursos e preços. Você contou que criar conteúdo toma tempo demais e que é difícil mostrar o que ele traz.\n\nA automação cuida dos rascunhos e o painel de análise mostra o que cada peça faz.\n\nVemos isso juntos esta semana?\n\nA equipe da Acme',
  },
  fr: {
    title: 'Jane, par où commence l’automatisation',
    message:
      'Bonjour Jane,\n\nLors de notre appel du 20 avril, nous avons parlé des fonctions et des tarifs. Vous disiez que la création de contenu prend trop de temps et qu’il est difficile d’en montrer l’effet.\n\nL’automatisation prend en charge les brouillons, le tableau de bord montre ce que fait chaque contenu.\n\nOn regarde cela ensemble cette semaine ?\n\nL’équipe Acme',
  },
  de: {
    title: 'Jane, womit die Automatisierung anfängt',
    message:
      'Hallo Jane,\n\nin unserem Gespräch am 20. April ging es um Funktionen und Preise. Sie sagten, dass Inhalte zu viel Zeit kosten und sich schwer zeigen lässt, was sie bringen.\n\nDie Automatisierung übernimmt die Entwürfe, die Auswertung zeigt, was jeder Beitrag bewirkt.\n\nWollen wir das diese Woche zusammen ansehen?\n\nIhr Acme-Team',
  },
};

/** How long the gate takes for the four messages of 250 follow-ups, with the facts of each read anew. */
export async function benchGate(): Promise<string[]> {
  const facts = Object.keys(texts).map((language) => [factsIn(language), texts[language]] as const);
  const once = () => {
    let passed = 0;
    // Of the processor, not the clock: nothing here waits, and other work on the machine is not the gate's.
    const before = process.cpuUsage();
    for (let index = 0; index < followUps; index += 1) {
      const [told, text] = facts[index % facts.length] ?? [];
      if (!told || !text) throw new Error('a language without a text');
      const context = contextOf(told, new Date());
      for (const channel of channels) {
        if (passes(checkMessage(shortened(text, channel), channel, context))) passed += 1;
      }
    }
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1_000, passed };
  };
  once();
  const results = Array.from({ length: runs }, once);
  const messages = followUps * channels.length;
  return [
    `${messages} messages of ${followUps} follow-ups: ${median(results.map(({ ms }) => ms)).toFixed(0)} ms of processor time (median of ${runs})`,
    `${results[0]?.passed} of them pass`,
  ];
}

function factsIn(language: string): Facts {
  const { value } = parseLeadFollowUpRequest({ ...documentedExample });
  const site = {
    name: 'Acme',
    url: 'https://acme.example',
    locale: language,
    timezone: 'UTC',
    voice: {
      tone: 'friendly',
      language: null,
      approved_claims: ['Teams publish 3 times as often'],
      forbidden_words: ['cheap', 'guarantee'],
    },
    offer: null,
    enabledChannels: [],
    agents: [],
  };
  return gatherFacts(value, { site, lead: null, pageViews: [] });
}

function shortened({ title, message }: DraftMessage, channel: Channel): DraftMessage {
  if (channel === 'email' || channel === 'whatsapp') return { title, message };
  return { title, message: message.split('\n\n')[1]?.split(/(?<=[.])\s/)[0] ?? message };
}

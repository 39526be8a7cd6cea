/** A message as a good salesperson writes it: no rule of the gate about texts has anything to say against it. */
export interface SalesMessage {
  language: 'en' | 'es' | 'pt' | 'fr' | 'de';
  title: string;
  message: string;
}

/** Full of what looks like trouble and is none: brackets, prices, ampersands, lists, signs, words such as "todo". */
export const salesMessages: readonly SalesMessage[] = [
  {
    language: 'en',
    title: 'Your analytics dashboard, 3 days on',
    message:
      'Hi Jane,\n\nThanks for the call on Thursday. You said that your team spends most of Monday on reports, and that measuring ROI is guesswork. The dashboard does both: reports are ready at 8:00, and every campaign shows what it earned [1].\n\nWould Tuesday at 10:30 suit you for a 20-minute look at it? If not, send me a time (any time) and I will be there.\n\nBest regards,\nAnna Müller\nAcme & Sons\n\n[1] Figures from the case study we talked about.',
  },
  {
    language: 'en',
    title: 'Re: pricing for R&D',
    message:
      "Hello Mr. O'Neil,\n\nHere is the report you asked for. It costs $5,000 to $10,000 a year, as you had budgeted, and it is 100 % yours to cancel.\n\n- set-up in one day\n- C# and F# libraries\n- support 24/7\n\nOf course, Tuesday works too. As requested, I have copied Xavier <xavier@example.com>.\n\nSincerely,\nTom",
  },
  {
    language: 'en',
    title: 'Dear Diary: what our AI drafts',
    message:
      "Hey Priya, hope you're well!\n\nAs an AI company, we know how much a bad draft costs. Our AI assistant drafts replies for your team, and a person always has the last word. Let me know if you'd like to see it, or if you'd like me to adjust the offer. We <3 feedback 😀",
  },
  {
    language: 'en',
    title: 'Two options for Acme Inc.',
    message:
      '*Good news, Sam!* The XXL plan is back in stock. ~$99~ $79 per seat, _this week only_.\n• Option 1: monthly\n• Option 2: yearly (we call it "the sensible one")\n1. Sign up\n2. Invite the team #teamwork\nQuestions? I am on +44 20 7946 0958.',
  },
  {
    language: 'es',
    title: 'Todo listo para tu demo',
    message:
      '¡Hola, María!\n\nGracias por tu tiempo ayer. Todo el equipo está listo para enseñarte cómo automatizar los informes sin cambiar de herramienta. Claro que sí, podemos verlo también con Íñigo y con I+D.\n\n¿Te va bien el martes a las 10:00? El resultado fue nulo riesgo y un 30 % menos de tiempo.\n\nUn saludo,\nLucía Ñíguez',
  },
  {
    language: 'es',
    title: 'Tu presupuesto: 5.000 €',
    message:
      'Estimado señor Gómez:\n\nAquí está el informe que pidió. Por supuesto, el precio incluye la puesta en marcha (dos semanas) y la formación de todo su personal.\n\n1. Firma del acuerdo\n2. Instalación\n3. Formación\n\nEl asunto del contrato lo vemos el jueves, si le parece.\n\nAtentamente,\nJuan',
  },
  {
    language: 'es',
    title: '¿Seguimos con el plan?',
    message:
      'Hola Carlos 👋 Soy Ana, de *Acme*. ¿Pudiste ver la propuesta? Todo: precios, plazos y ejemplos, está en el PDF que te mandé el lunes. Si quieres, te llamo mañana y lo repasamos en 10 minutos.',
  },
  {
    language: 'pt',
    title: 'Tudo pronto para a sua equipe',
    message:
      'Olá, João!\n\nObrigado pela conversa de ontem. Todo o time gostou da ideia de reduzir o trabalho manual nos relatórios, e o seu também vai gostar: o painel fica pronto em um dia, com custo de manutenção nulo.\n\nPodemos falar na terça-feira às 15h? Claro, se preferir outro horário, é só me dizer.\n\nUm abraço,\nBeatriz',
  },
  {
    language: 'pt',
    title: 'Proposta: R$ 5.000 por mês',
    message:
      'Prezada Dra. Conceição,\n\nSegue a proposta que a senhora pediu. O valor é de R$ 5.000,00 por mês, 100% reembolsável nos primeiros 30 dias.\n\n- implantação em uma semana\n- suporte em português\n- relatórios todo dia útil\n\nFico à disposição para tirar as dúvidas.\n\nAtenciosamente,\nAndré & equipe',
  },
  {
    language: 'pt',
    title: 'Ainda faz sentido para você?',
    message:
      'Oi Pedro, tudo bem? Vi que você voltou à nossa página de preços. Posso te mandar um exemplo de como outra empresa do setor organizou o processo de vendas dela? Leva dois minutos para ler.',
  },
  {
    language: 'fr',
    title: 'Votre tableau de bord : la suite',
    message:
      "Bonjour Hélène,\n\nMerci pour notre échange de mardi. Vous m'avez dit que la création de contenu prend trop de temps à votre équipe ; notre outil s'en charge à 100 %, et vous gardez la main sur chaque texte.\n\nSeriez-vous disponible jeudi à 14 h pour une démonstration de vingt minutes ? Bien sûr, un autre jour me convient aussi.\n\nBien cordialement,\nÉlodie Lefèvre",
  },
  {
    language: 'fr',
    title: 'Offre : 5 000 € par an',
    message:
      "Cher Monsieur N'Diaye,\n\nVoici le rapport que vous avez demandé. L'objet de notre contrat est simple :\n\n• une mise en service en deux jours ;\n• un prix fixe, « sans surprise » ;\n• une marge d'erreur quasi nulle.\n\nDites-moi ce que vous en pensez.\n\nCordialement,\nLuc",
  },
  {
    language: 'fr',
    title: 'On en reparle ?',
    message:
      "Bonjour Thomas, je reviens vers vous au sujet de l'essai gratuit. Avez-vous eu le temps de regarder l'exemple que je vous ai envoyé ? Si le sujet n'est plus d'actualité, dites-le-moi simplement.",
  },
  {
    language: 'de',
    title: 'Null Aufwand für Ihr Team',
    message:
      'Hallo Jürgen,\n\nvielen Dank für das Gespräch am Dienstag. Sie sagten, dass die Berichte zu viel Zeit kosten. Mit unserem Dashboard haben Sie damit null Aufwand: Die Zahlen sind jeden Morgen um 8:00 Uhr da, und beim Datenschutz gilt bei uns Null-Toleranz.\n\nPasst Ihnen Donnerstag um 14 Uhr? Natürlich geht auch ein anderer Tag.\n\nMit freundlichen Grüßen\nAnnette Weiß',
  },
  {
    language: 'de',
    title: 'Angebot: 5.000 € im Jahr',
    message:
      'Sehr geehrte Frau Dr. Groß,\n\nhier ist der Bericht, um den Sie gebeten haben. Im Preis enthalten:\n\n1. Einrichtung (zwei Tage)\n2. Schulung für alle\n3. Support rund um die Uhr\n\nBetreffend den Vertrag melde ich mich am Montag. Bis dahin eine gute Woche!\n\nMit besten Grüßen\nMax & das Team von F&E',
  },
  {
    language: 'de',
    title: 'Kurze Frage, Frau Schäfer',
    message:
      'Hallo Frau Schäfer 👋 Konnten Sie schon einen Blick auf das Beispiel werfen? Wenn Sie möchten, gehen wir es morgen in zehn Minuten gemeinsam durch. Ich rufe Sie gern an, sagen Sie mir einfach, wann es passt.',
  },
];

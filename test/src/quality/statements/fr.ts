import type { Sentences } from './sentences.ts';

export const fr: Sentences = {
  attachment: {
    good: [
      'Je peux vous envoyer la proposition en PDF.',
      'Perdez-vous du temps avec des e-mails sans pièce jointe ?',
      'Je vous joins par téléphone mardi, si cela vous va.',
      'Les prix sont sur notre site.',
      'La pièce jointe que vous recevez chaque lundi serait inutile.',
      'Nous sommes attachés à la simplicité.',
    ],
    bad: [
      'Vous trouverez ci-joint notre proposition.',
      'Je vous joins le devis.',
      'Tout est dans la pièce jointe.',
      'Le document en pièce jointe explique tout.',
      'Vous trouverez notre offre en annexe.',
    ],
  },
  history: {
    good: [
      'Pouvons-nous en discuter par téléphone ?',
      'Lors de notre appel, je vous montrerais le fonctionnement.',
      'On en parle mardi ?',
      'Après notre appel, je vous enverrai un résumé.',
      'Beaucoup d’équipes en discutent en fin de trimestre.',
      'Merci de votre intérêt pour Northbase.',
    ],
    bad: [],
    known: [
      'Comme convenu hier, je reviens vers vous.',
      'Comme nous en avons discuté hier, les rapports prennent trop de temps.',
      "Merci pour l'appel d'hier.",
      'Lorsque nous avons échangé hier, vous aviez deux problèmes.',
      'Lors de notre appel hier, vous aviez deux questions.',
    ],
  },
  offer: {
    good: [
      'Êtes-vous libre mardi ?',
      'Je ne vous garantis pas que cela convienne.',
      "Vous avez demandé s'il y a une remise spéciale : je vérifie.",
      'Vos clients veulent-ils une remise spéciale ?',
      "J'ai réservé un créneau pour un appel jusqu'à vendredi.",
      'Pouvez-vous répondre avant vendredi ?',
      "N'hésitez pas à proposer une heure.",
    ],
    bad: [
      'Nous vous garantissons un gain de temps.',
      'Je peux vous accorder une remise exceptionnelle.',
      "L'offre expire vendredi.",
      "Votre prix est réservé jusqu'à vendredi.",
      'Vous pouvez essayer gratuitement.',
      'Le premier mois est offert.',
      "C'est votre dernière chance.",
    ],
  },
  reference: {
    good: [
      'Tout comme vous, beaucoup d’équipes copient des données à la main.',
      'Les entreprises comme Acme ont besoin de rapports à temps.',
      'Les équipes comme la vôtre perdent un jour par mois.',
      'Cela marche tout comme Excel.',
      'Acme a vu la demande augmenter.',
      'Des clients comme vous ont peu de temps.',
    ],
    bad: [
      'Gagnez du temps, tout comme Siemens.',
      'Planet Fitness a obtenu des résultats en une semaine.',
      'Des entreprises comme Renault nous suivent.',
      'Nous avons accompagné Decathlon dans la même situation.',
    ],
  },
  budget: {
    good: [
      'Cela entre dans votre budget de 30 000 $.',
      'Avec votre budget de 30 000 $, une première étape est possible.',
      'Quel prix vous conviendrait ?',
      'Vous pouvez dépenser 30 000 $.',
      'Avec 30 000 $, vous pouvez commencer.',
      'Le prix tient-il dans le budget de 30 000 $ ?',
    ],
    bad: [
      'Le prix est de 30 000 $.',
      'Cela coûte 30 000 $.',
      'Notre prix serait de 30 000 $.',
      'Vous avez tout pour seulement 30 000 $.',
    ],
  },
  internal: {
    good: [
      'Il trouve les leads qui méritent un appel.',
      'Votre CRM montre-t-il qui a répondu ?',
      'Il note chaque réponse dans votre CRM.',
      'La négociation avec les fournisseurs prend du temps.',
      'Vous êtes à une étape où les rapports prennent des jours.',
      'Votre équipe note-t-elle à la main ?',
    ],
    bad: [
      'Votre lead score est élevé.',
      'Vous êtes en phase de négociation.',
      'Selon notre CRM, vous travaillez aux achats.',
      'Vous êtes un prospect qualifié.',
    ],
  },
  contact: {
    good: [
      'Puis-je vous appeler au +49 151 12345678 ?',
      'Le +49 151 12345678 est-il toujours votre numéro ?',
      'Je vous appelle mardi au +49 151 12345678.',
      'Je vous écris à jane@acme.example.',
      "Faut-il envoyer l'invitation à jane@acme.example ?",
      "J'ai noté le +49 151 12345678 comme votre numéro.",
    ],
    bad: [
      'Cordialement,\nNorthbase\n+49 151 12345678',
      'Appelez-moi au +49 151 12345678.',
      'Mon numéro est le +49 151 12345678.',
      'Vous pouvez me joindre à jane@acme.example.',
    ],
  },
};

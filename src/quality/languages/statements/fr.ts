import type { Statements } from './statements.ts';

export const fr: Statements = {
  attached: [
    '(ci joint|ci jointe|ci joints|ci jointes|ci annexé*)',
    '(en|dans la|voir la|la) (pièce jointe|pièces jointes)',
    '(trouverez|trouveras|trouvez|verrez) … (joint|jointe|joints|jointes|en annexe)',
    '(je|nous) (vous|te|) (joins|joignons) (le|la|les|un|une|notre|mon|ma|nos|à ce)',
    "(j'ai|nous avons|je vous ai) joint (le|la|les|un|une|notre|mon|ma|nos)",
    '(proposition|offre|devis|présentation|document|contrat|plaquette|brochure|fichier|facture|pdf|étude) (joint|jointe|joints|jointes)',
  ],
  notAttached: [
    '(sans|avec|des|vos|les|aux|leurs) (pièce jointe|pièces jointes)',
    'la pièce jointe (que vous|de votre|que tu)',
  ],
  discussed: [
    "(comme|tel que|ainsi que) (nous l'avons|on l'a|nous en avons|) (déjà|) (convenu|évoqué|discuté|vu|échangé|parlé|dit|abordé)",
    '(comme|ainsi que) nous (avons|avions) (convenu|évoqué|discuté|parlé)',
    'nous (avons|avions) … (convenu|évoqué|discuté|parlé) (que|de|du|des|hier|ensemble)',
    '(suite à|conformément à) (notre|nos) (échange|échanges|accord|discussion)',
  ],
  spoken: [
    'comme (convenu|évoqué|discuté|vu) … (téléphone|appel|réunion)',
    '(lorsque|quand|depuis que) nous (nous sommes|avons) (parlé|discuté|échangé|vus|rencontrés|appelés)',
    "(nous nous sommes|on s'est) (parlé|vus|rencontrés|appelés) (hier|la semaine dernière|ce matin)",
    "(merci|remercie) … (pour|de) (l'appel|notre appel|votre appel|ton appel|notre échange|cet échange|l'échange|notre conversation|notre entretien|cet entretien|la réunion|notre réunion|votre temps au téléphone)",
    "(ravi|ravie|plaisir|heureux|heureuse|enchanté) (de vous avoir|de t'avoir|d'avoir) (parlé|rencontré|eu|échangé|discuté|vu)",
    "(l'appel|notre appel|notre échange|notre conversation|notre entretien|notre réunion|la réunion|notre rendez vous|notre discussion) (d'hier|de la semaine dernière|de ce matin|hier)",
    "(vous m'avez|vous m'aviez|tu m'as|vous avez|vous nous avez) (dit|indiqué|expliqué|confié|parlé|précisé) … (hier|au téléphone|la semaine dernière|lors de notre)",
  ],
  conversation: [
    '(lors de|pendant|suite à|après|depuis|durant) (notre|nos) (dernier|dernière|récent|récente|premier|première|) (appel|échange|conversation|entretien|réunion|rendez vous|discussion|rencontre)',
  ],
  future: [
    '(pourrions|pouvons|pourrais|pourriez|pourrai|puis|peux|pouvez|souhaitez|souhaitons|souhaiterais|aimerais|voulez|si|demain|prochain*|avant|serait|sera|serai|vais|allons|verrons|verrez|montrerai|montrerais|enverrai|présenterai|aurez|parlerons)',
  ],
  ago: {
    'ce matin': [0, 0],
    hier: [1, 1],
    "d'hier": [1, 1],
    'avant hier': [2, 2],
    'la semaine dernière': [1, 13],
    'la semaine passée': [1, 13],
    'le mois dernier': [1, 62],
  },
  guarantee: [
    '(nous|je) (vous|te|) (garantissons|garantis)',
    '(résultats|résultat|succès|satisfaction|économies|prix|gain) garanti*',
    '(satisfait ou remboursé|satisfaits ou remboursés|remboursement garanti)',
    '(notre|une|avec|de) garantie (de|satisfait|à vie|totale)',
    '(est|sont) garanti*',
  ],
  discount: [
    '(remise|réduction|rabais|promotion|ristourne) (spéciale|spécial|exceptionnelle|exceptionnel|exclusive|exclusif|de fin|supplémentaire|unique|commerciale|fidélité|immédiate|importante|attractive)',
    '(tarif|prix|offre|conditions|tarifs) (spécial|spéciale|spéciales|spéciaux|exceptionnel*|exclusif|exclusive|préférentiel*|réduit|réduits|promotionnel*|de lancement|de fin)',
    '(offrir|proposer|accorder|consentir|appliquer|faire|offre|offrons|propose|proposons|accorde|accordons) … (remise|réduction|rabais|ristourne)',
    '(bénéficiez|bénéficierez|profitez|profiterez|bénéficieras|profite) … (remise|réduction|rabais|tarif réduit)',
  ],
  free: [
    '(gratuit|gratuite|gratuits|gratuites|gratuitement|offert|offerte|offerts|offertes)',
    '(sans frais|sans surcoût|sans coût|sans supplément)',
    "aucun (frais|coût) (de|supplémentaire|d'installation)",
  ],
  urgent: [
    "(offre|prix|tarif|remise|promotion|conditions|devis) … (expire*|se termine*|prend fin|prennent fin|valable jusqu'|valable* jusqu'au|valable* jusqu'à|s'arrête*|n'est valable|ne sera plus)",
    "(réservé|réservée|réservés|bloqué|bloquée|réserve|réservons) … (jusqu'à|jusqu'au)",
    "(dernière chance|dernières places|durée limitée|derniers jours|aujourd'hui seulement|cette semaine seulement|dans la limite des stocks|jusqu'à épuisement des stocks|places limitées|ne tardez pas|avant qu'il ne soit trop tard)",
    '(plus que|il ne reste que) (#|quelques) (place|places|licences)',
    '(nos|les) (prix|tarifs) … (augmentent|augmenteront|vont augmenter)',
  ],
  denied: [
    '(pas|jamais|aucune|si une|si un|sans garantie|plutôt que)',
    '(demandé|demandiez|demande|demandez|questions|question|interrogé|souhaitiez)',
    '(vos|tes) (clients|patients|hôtes|élèves|acheteurs|visiteurs|adhérents|fournisseurs|concurrents)',
    '(quartier libre|temps libre)',
  ],
  like: [
    "(tout comme|comme chez|à l'instar de|exactement comme)",
    '(entreprises|sociétés|clients|équipes|marques|groupes|hôtels|cabinets|enseignes) (comme|tels que|telles que)',
    '(nous avons|avons) (aidé|accompagné)',
    '(utilisé|utilisée|adopté|adoptée|choisi|choisie) par',
    '(notre|un) client',
  ],
  results: [
    '(économise|réduit|réduisait|augmenté|nous fait confiance|nous a choisi*|nous a choisis|utilise notre)',
    '(a|ont) (constaté|réduit|économisé|augmenté|doublé|triplé|gagné|obtenu|diminué|amélioré|vu)',
  ],
  internal: [
    '(lead score|score de lead|scoring de lead|lead scoring de)',
    '(phase|étape|stade) de (négociation|qualification|prospection|closing|conclusion)',
    '(dans|selon|de) (notre|mon) crm',
    '(selon|dans) le crm',
    '(lead|prospect) (qualifié|chaud|froid|tiède)',
    'votre (fiche|dossier) (lead|prospect|crm)',
    '(notre|le) (pipeline|tunnel) (de vente|commercial)',
  ],
  jargon: ['(vos|tes|les|principaux) (pain points|points de douleur)'],
  price: [
    "(prix|tarif|coût|licence|abonnement|total|forfait|investissement|formule) … (est|sont|serait|sera|s'élève|s'élèverait|de)",
    '(coûte|coûtent|coûterait|coûtera|pour seulement|pour à peine|notre prix|notre offre|vous payez|vous paierez|facturons)',
  ],
  reachMe: [
    '(appelez|contactez|joignez|appelle|contacte) (moi|nous)',
    '(écrivez|écris) (moi|nous)',
    '(mon|notre|ma) (numéro|téléphone|portable|ligne|adresse|mail|email|courriel|ligne directe)',
    '(me|nous) (joindre|contacter|appeler|écrire|rappeler)',
    '(je suis|nous sommes) (joignable*|disponible*) (au|à|sur)',
  ],
};

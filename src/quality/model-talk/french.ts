import { after, atStart, before, colonAtEnd, slipPatterns } from './slips.ts';

const text = '(?:e-?mail|mail|courriel|message|brouillon|version|relance|notification|texte|objet|ébauche)';
const kind =
  "(?:(?:l'|d'|(?:le|la|un|une|votre|ton|ta|ce|cette|(?:proposition|exemple|suggestion) de|(?:proposition|exemple|suggestion)(?= d')|court|courte|bref|nouveau|nouvelle|petit|première?|possible) )){0,4}";
const work =
  '(?:ajuster?|change[rz]?|modifi(?:e|er|ez)|adapte[rz]?|réécri(?:ve|re|vez)|raccourci(?:sse|r|ssez)|personnalise[rz]?|reformule[rz]?|rende|rendre)';
const own =
  "(?:(?:le|ce|la|cette|une? autre) (?:ton|message|brouillon|e-?mail|mail|courriel|texte|style|version|formulation|objet|longueur)|l'(?:e-?mail|objet|ébauche))";

/** What a model says of itself and of its work in French. */
export const french = slipPatterns({
  self: [
    `${before}en tant qu(?:'|e )(?:une? )?(?:ia|intelligence artificielle|modèle (?:de langage|de langue|linguistique|d'ia)|assistante? (?:ia|d'ia|virtuel))(?=,| (?:je|conversationnel)${after}|$)`,
    `${before}je suis (?:seulement |simplement )?(?:une ia|un modèle (?:de langage|de langue|linguistique|d'ia)|une intelligence artificielle|un assistant (?:ia|d'ia))${after}`,
  ],
  preamble: [
    `${atStart}(?:(?:bien sûr|certainement|d'accord|avec plaisir|parfait|volontiers)[,.! ]{1,3})?(?:voici|voilà|ci-dessous) ${kind}${text}(?: (?:pour|de|en|avec|que|à|destinée?)${after}[^\\n:]{0,80}| [^\\s:]{1,20}){0,1}${colonAtEnd}`,
    `${atStart}voici (?:un |le |votre )?brouillon(?=[.!]|$| (?:d'|de |du |pour )${kind}${text}${after})`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:bien sûr|certainement|avec plaisir|volontiers) ?[!.,] {0,2}(?:(?:voici|voilà) ${kind}${text}|j'ai (?:rédigé|écrit|préparé) ${kind}${text})${after}`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:bien sûr|certainement|avec plaisir) ?!\\s*\\n`,
    `${atStart}j'ai (?:rédigé|réécrit|reformulé|généré) ${kind}${text}${after}`,
    `${atStart}(?:brouillon|ébauche|version|version (?:finale|améliorée|révisée)|message final|e-?mail final)(?: ?#?(?:\\d|[A-C]))?[*_]{0,2} ?:(?!\\d)`,
  ],
  refusal: [
    `${before}(?<!\\b(?:si|que|quand) )je ne (?:peux|puis) pas (?:vous |t')?aider (?:à|avec|pour) (?:cela|ça|cette|ce|votre|ta)${after}`,
    `${before}je ne (?:peux|puis) pas (?:répondre à|générer|créer|rédiger|écrire|produire|satisfaire) (?:cela|cette|ce|votre|de|un|une) ?(?:demande|requête|contenu|message|e-?mail|texte)`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:je suis désolée?|désolée?|navrée?),? mais (?:en tant qu|je (?:ne peux pas (?:vous aider|t'aider|générer|rédiger|écrire|créer|répondre)|n'ai pas (?:accès|assez)))`,
  ],
  afterword: [
    `${before}j'espère que (?:ce|le) (?:brouillon|texte vous convient)`,
    `${before}(?:dites-moi|dis-moi|faites-moi savoir|fais-moi savoir|faites-le-moi savoir) si (?:vous|tu) (?:souhaitez|souhaites|voulez|veux|préférez|préfères|désirez|aimeriez)(?: que j(?:e |'))? ?${work} ${own}`,
    `${before}(?:si vous (?:le souhaitez|voulez|préférez)|si tu (?:veux|préfères)),? je peux ${work} ${own}`,
    `${before}(?:souhaitez-vous|voulez-vous|veux-tu) que j(?:e |') ?${work} ${own}`,
    `${before}n'hésitez pas à (?:modifier|adapter|ajuster|personnaliser|éditer) (?:ce|le) (?:brouillon|message|mail|texte|contenu)`,
    `${atStart}[\\[(]?(?:note|remarque|important|n\\.?b\\.?|rappel)[*_]{0,2} ?:[*_]{0,2} (?:veuillez |merci de |pensez à |n'oubliez pas de )?(?:remplac|complét(?:ez|er) les|ajuste|personnalis|ce (?:brouillon|message|mail|texte) (?:est|a été|utilise|suppose)|j'ai )`,
    `${before}remplacez (?:les|le|la|l') ?(?:champs?|crochets|texte entre crochets|éléments? entre crochets|espaces réservés)`,
  ],
  instruction: [
    `${before}prompt (?:du )?système${after}`,
    `${before}(?:comme (?:demandé|indiqué|précisé)|tel que demandé|conformément à ce qui est demandé) dans (?:le prompt|les instructions|les consignes)`,
    `${before}(?:sur la base d|d'après l|selon l|à partir d|en fonction d)(?:e |es |u )(?:prompt|faits (?:fournis|donnés)|contexte (?:fourni|donné))`,
    `${before}ignore[rz]? (?:toutes )?(?:les )?instructions précédentes`,
  ],
});

/** What a prompt injection tells a model to ignore, in the five languages. */
const told =
  '(?:instruct\\w*|prompts?|rules?|directions?|directives?|guidelines?|commands?|context|messages?|system|training|instruccion\\w*|ordenes|reglas?|indicaciones|instruc\\w*|regras?|comandos?|consignes?|regles?|ordres?|anweisung\\w*|regeln?|vorgaben?|befehle?|instruktion\\w*|eingaben?)';
const earlier =
  '(?:all|any|every|the|your|these|those|my|our|previous|prior|earlier|above|preceding|foregoing|system|existing|other|todas?|todos?|as|os|las?|los|tus|sus|anterior\\w*|previas?|previos?|de arriba|toutes?|tous|les?|vos|tes|precedent\\w*|ci-dessus|alle|die|deine|ihre|vorherig\\w*|bisherig\\w*|vorangegangen\\w*|obig\\w*|suas?|seus?|initial\\w*|safety)';
const ignore =
  '(?:ignor(?:e|a|en|ez|iere|iert|ieren sie|es)|disregard|forget|override|bypass|skip|neglect|drop|olvid\\w*|descart\\w*|omit\\w*|desconsider\\w*|esquec\\w*|oubli\\w*|missacht\\w*|vergiss|vergessen|uberschreib\\w*|haz caso omiso de|passe outre)';
/** Words by which a prompt injection addresses the writer. */
const writer =
  '(?:ai|a\\.i\\.|assistant|chatbot|bot|language model|llm|gpt|chatgpt|claude|gemini|copilot|model|agent|asistente|modelo|agente|assistente|modele|assistent|modell|ki|ia|copywriter|writer)';
const message =
  '(?:e-?mails?|messages?|follow-?ups?|repl(?:y|ies)|answers?|outputs?|responses?|texts?|whatsapps?|notifications?|mensajes?|correos?|respuestas?|mensagens?|mensagem|respostas?|courriels?|reponses?|nachrichten?|antwort\\w*|mails?|banner)';

/** Instructions that only make sense to a model. Matched against folded text with single spaces. */
export const orders: readonly RegExp[] = asPatterns([
  `${ignore} (?:(?:of|de|von|par)? ?${earlier} ){1,4}${told}`,
  `${ignore} ${told}(?: ${earlier}){0,3}(?=[ .,;:!?]|$)(?! (?:manual|booklet|video|leaflet|guide))`,
  `${ignore} (?:(?:everything|anything|all|what|todo|tudo|tout|alles)(?: \\w+){0,3} (?:above|before|previous|prior|so far|told|said|anterior|arriba|acima|precede|dessus|oben|davor|bisher)|(?:the )?(?:above|foregoing))`,
  `(?:new|updated|revised|real|actual|nuevas?|novas?|nouvelles?|neue) (?:system )?(?:instructions?|instrucciones|instrucoes|directives|anweisung\\w*|consignes|prompt|task|orders|rules?) ?(?::|for you|follow|are|is|-)`,
  `(?:you are|you're|eres|voce e|tu es|vous etes|du bist|sie sind|act as|behave as|pretend (?:to be|that you are|you are)|roleplay as|actua como|aja como|agis comme|agissez comme|verhalte dich wie|handle als) (?:now|no longer|ahora|agora|maintenant|jetzt|ab jetzt|ab sofort)(?! (?:a|our|one of our|un|une|ein|eine|um|uma|being|in|on|the|at|able|ready|using|unser\\w*) (?:customers?|clients?|users?|subscribers?|partners?|clientes?|kund\\w*|trial|member|lead))`,
  `(?:from now on|a partir de ahora|a partir de agora|desormais|ab sofort|ab jetzt),? (?:you|respond|reply|answer|write|always|only|act|tu |vas a|responde|escribe|voce|vous|reponds|ecri|antwort|schreib)`,
  `(?:you are|act as|behave as|pretend to be|simulate|eres|actua como|voce e|aja como|tu es|vous etes|agis comme|du bist|sie sind) (?:now )?(?:an? |the |un[ae]? |um[a]? |eine? )?(?:\\w+ ){0,2}${writer}(?=[ .,;:!?]|$)`,
  `(?:as|como|en tant que?|als) (?:an? |the |el |o |la |un[ae]? |l')?${writer},? (?:you|your|debes|tienes|deve|vous|tu|musst|mussen)`,
  `(?:dear|hey|hi|hello|attention|note to(?: the)?|message (?:to|for)(?: the)?|instructions? (?:to|for)(?: the)?|nota para (?:el|la|o|a)|hinweis an (?:die|das|den)|note a l') ?(?:ai|llm|language model|chatbot|chatgpt|gpt|claude|gemini|assistant|ki|ia|asistente|assistente|writer|copywriter|author of this)(?=[ .,;:!?]|$)`,
  `(?:print|reveal|show|output|repeat|leak|display|tell me|expose|muestra|revela|mostre|revele|affiche|zeige?|verrate?) (?:me )?(?:your|the|tus?|la|el|seu|sua|o|a|ton|tes|le|les|deine?n?|den|die) (?:\\w+ )?(?:system prompt|prompt|(?:\\w+ )?instruct\\w*|instruccion\\w*|api[- ]?keys?|secrets?|password|anweisung\\w*|rules)`,
  `(?:^|[.!?:;\\n"'(] ?)(?:ignore|forget|disregard) (?:the|your) (?:task|format|job)(?=[ .,;:!]|$)`,
  `(?:^|[.!?:;\\n"'(] ?)(?:you|tu|usted|voce|vous|du) (?:must|have to|are to|shall|debes?|tienes que|deve|devez|dois|musst) (?:now |always |only |also )?(?:say|write|state|mention|announce|respond|reply|answer|output|decir|escribir|responder|mencionar|dizer|escrever|dire|ecrire|repondre|sagen|schreiben)(?=[ :"«„]|$)`,
  `the ${writer} (?:is|are) (?:now )?(?:authori[sz]ed|allowed|permitted|instructed|required|told) to`,
  `(?:jailbreak|dan mode|developer mode|god mode|prompt injection|debug mode enabled|sudo mode|modo desarrollador|mode developpeur|entwicklermodus)`,
  `(?:decode|base64|rot13|decodifica|decodifique|decodez|dekodiere|entschlussele) (?:the |this |el |la |le |den )?(?:following|base64|string|text|message|payload|siguiente|seguinte|suivant|folgende\\w*|and (?:follow|execute|run|obey)|decode|:)`,
  `(?:follow|obey|execute|perform|run|comply with|sigue|obedece|ejecuta|siga|obedeca|execute|suis|suivez|executez|befolge|folge|fuhre) (?:these|the following|my|this|only these|estas?|las siguientes|estas|as seguintes|ces|les|mes|diese\\w*|den folgenden|meine\\w*) (?:new |steps? |nuevas )?(?:instruct\\w*|commands?|orders?|directives?|instruccion\\w*|instruc\\w*|ordenes|consignes|anweisung\\w*|befehle?n?)`,
  `your (?:new |only |real |actual |sole )(?:task|role|job|goal|purpose|instructions?|objective|persona)`,
  `(?:tu|su|sua|votre|ton|ta|deine?|ihre?) (?:nueva?|unica?|nov[ao]|nouvelle?|nouveau|neue|einzige|verdadera?) (?:tarea|rol|mision|instruccion\\w*|tarefa|papel|missao|tache|role|mission|aufgabe|rolle)`,
  `(?:^|[.!?:;\\n"'(] ?)(?:the |el |la |o |a |l'|le |der |die |das )?${writer}(?:'s)? (?:must|should|shall|has to|needs to|will now|is to|debe|deve|doit|muss|soll) (?:now |always |also |only |never |not )?(?:say|write|offer|include|tell|mention|respond|reply|answer|ignore|add|give|promise|state|claim|act|output|ofrecer|decir|escribir|incluir|responder|mencionar|oferecer|dizer|escrever|offrir|dire|ecrire|inclure|repondre|alles|immer|nur|einen?|jede)`,
]);

/** What is to be written or said: an instruction to the writer, or a note by a colleague. */
export const requests: readonly RegExp[] = asPatterns([
  `(?<!(?:will|would|can|could|to|she|he|they|not|did|does|always) )(?:respond|reply|answer|responde|responda|respondez|reponds|repondez|antworte\\w*) (?:only |just |solo |solamente |unicamente |exclusivamente |apenas |somente |seulement |uniquement |exclusivement |nur |ausschliesslich |exclusively |always |strictly )?(?:with|using|in the form|con|com|avec|par|mit)(?! (?:(?:the|a|an|his|her|their|our|your|more|some|any|la|el|une?|der|die|das|einer?m?) )?(?:price|pricing|quote|question|interest|detail|offer|propos|availab|date|info|delay|time|list|prix|precio|angebot|preis))`,
  `(?:respond|reply|answer|write|say|print|output|return|escrib\\w*|di|responde|escrev\\w*|diga|ecri\\w*|dis|schreib\\w*|sag\\w*|gib) (?:only|just|nothing but|exactly|solo|solamente|unicamente|apenas|somente|seulement|uniquement|nur|ausschliesslich|exactamente|exatamente|exactement|genau)(?=[ :"'«„“]|$)(?! (?:by|on|after|before|if|when|in|at|to|por|los|las|am|per|until|once) )`,
  `(?:(?:^|[.!?:;\\n"'(] ?)(?:please |por favor |kindly |bitte |and |also )?(?:say|tell|inform|assure|promise|offer|mention|claim|state|write|convince|di|dile|digale|diles|informa|afirma|promete|menciona|diga|dis|dites|informez|sag|sage|sagen sie|erwahne|behaupte)),? (?:(?:to |a |al |ao |au )?(?:the |every |each |all |el |la |o |le |dem |der |den |jedem )?(?:leads?|customers?|clients?|readers?|recipients?|prospects?|users?|them|everyone|him|her|cliente|lector|destinatario|lecteur|leser|empfanger|kunden|interessent\\w*) )?(?:that|que|dass) `,
  `(?:^|[.!?:;\\n"'(] ?)(?:please |kindly )?(?:confirm|announce|guarantee|declare|state|confirma|anuncia|confirme|annonce[rz]?|bestatige|verkunde)(?: again)? to (?:the |every |each |all )?(?:leads?|customers?|clients?|readers?|recipients?|prospects?|users?) that `,
  `tell (?:the |every |each |all )?(?:leads?|recipients?|prospects?|readers?) (?:that|to|about|it|they|we)`,
  `(?:(?:^|[.!?:;\\n"'(] ?)(?:please |por favor |kindly |bitte |and |also )?(?:include|add|insert|append|put|embed|use|paste|incluye|incluya|anade|agrega|inserta|inclua|adicione|insira|incluez|inclus|ajoute[rz]?|inserez|fuge|fugen sie|erganze|nimm|setze)) (?:\\w+ ){0,3}(?:links?|urls?|web ?sites?|addresses|phrase|sentence|words?|codes?|enlaces?|vinculos?|frase|lien|liens|satz|wort|wortlaut|https?|hxxps?|www)`,
  `(?:include|add|insert|append|put|embed|paste) (?:this|the following|the|a) (?:link|url|phrase|sentence|word|text|code)s?(?: |$)(?!.{0,40}(?:to their|to his|to her|in the (?:offer|proposal|contract|quote)))`,
  `(?:in|into|to|at|en|dans|em|in die|in der|in das|am|de) (?:the |your |every |each |each of the |all |el |la |tu |le |la |votre |o |a |cada )?(?:generated |end of (?:the |your |every )?|subject(?: line)? of (?:the |your )?)${message}(?! (?:from|of|he|she|we|dated|last|with))`,
  `(?:do not|don't|dont|never|must not|no|nao|ne|nicht) (?:menciones?|mencione|mentionne[rz]?|mentionnez|mention|reveal|disclose|revel\\w*|erwahne\\w*|tell the (?:lead|user|recipient))(?: (?:that|this|the|any|these|our|pas|los|las|el|la|que|o|a|dass))?(?= )`,
  `(?:send|forward|cc|bcc|envia|envie|reenvia|encaminhe|envoie|envoyez|transfere|sende|schicke|leite) (?:the |this |all |every |a copy of |el |la |este |esta |o |le |la |les |cette |ce |die |diese |eine )?(?:generated |following )?(?:e-?mails?|messages?|correos?|mensajes?|mensagem|courriels?|nachricht(?:en)?|mails?|data|conversation|facts|leads?)(?: list| data)? (?:to|a|para|a l'adresse|an|instead)(?! (?:her|his|their|my|the|our|su|la|el|mi|ihre?n?|seine?n?|sa|son|ma|mon|sua|seu|minha|meu|me|him|them|us) )`,
  `(?:write|compose|draft|generate|produce|escribe|redacta|genera|escreva|redija|gere|ecris|ecrivez|redige[rz]?|schreibe?|verfasse|erzeuge) (?:the |your |this |only |all |every |el |la |tu |o |le |la |les |die |deine |alle )?(?:whole |entire |next )?${message} (?:in (?:all caps|capital|pirate|klingon|rhyme|latin)|as if|as though|so that|such that|pretending|como si|comme si|als ob|saying|stating|claiming)`,
  `(?:put|write|say|state|mention|include|add|pon|escribe|escreva|coloque|ecris|mets|schreibe?|setze) (?:in|into|to|at the end of|en|em|dans|a|in die) (?:every|each|all|cada|todos|chaque|jede[rsn]?) ${message}`,
  `(?:end|start|begin|sign|finish|close|termina|empieza|firma|comece|assine|finalize|termine|commence|signe|beende|beginne|unterschreibe) (?:the |your |every |each |all |el |la |tu |cada |o |le |la |chaque |die |deine |jede )?${message} (?:with|as|con|com|par|avec|mit)`,
  `(?:(?:^|[.!?:;\\n"'(] ?)(?:please |kindly |also |and )?(?:offer|give|grant|apply|promise|ofrece|dale|offre[zs]?|gewahre|biete)) (?:\\w+ ){0,3}\\d{1,3} ?(?:%|percent|por ciento|por cento|pour cent|prozent)`,
]);

function asPatterns(patterns: readonly string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})`, 'u'));
}

/** Markers of a prompt, which notes of a sales team never contain. */
export const marks =
  /<!--|(?:^|\n)[^\S\n]*(?:override|admin note|policy update)\s*:|<\/?\s*(?:facts|draft|system|user|assistant|instructions?|prompt|message|context|im_start|im_end)\b|<\|[^|>]{0,40}\|>|\[\/?(?:inst|system|user|assistant)\]|<<\/?sys>>|(?:^|\n)[^\S\n]*(?:#{1,6}\s*)?(?:system|assistant|developer|human|sistema|système|systeme)\s*(?:prompt|message|override|note)?\s*:|(?:^|\n)[^\S\n]*#{2,}\s*(?:\w+\s+)?(?:instruct|system|new|prompt|response|task|end|input|user|assistant|important|override|nuev|instruc|anweisung|consigne)|#{3,}|\b(?:system|admin|developer) (?:override|prompt|message)\b|\{\{?\s*(?:system|prompt)\s*\}?\}|\bbegin (?:system|prompt)\b/i;

import { after, atStart, before, colonAtEnd, slipPatterns } from './slips.ts';

const text =
  '(?:e-?mail|mail|nachricht|entwurf|version|fassung|follow-up|benachrichtigung|text|betreff|betreffzeile|nachfassmail|whatsapp-nachricht|vorschlag für (?:die|eine|ihre|deine) (?:nachricht|e-?mail|mail))';
const kind =
  '(?:(?:der|die|das|ein|eine|einen|ihr|ihre|dein|deine|kurze[rs]?|neue[rs]?|mögliche[rs]?|überarbeitete[rs]?|verbesserte[rs]?|fertige[rs]?|gewünschte[rs]?) ){0,4}';
const own =
  '(?:(?:den|diesen|die|diese|das|einen anderen|eine andere|am) (?:ton|tonfall|nachricht|entwurf|e-?mail|mail|text|stil|version|fassung|formulierung|betreff|länge))';
const work =
  '(?:anpass\\p{L}*|ändern?|ändere|umschreiben?|überarbeiten?|kürzen?|verändern?|bearbeiten?|personalisieren?)';

/** What a model says of itself and of its work in German. */
export const german = slipPatterns({
  self: [
    `${before}als (?:eine )?(?:ki|künstliche intelligenz)(?!-)(?=,| (?:kann|habe|bin|darf|ist es|verfüge|möchte)${after}|$)`,
    `${before}als (?:ein )?(?:(?:großes )?(?:ki-)?sprachmodell|ki-modell|ki-assistent)(?=,| (?:kann|habe|bin|darf|verfüge|möchte)${after}|$)`,
    `${before}ich bin (?:nur |lediglich )?(?:eine ki|eine künstliche intelligenz|ein (?:großes )?(?:ki-)?sprachmodell|ein ki-(?:modell|assistent))(?![\\p{L}\\p{N}-])`,
  ],
  preamble: [
    `${atStart}(?:(?:natürlich|gerne|gern|selbstverständlich|klar|sicher)[,.! ]{1,3})?(?:hier(?: (?:ist|kommt|finden sie|findest du|sind))?|anbei(?: ist)?|nachfolgend|im folgenden|dies ist|das ist) ${kind}${text}(?: (?:für|an|in|mit|zu|auf|zur|zum)${after}[^\\n:]{0,80})?${colonAtEnd}`,
    `${atStart}hier (?:ist|kommt) (?:ein|der|ihr|dein|mein) entwurf(?=[.!]|$| (?:für|der|einer|zur|zu) ${kind}${text}${after})`,
    `(?<![\\s\\S])[\\s"“„*_]{0,6}(?:natürlich|gerne|gern|selbstverständlich|klar|sicher)[!.,] {0,2}(?:hier (?:ist|kommt) ${kind}${text}|ich habe ${kind}${text})${after}`,
    `(?<![\\s\\S])[\\s"“„*_]{0,6}(?:natürlich|gerne|selbstverständlich)!\\s*\\n`,
    `${atStart}ich habe (?:diese|die|eine|den|einen) ${kind}${text} (?:verfasst|geschrieben|formuliert|umgeschrieben|überarbeitet|erstellt|entworfen)`,
    `${atStart}(?:entwurf|version|variante|fassung|(?:endgültige|überarbeitete|verbesserte|finale) (?:version|fassung))(?: ?#?(?:\\d|[A-C]))?[*_]{0,2} ?:(?!\\d)`,
  ],
  refusal: [
    `${before}(?:ich kann|kann ich) (?:ihnen |dir )?(?:dabei|damit|hierbei|bei dieser anfrage|mit dieser anfrage) (?:leider )?nicht (?:weiter)?helfen`,
    `${before}(?:ich kann|kann ich) (?:leider )?(?:diese[nrs]?|ihre|deine|keine[ns]?|solche) (?:anfrage|inhalt|inhalte|nachricht|e-?mail|text)e? (?:leider )?(?:nicht )?(?:erfüllen|bearbeiten|erstellen|generieren|schreiben|verfassen)`,
    `(?<![\\s\\S])[\\s"“„*_]{0,6}(?:es tut mir leid|tut mir leid|entschuldigung),? (?:aber )?(?:als (?:eine )?ki|ich kann (?:das|dies|diese|ihnen dabei|dir dabei|dabei|keine)|ich habe keinen zugriff)`,
  ],
  afterword: [
    `${before}ich hoffe,? (?:dass )?(?:dieser|der) (?:entwurf|textentwurf)`,
    `${before}(?:lassen sie mich wissen|lass mich wissen|sagen sie mir|sag mir|geben sie mir bescheid|gib mir bescheid|teilen sie mir mit),? (?:wenn|ob|falls) (?:ich|sie möchten, dass ich|du möchtest, dass ich) ${own} (?:noch )?(?:etwas )?${work}`,
    `${before}(?:möchten sie|möchtest du|soll ich|wünschen sie),? (?:dass ich )?${own} (?:noch )?(?:etwas )?${work}`,
    `${before}(?:gerne|gern|auf wunsch) (?:kann|passe) ich (?:auch )?${own} (?:noch )?(?:etwas )?(?:${work}|an${after})`,
    `${before}(?:passen sie|pass) (?:diesen|den|diese|die|das) (?:entwurf|nachricht|text|e-?mail|mail|vorlage) (?:gerne |bei bedarf |nach belieben |einfach )an${after}`,
    `${atStart}[\\[(]?(?:hinweis|anmerkung|notiz|wichtig)[*_]{0,2} ?:[*_]{0,2} (?:bitte )?(?:ersetze|ersetzen sie|füllen sie|passen sie|ergänzen sie|fügen sie|die platzhalter|diese[r]? (?:entwurf|nachricht|text|e-?mail) (?:ist|wurde|verwendet)|ich habe )`,
    `${before}(?:ersetzen sie|ersetze) (?:bitte )?(?:die|den|das|alle) (?:platzhalter|klammern|text in klammern|eckigen klammern)`,
  ],
  instruction: [
    `${before}system-?prompts?${after}`,
    `${before}wie (?:im prompt|in den anweisungen|in der anweisung|in den vorgaben) (?:gewünscht|gefordert|angegeben|verlangt|beschrieben)`,
    `${before}(?:basierend auf|auf (?:der )?(?:grundlage|basis)|laut|gemäß|anhand) (?:den|der|dem|von)? ?(?:prompt|(?:bereitgestellten|angegebenen|gegebenen|vorliegenden|genannten) (?:fakten|kontext))`,
    `${before}ignorier(?:e|en sie) (?:alle )?(?:vorherigen|bisherigen) anweisungen`,
  ],
});

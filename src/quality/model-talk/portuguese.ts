import { after, atStart, before, colonAtEnd, slipPatterns } from './slips.ts';

const text =
  '(?:e-?mail|mensagem|rascunho|versão|acompanhamento|notificação|texto|assunto|(?:sugestão|proposta) de (?:mensagem|e-?mail|texto))';
const kind =
  '(?:(?:o|a|um|uma|seu|sua|este|esta|breve|novo|nova|possível|melhorad[oa]|revisad[oa]|final) ){0,4}';
const work =
  '(?:ajust[aeo]r?|mud[aeo]r?|alter[aeo]r?|modifi(?:que|car|ca)|adapt[aeo]r?|reescrev[aeo]r?|encurt[aeo]r?|personali(?:ze|zar|za)|faça|fazer)';
const own =
  '(?:(?:o|este|a|esta|outr[oa]) (?:tom|mensagem|rascunho|e-?mail|texto|estilo|versão|redação|assunto|tamanho)|algo(?: no texto| na mensagem)?(?=[.!?]|$)|mais (?:curt[oa]|formal|informal))';

/** What a model says of itself and of its work in Portuguese. */
export const portuguese = slipPatterns({
  self: [
    `${before}como (?:uma |um )?(?:ia|inteligência artificial|modelo de linguagem|modelo de ia|assistente de ia)(?=,| (?:não|eu|posso|tenho)${after}|$)`,
    `${before}sou (?:apenas |só )?(?:uma ia|um modelo de (?:linguagem|ia)|uma inteligência artificial|um assistente de ia)${after}`,
  ],
  preamble: [
    `${atStart}(?:(?:claro(?: que sim)?|com certeza|certamente|perfeito|certo)[,.! ]{1,3})?(?:aqui está|aqui vai|eis|segue(?: abaixo)?|abaixo está|este é|esta é) ${kind}${text}(?: (?:para|de|em|com|que|ao|à)${after}[^\\n:]{0,80})?${colonAtEnd}`,
    `${atStart}(?:aqui está|aqui vai|segue) (?:um |o |seu )?rascunho(?=[.!]|$| (?:de|do|da|para) (?:o |a |um |uma )?${text}${after})`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:claro(?: que sim)?|com certeza|certamente)[!.,] {0,2}(?:(?:aqui está|aqui vai|segue) ${kind}${text}|(?:escrevi|redigi|preparei) ${kind}${text})${after}`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:claro(?: que sim)?|com certeza)!\\s*\\n`,
    `${atStart}(?:redigi|reescrevi|gerei) ${kind}${text}${after}`,
    `${atStart}(?:rascunho|versão|versão (?:final|melhorada|revisada)|e-?mail (?:final|melhorado)|mensagem (?:final|melhorada))(?: ?#?(?:\\d|[A-C]))?[*_]{0,2} ?:(?!\\d)`,
  ],
  refusal: [
    `${before}(?<!\\b(?:se|que|quando) )não posso (?:ajudar|ajudá-l[oa]|te ajudar|auxiliar) com (?:isso|isto|essa|esta|este|esse|sua|seu|a)${after}`,
    `${before}não posso (?:cumprir|atender|completar|gerar|criar|escrever|produzir) (?:a )?(?:isso|isto|essa|esta|este|esse|sua|seu|a|o) (?:solicitação|pedido|conteúdo|mensagem|e-?mail|texto)`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:desculpe|desculpa|sinto muito|lamento),? mas (?:como (?:uma )?ia|não (?:posso (?:ajudar|auxiliar|cumprir|gerar|escrever|criar)|tenho (?:acesso|informações suficientes)))`,
  ],
  afterword: [
    `${before}espero que (?:este|o) rascunho`,
    `${before}(?:me avise|avise-me|me diga|diga-me|me fale)(?: se| caso)? (?:quiser|queira|desejar|deseje|preferir|prefira|precisar|gostaria|você quiser|você queira)(?: de)?(?: que)?(?: eu)? ${work} ${own}`,
    `${before}(?:se quiser|se desejar|se preferir|caso queira),? (?:eu )?posso ${work} ${own}`,
    `${before}(?:quer|gostaria|deseja)(?: de)? que (?:eu )?${work} ${own}`,
    `${before}(?:fique à vontade para|sinta-se à vontade para|não hesite em) (?:modificar|ajustar|adaptar|editar|personalizar) (?:este|o|esta|a) (?:rascunho|mensagem|e-?mail|texto|conteúdo)`,
    `${atStart}[\\[(]?(?:nota|obs|observação|importante|lembrete)[*_]{0,2} ?:[*_]{0,2} (?:por favor,? )?(?:substitu|troque|lembre-se de (?:substituir|preencher)|certifique-se de|preench|ajust|personaliz|est[ea] (?:rascunho|mensagem|e-?mail|texto) (?:é|foi|está|usa|assume)|eu )`,
    `${before}substitua (?:os|o|as|a) (?:marcadores?|colchetes|texto entre colchetes|campos)`,
  ],
  instruction: [
    `${before}prompt (?:do|de) sistema${after}`,
    `${before}(?:conforme|como) (?:solicitado|indicado|pedido|instruído) (?:no prompt|nas instruções)`,
    `${before}(?:segundo|com base|basead[oa]|de acordo com|a partir) ?(?:em |n|d)?(?:o prompt|os fatos (?:fornecidos|dados|informados)|os factos (?:fornecidos|dados)|o contexto (?:fornecido|dado))`,
    `${before}ignore (?:todas )?(?:as )?instruções (?:anteriores|prévias)`,
  ],
});

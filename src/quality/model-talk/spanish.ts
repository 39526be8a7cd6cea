import { after, atStart, before, colonAtEnd, slipPatterns } from './slips.ts';

const text =
  '(?:correo(?: electrónico)?|e-?mail|mensaje|borrador|versión|seguimiento|notificación|texto|asunto|propuesta de (?:correo|mensaje|texto))';
const kind =
  '(?:(?:el|la|un|una|tu|su|este|esta|breve|nuevo|nueva|primer|primera|posible|mejorad[oa]|revisad[oa]|final) ){0,4}';
const work =
  '(?:ajust[aeo]s?|ajustar|cambi[aeo]s?|cambiar|modifi(?:que|car|ca)s?|adapt[aeo]|adaptar|reescrib[aei]r?|acort[aeo]|acortar|personali(?:ce|zar|za)|haga|hacer)';
const own =
  '(?:(?:el|este|la|esta|otr[oa]) (?:tono|mensaje|borrador|correo|texto|estilo|versión|redacción|asunto|longitud)|algo(?: del texto| del mensaje)?(?=[.!?]|$)|más (?:corto|breve|formal|informal))';

/** What a model says of itself and of its work in Spanish. */
export const spanish = slipPatterns({
  self: [
    `${before}como (?:una |un )?(?:ia|inteligencia artificial|modelo de lenguaje|modelo de ia|asistente (?:de ia|virtual de ia))(?=,| (?:no|yo|puedo|tengo)${after}|$)`,
    `${before}soy (?:solo |sólo )?(?:una ia|un modelo de (?:lenguaje|ia)|una inteligencia artificial|un asistente de ia)${after}`,
  ],
  preamble: [
    `${atStart}(?:(?:claro(?: que sí)?|por supuesto|desde luego|perfecto|de acuerdo)[,.! ]{1,3}¡?)?(?:aquí (?:está|hay|tienes|tiene|te dejo|le dejo|va)|a continuación(?: tienes| tiene| te presento| se presenta)?,?|este es|te presento|le presento) ${kind}${text}(?: (?:para|de|del|en|con|que|a)${after}[^\\n:]{0,80})?${colonAtEnd}`,
    `${atStart}aquí (?:tienes|tiene|está|va|te dejo|le dejo) (?:un |el |tu |su )?borrador(?=[.!]|$| (?:de|del|para) (?:el |un |tu |su )?${text}${after})`,
    `(?<![\\s\\S])[\\s"“*_¡]{0,6}(?:claro(?: que sí)?|por supuesto|desde luego)[!.,] {0,2}¡?(?:aquí (?:está|tienes|tiene|te dejo|va) ${kind}${text}|he (?:redactado|escrito|preparado) ${kind}${text})${after}`,
    `(?<![\\s\\S])[\\s"“*_¡]{0,6}(?:claro(?: que sí)?|por supuesto)!\\s*\\n`,
    `${atStart}he (?:redactado|escrito|reescrito|generado) ${kind}${text}${after}`,
    `${atStart}(?:borrador|versión|correo (?:final|mejorado)|mensaje (?:final|mejorado)|versión (?:final|mejorada|revisada))(?: ?#?(?:\\d|[A-C]))?[*_]{0,2} ?:(?!\\d)`,
  ],
  refusal: [
    `${before}(?<!\\b(?:si|que|cuando) )no puedo (?:ayudar(?:te|le|lo|la)?|asistir(?:te|le)?) (?:con|en) (?:eso|esto|esa|esta|este|tu|su|la)${after}`,
    `${before}no puedo (?:cumplir|completar|generar|crear|escribir|redactar|producir) (?:con )?(?:eso|esto|esa|esta|este|ese|tu|su|la|el) (?:solicitud|petición|contenido|mensaje|correo|texto)`,
    `(?<![\\s\\S])[\\s"“*_¡]{0,6}(?:lo siento|disculpa|disculpe|perdón),? pero (?:como (?:una )?ia|no (?:puedo (?:ayudar|asistir|cumplir|generar|escribir|crear)|tengo (?:acceso|suficiente)))`,
  ],
  afterword: [
    `${before}espero que (?:este|el) (?:borrador|mensaje te sirva|texto te sirva)`,
    `${before}(?:dime|dígame|avísame|avíseme|hazme saber|hágame saber|házmelo saber|me avisas)(?: si)? (?:quieres|quiere|deseas|desea|prefieres|prefiere|necesitas|necesita|te gustaría|le gustaría)(?: que)? ${work} ${own}`,
    `${before}(?:si quieres|si lo deseas|si desea|si lo desea|si prefieres),? puedo ${work} ${own}`,
    `${before}(?:quieres|te gustaría|desea|le gustaría) que ${work} ${own}`,
    `${before}(?:no dudes en|no dude en|siéntete libre de|siéntase libre de) (?:modificar|ajustar|adaptar|editar|personalizar) (?:este|el) (?:borrador|mensaje|correo|texto|contenido)`,
    `${atStart}[\\[(]?(?:nota|importante|recuerda|recordatorio)[*_]{0,2} ?:[*_]{0,2} (?:por favor,? )?(?:reemplaz|sustitu|recuerda|recuerde|asegúr|complet(?:a|e|ar) (?:los|el|las|la)|ajust|personaliz|este (?:borrador|mensaje|correo|texto) (?:es|fue|está|usa|asume)|he )`,
    `${before}(?:reemplaza|reemplace|sustituye|sustituya) (?:los|el|las|la) (?:marcadores?|corchetes|texto entre corchetes|campos)`,
  ],
  instruction: [
    `${before}prompt (?:del|de) sistema${after}`,
    `${before}(?:como se (?:solicita|indica|pide)|según lo (?:solicitado|indicado|pedido)|tal como se (?:solicita|indica)|solicitado) en (?:el prompt|las instrucciones|la instrucción)`,
    `${before}(?:según|con base en|basad[oa] en|a partir de|de acuerdo con) (?:el prompt|los hechos (?:proporcionados|dados|facilitados|aportados)|el contexto (?:proporcionado|dado))`,
    `${before}ignora (?:todas )?(?:las )?instrucciones (?:anteriores|previas)`,
  ],
});

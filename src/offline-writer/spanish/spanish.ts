import type { Language } from '../language.ts';
import { withArticle } from './article.ts';
import { email } from './email.ts';
import { notification } from './notification.ts';
import { strategy } from './strategy.ts';
import { web } from './web.ts';
import { whatsapp } from './whatsapp.ts';

function list(items: readonly string[], conjunction: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

export const spanish: Language = {
  scripts: { email, whatsapp, notification, web },
  strategy,
  agenda: {
    new: 'entender qué te ayudaría más',
    qualified: 'decidir por dónde empezar',
    proposal: 'resolver lo que siga abierto',
    customer: 'ver qué necesitas ahora',
    cold: 'ver si esto sigue teniendo sentido',
    unknown: 'ver qué te ayudaría más',
  },
  medium: {
    email: 'último correo',
    call: 'última llamada',
    meeting: 'última reunión',
    demo: 'última demo',
    chat: 'última conversación',
  },
  occasion: {
    email: 'en nuestro último correo',
    call: 'en nuestra última llamada',
    meeting: 'en nuestra última reunión',
    demo: 'en nuestra última demo',
    chat: 'en nuestra última conversación',
    other: 'la última vez que estuvimos en contacto',
  },
  retellings: [
    { note: /^(?:le )?(?:presentamos|mostramos|enseñamos) (.+)$/iu, told: 'te mostramos $1' },
    {
      note: /^(?:se )?(?:habl(?:amos|ó) (?:de|sobre)|convers(?:amos|ó) (?:de|sobre)|coment(?:amos|ó)|revis(?:amos|ó)|tratamos|trató|vimos|discutimos) (.+)$/iu,
      told: 'hablamos de $1',
    },
    {
      note: /^(?:\S+ )?(?:preguntó (?:por|sobre)|consultó (?:por|sobre)) (.+)$/iu,
      told: 'preguntaste por $1',
    },
    { note: /^(?:\S+ )?(?:mostró interés en|se interesó por) (.+)$/iu, told: 'mostraste interés en $1' },
    { note: /^(?:\S+ )?(?:pidió|solicitó) (?!que )(.+)$/iu, told: 'pediste $1' },
    {
      note: /^(?:le |se )?(?:enviamos|envió|mandamos|compartimos|compartió|envío de|enviad[oa]s?) (.+)$/iu,
      told: 'compartimos $1',
    },
    {
      note: /^(?:primer[ao]? )?(?:contacto|llamada|reunión|demo|demostración|conversación|charla|correo)(?: inicial)? (?:de|sobre|acerca de|para hablar de) (.+)$/iu,
      told: 'hablamos de $1',
    },
    {
      note: /^(?:primer )?(?:contacto|correo)(?: inicial)? con ((?:información|detalles|precios|materiales|documentación)(?: \S+){0,3})$/iu,
      told: 'compartimos $1',
    },
  ],
  clauseEnd:
    /[.;:!?](?:\s|$)|,\s|,? (?:y|pero) (?:pidió|preguntó|solicitó|quiere|dijo|enviamos|quedamos|se)(?!\p{L})|\s[-–—]\s|\(/iu,
  thirdPerson:
    /(?<!\p{L})(?:él|ella|ellos|ellas|le|les|suy[oa]s?|su|sus|(?:el|la) (?:cliente|lead|contacto|prospecto))(?!\p{L})/iu,
  someone: 'este contacto',
  roles: {
    email: 'el correo argumenta',
    whatsapp: 'WhatsApp hace la pregunta en pocas líneas',
    notification: 'la notificación lo recuerda dentro del producto',
    web: 'el banner aprovecha la próxima visita',
  },
  roleAfterVisit: 'el banner retoma la visita a {page}',
  later: {
    openings: [
      'Ya te escribimos, y vale la pena añadir una idea.',
      'Una idea más que faltaba en nuestro último mensaje.',
      'Hay otra manera de verlo, y va en dos líneas.',
      'Hemos pensado en qué te ayudaría más.',
      'Otro enfoque, por si el anterior no acertó.',
      'Esta vez, una pregunta distinta y nada más.',
      'Este mensaje es corto y va al grano.',
      'Quizá tenías otras cosas que hacer, así que va la versión corta.',
      'Hay algo de tu situación que nos dejó pensando.',
      'Nos quedó una pregunta abierta la última vez.',
    ],
    questions: [
      '¿Qué tendría que cambiar para que te valiera la pena?',
      '¿Quién más en {company} debería participar?',
      '¿Qué es lo que aún no hemos entendido de tu trabajo?',
      '¿Qué duda tuya deberíamos resolver antes que las demás?',
      '¿Qué impide que esto sea una prioridad ahora mismo?',
      'Si pudieras pasarle una tarea a otra persona, ¿cuál sería?',
      '¿Qué te haría más fácil el siguiente paso?',
      '¿Qué nos dirías que dejáramos fuera?',
      '¿En qué se va más tiempo en una semana normal?',
      '¿Qué has probado hasta ahora, y qué resultado dio?',
    ],
  },
  units: {
    min: ['minuto', 'minutos'],
    H: ['hora', 'horas'],
    D: ['día', 'días'],
    W: ['semana', 'semanas'],
    M: ['mes', 'meses'],
    Y: ['año', 'años'],
  },
  foreignWords: /\b(?:the|and|of|for|with|you|your|in|is|are|to|our|by|we|can|at|any|an|on|from|it)\b/i,
  withArticle,
  // "e" and "u" before the same sound: "análisis e informes", "una u otra".
  and: (items) => list(items, /^(?:i|hi(?!e))/i.test(items.at(-1) ?? '') ? 'e' : 'y'),
  or: (items) => list(items, /^h?o/i.test(items.at(-1) ?? '') ? 'u' : 'o'),
  polish: (text) => text.replace(/(?<!\p{L})(de|a) el (?=\p{Ll})/giu, '$1l '),
};

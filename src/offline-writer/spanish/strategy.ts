import type { Part } from '../script.ts';

export const strategy: readonly Part[] = [
  {
    new: [
      'El primer contacto con {who} es reciente, así que los mensajes abren la conversación y no prometen nada.',
    ],
    qualified: [
      'Ya está cualificado el contacto con {who}, así que los mensajes se saltan la presentación y buscan un primer paso.',
    ],
    proposal: [
      'La decisión de {who} está cerca, así que los mensajes buscan el punto abierto y ofrecen aclararlo.',
    ],
    customer: [
      'Ya hay relación de cliente con {who}, así que los mensajes preguntan por los resultados antes que por algo nuevo.',
    ],
    cold: [
      'No hay noticias de {who}, así que los mensajes preguntan abiertamente si el tema sigue vivo y facilitan un no.',
    ],
    unknown: [
      'La etapa dice poco sobre {who}, así que los mensajes buscan ser útiles y hacen una pregunta abierta.',
    ],
  },
  [
    'El ángulo: {pains}; la respuesta: {interests}, dentro de un presupuesto de {budget} y retomando el contacto anterior ({medium}).',
    'El ángulo: {pains}; la respuesta: {interests}, dentro de un presupuesto de {budget}.',
    'El ángulo: {pains}; la respuesta: {interests}, retomando el contacto anterior ({medium}).',
    'El ángulo: {pains}; la respuesta: {interests}.',
    'El ángulo: {pains}; cómo se resuelve hoy va antes que cualquier producto, y se retoma el contacto anterior ({medium}).',
    'El ángulo: {pains}; cómo se resuelve hoy va antes que cualquier producto.',
    'El ángulo es el interés en {interests}, retomando el contacto anterior ({medium}); falta averiguar el problema de fondo.',
    'El ángulo es el interés en {interests}; falta averiguar el problema de fondo.',
    'No se conoce ningún problema ni interés, así que el ángulo es una pregunta sincera que retoma el contacto anterior ({medium}).',
    'No se conoce ningún problema ni interés, así que el ángulo es una pregunta sincera.',
  ],
  ['{roles}.'],
  {
    reply: [
      'Se pide una respuesta corta; si no llega, conviene insistir después de {interval}.',
      'Se pide una respuesta corta; si no llega, conviene insistir una vez más desde otro ángulo.',
    ],
    call: [
      'Se pide una hora para una llamada corta; sin respuesta, conviene insistir después de {interval}.',
      'Se pide una hora para una llamada corta; sin respuesta, conviene insistir pidiendo solo unas líneas.',
    ],
    meeting: [
      'Se pide un día para una reunión; sin respuesta, conviene insistir después de {interval}.',
      'Se pide un día para una reunión; sin respuesta, conviene insistir ofreciendo una llamada corta.',
    ],
  },
];

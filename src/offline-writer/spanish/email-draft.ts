import type { Script } from '../script.ts';

/** Without greeting and sign-off. */
export const emailDraft: Script = {
  title: {
    new: [
      'Primer contacto sobre {interest}',
      'Presentación: {interest}',
      'Primer contacto con {company}',
      'Primer contacto sobre {pain}',
      'Una breve presentación',
    ],
    qualified: [
      'Próximos pasos con {interest} en {company}',
      'Seguimiento: {interest} para {company}',
      'Próximos pasos con {interest}',
      'Próximos pasos con {company}',
      'Seguimiento sobre {pain}',
      'Próximos pasos juntos',
    ],
    proposal: [
      'Preguntas abiertas sobre {interest}',
      'La decisión sobre {interest}',
      'Preguntas abiertas de {company}',
      '¿Queda alguna pregunta abierta?',
    ],
    customer: [
      '¿Cómo va todo en {company}?',
      'Seguimiento sobre {interest}',
      'Seguimiento con {company}',
      '¿Cómo va todo por ahora?',
    ],
    cold: [
      'De nuevo en contacto sobre {interest}',
      'Retomamos el contacto: {interest}',
      'Retomamos el contacto con {company}',
      'Retomamos el contacto',
    ],
    unknown: [
      'Seguimiento sobre {interest} para {company}',
      'Seguimiento sobre {interest}',
      'Seguimiento con {company}',
      'Seguimiento sobre {pain}',
      'Seguimiento de nuestro contacto',
    ],
  },
  message: [
    [
      {
        told: [
          '{occasion} {event}, y queríamos dar seguimiento a ese tema.',
          'Te escribimos para dar continuidad a lo que vimos {occasion}, cuando {event}.',
        ],
        touched: [
          'Te escribimos para dar seguimiento a nuestro contacto y saber cómo va todo.',
          'Te escribimos para retomar el contacto y saber en qué punto está todo.',
        ],
        missed: ['Intentamos contactarte y no fue posible, así que te damos seguimiento por escrito.'],
        none: [
          'Te escribimos desde {team} porque nos gustaría ser de ayuda en {company}.',
          'Te contactamos desde {team} porque nos gustaría ser de ayuda en {company}.',
          'Te escribimos desde {team} porque nos gustaría ser de ayuda.',
          'Te escribimos porque nos gustaría ser de ayuda.',
        ],
      },
      {
        new: [
          'Como apenas nos estamos conociendo, primero nos gustaría saber un poco más sobre {company}.',
          'Antes de proponer nada, nos gustaría entender cómo se trabaja hoy en {company}.',
          'Antes de proponer nada, nos gustaría entender cómo trabajas hoy.',
        ],
        qualified: [
          'Nos gustaría ayudarte a valorar si esto es lo que {company} necesita.',
          'Creemos que puede encajar bien en {company} y nos gustaría acordar el siguiente paso.',
          'Creemos que puede encajar bien y nos gustaría acordar contigo el siguiente paso.',
        ],
        proposal: [
          'Sabemos que estás valorando la decisión y queremos asegurarnos de que no quede nada abierto.',
          'La decisión está cerca y queremos asegurarnos de que tengas todo lo que necesitas.',
        ],
        customer: [
          'Gracias por tu confianza. Queremos asegurarnos de que {company} reciba de nosotros lo que necesita.',
          'Gracias por tu confianza. Queremos asegurarnos de que recibas de nosotros lo que necesitas.',
        ],
        cold: [
          'Hace tiempo que no hablamos, y entendemos que quizá no era el momento.',
          'Entendemos que otros temas hayan ido primero y no queremos ser una molestia.',
        ],
        unknown: [
          'Queremos asegurarnos de que lo que enviamos sea útil para {company}.',
          'Queremos asegurarnos de que lo que enviamos sea útil para ti.',
        ],
      },
    ],
    [
      [
        'Entendemos que tienes retos como {pains}. Para ello te sugerimos mirar con más detalle {interests}.',
        'Por lo que sabemos, entre tus prioridades hay temas como {pains}. Pensando en eso, te sugerimos conocer mejor {interests}.',
        'Entendemos que tienes retos como {pains}. Nos gustaría saber cómo los resuelves hoy y qué te gustaría cambiar.',
        'Por lo que sabemos, entre tus prioridades hay temas como {pains}. Nos ayudaría saber cómo los resuelves hoy.',
        'Entendemos que te interesan temas como {interests}. Con gusto podemos ver contigo qué significaría eso en la práctica para {company}.',
        'Entendemos que te interesan temas como {interests}. Con gusto podemos ver contigo qué significaría eso en la práctica.',
        'No queremos enviarte información general que no te sirva, así que nos ayudaría saber en qué estás trabajando y qué te gustaría mejorar.',
      ],
      ['{claim}'],
    ],
    [
      {
        reply: {
          new: [
            '¿Nos puedes decir si es un tema que estás mirando en este momento?',
            '¿Nos puedes decir qué haría que valga la pena verlo con más calma?',
          ],
          qualified: [
            '¿Hay algo que necesites saber antes de dar el siguiente paso?',
            '¿Nos puedes decir qué necesitarías ver antes de dar el siguiente paso?',
          ],
          proposal: [
            '¿Queda alguna pregunta abierta que podamos responder?',
            '¿Hay algo que todavía te impida tomar una decisión?',
          ],
          customer: [
            '¿Hay algo que te gustaría que mejoráramos o explicáramos mejor?',
            '¿Nos puedes decir qué funciona bien y qué no?',
          ],
          cold: [
            '¿Tendría sentido retomar la conversación?',
            '¿Nos puedes decir si todavía es un tema de interés para ti?',
          ],
          unknown: [
            '¿Nos puedes decir qué te sería más útil en este momento?',
            '¿Hay algo en lo que podamos ayudarte en este momento?',
          ],
        },
        call: [
          '¿Podríamos tener una llamada de {minutes} minutos para {agenda}?',
          '¿Podríamos tener una llamada breve para {agenda}?',
          'Nos gustaría proponerte una llamada breve para {agenda}.',
        ],
        meeting: [
          '¿Podríamos reunirnos {minutes} minutos para {agenda}?',
          '¿Podríamos reunirnos para {agenda}?',
          'Nos gustaría proponerte una reunión para {agenda}.',
        ],
      },
      {
        reply: [
          '{callToAction}',
          'Si prefieres hablar, puedes elegir una hora aquí: {bookingUrl}',
          'Puedes responder directamente a este correo y te contestaremos.',
          'Basta con que respondas a este correo y seguimos desde ahí.',
        ],
        call: [
          '{callToAction}',
          'Puedes elegir aquí la hora que te venga bien: {bookingUrl}',
          'Responde con un día y una hora que te vengan bien y te llamamos en ese momento.',
          'Dinos por favor qué día y a qué hora te viene bien y te llamamos.',
        ],
        meeting: [
          '{callToAction}',
          'Puedes elegir aquí la hora que te venga bien: {bookingUrl}',
          'Responde con un día y una hora que te vengan bien y lo organizamos.',
          'Dinos por favor qué día y a qué hora te viene bien y nos encargamos del resto.',
        ],
      },
    ],
    [
      {
        new: ['Si no es un tema relevante para ti, dínoslo por favor y lo dejamos aquí.'],
        qualified: ['Si tus prioridades han cambiado, dínoslo por favor y nos adaptamos.'],
        proposal: [
          'Si hay otra persona que participe en la decisión, con gusto respondemos también a sus preguntas.',
        ],
        customer: ['Si todo funciona como debe, también nos alegrará saberlo.'],
        cold: ['Si la respuesta es no, dínoslo por favor y no volveremos a escribirte sobre este tema.'],
        unknown: ['Si no es un buen momento, dínoslo por favor y volvemos más adelante.'],
      },
    ],
  ],
};

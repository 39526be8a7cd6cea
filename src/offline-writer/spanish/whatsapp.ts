import type { Part, Scripts } from '../script.ts';

const hello: Part = {
  inOrder: [
    'Hola {name}, soy {sender}, de {team}.',
    'Hola, soy {sender}, de {team}.',
    'Hola {name}, somos el equipo de {team}.',
    'Hola {name}, te escribimos de {team}.',
    'Hola, somos el equipo de {team}.',
    'Hola {name}, gracias por leernos.',
    'Hola, gracias por leernos.',
  ],
};
const hey: Part = {
  inOrder: [
    'Hola {name}, aquí {sender}, de {team}.',
    'Hola, aquí {sender}, de {team}.',
    'Hola {name}, aquí el equipo de {team}.',
    'Hola {name}, aquí {team}.',
    'Hola, aquí el equipo de {team}.',
    'Hola {name}, una cosa rápida.',
    'Hola, una cosa rápida.',
  ],
};

export const whatsapp: Scripts = {
  draft: {
    title: {
      new: [
        'Una primera pregunta sobre {interest}',
        'Una primera pregunta sobre {pain}',
        'Una primera pregunta',
      ],
      qualified: ['Siguiente paso con {interest}', 'Siguiente paso con {company}', 'El siguiente paso'],
      proposal: ['Puntos abiertos sobre {interest}', 'Puntos abiertos con {company}', 'Puntos abiertos'],
      customer: ['Seguimiento con {company}', 'Seguimiento sobre {interest}', 'Seguimiento breve'],
      cold: ['De nuevo sobre {interest}', 'De nuevo en contacto con {company}', 'De nuevo en contacto'],
      unknown: ['Seguimiento sobre {interest}', 'Seguimiento sobre {pain}', 'Seguimiento breve'],
    },
    message: [
      [
        hello,
        {
          told: ['{occasion} {event}.', 'Seguimos con lo que quedó pendiente: {occasion} {event}.'],
          touched: [
            'Damos seguimiento a nuestro último contacto.',
            'Queríamos dar seguimiento a lo que dejamos pendiente.',
          ],
          missed: ['Intentamos contactarte y no fue posible.'],
          none: [
            'Nos gustaría preguntarte algo sobre {interests}.',
            'Nos gustaría preguntarte algo sobre tu trabajo.',
          ],
        },
      ],
      [
        [
          'Entendemos que en {company} tienes retos como {pains}, y creemos que vale la pena mirar {interests}.',
          'Entendemos que tienes retos como {pains}, y creemos que vale la pena mirar {interests}.',
          'Entendemos que tienes retos como {pains}, y nos gustaría saber más.',
          '{?event}Con gusto te contamos más sobre {interests}.',
          '{?medium}Con gusto te contamos más sobre {interests}.',
        ],
        {
          reply: {
            new: ['¿Es algo que estás mirando en este momento?', '¿Estás trabajando en esto ahora?'],
            qualified: [
              '¿Hay algo que necesites saber para el siguiente paso?',
              '¿Cuál sería un buen siguiente paso para ti?',
            ],
            proposal: [
              '¿Queda alguna pregunta que podamos responder?',
              '¿Hay algo que te falte para decidir?',
            ],
            customer: ['¿Todo funciona bien hasta ahora?', '¿Hay algo que te gustaría que mejoráramos?'],
            cold: ['¿Todavía te interesa el tema?', '¿Tendría sentido volver a hablarlo?'],
            unknown: ['¿Hay algo en lo que podamos ayudarte?', '¿Qué te sería más útil ahora?'],
          },
          call: [
            '¿Podemos tener una llamada de {minutes} minutos para {agenda}?',
            '¿Podemos tener una llamada breve para {agenda}?',
            '¿Te parece bien una llamada breve para {agenda}?',
          ],
          meeting: [
            '¿Podemos reunirnos {minutes} minutos para {agenda}?',
            '¿Podemos reunirnos para {agenda}?',
            '¿Te parece bien una reunión para {agenda}?',
          ],
        },
        {
          reply: ['{callToAction}', 'Puedes responder por aquí.', 'Escríbenos por aquí cuando puedas.'],
          call: [
            '{callToAction}',
            'Puedes elegir aquí la hora: {bookingUrl}',
            'Dinos por favor a qué hora te viene bien.',
            'Dinos por favor cuándo podemos llamarte.',
          ],
          meeting: [
            '{callToAction}',
            'Puedes elegir aquí la hora: {bookingUrl}',
            'Dinos por favor qué día y hora te vienen bien.',
            'Dinos por favor qué día te viene bien.',
          ],
        },
      ],
    ],
  },
  refined: {
    title: {
      new: [
        'Pregunta rápida sobre {interest}',
        'Pregunta rápida sobre {pain}',
        'Pregunta rápida, {name}',
        'Una pregunta rápida',
      ],
      qualified: [
        '¿Por dónde empezar con {interest}?',
        '¿Por dónde empieza {company}?',
        '¿Por dónde empezamos?',
      ],
      proposal: ['{name}, ¿queda algo abierto?', '¿Queda algo abierto?'],
      customer: ['{name}, ¿cómo va todo?', '¿Cómo va todo en {company}?', '¿Cómo va todo?'],
      cold: ['{name}, ¿sigue en tu lista?', '¿Sigue en tu lista?'],
      unknown: ['Pregunta rápida sobre {interest}', 'Pregunta rápida, {name}', 'Una pregunta rápida'],
    },
    message: [
      [
        hey,
        {
          told: ['{occasion} {event}.', 'Te acordarás: {occasion} {event}.'],
          touched: ['Retomamos el hilo.', 'Seguimos donde lo dejamos.'],
          missed: ['Intentamos hablar contigo y no coincidimos, así que van dos líneas.'],
          none: ['Somos breves.', 'Solo una cosa.'],
        },
      ],
      [
        {
          reply: {
            new: [
              '{bothPains}: ¿qué te cuesta hoy más esfuerzo?',
              'Con retos como {pain}, ¿qué cambiarías primero?',
              '¿Qué te llamó la atención de {interests}?',
              '¿Qué tarea te gustaría quitarte de encima?',
            ],
            qualified: [
              'Con retos como {pains} en mente, ¿por dónde prefieres empezar: {either}?',
              '¿Por dónde prefieres empezar: {either}?',
              'Con retos como {pains} en mente, ¿te parece bien empezar por {interest}?',
              '¿Te parece bien empezar por {interest}?',
              'Con retos como {pain}, ¿qué cambiarías primero?',
              '¿Cómo sería para ti un buen primer paso?',
            ],
            proposal: [
              '¿Qué te falta por saber de {interests} para decidir?',
              '¿Qué te falta por saber para decidir?',
            ],
            customer: [
              '¿Cómo va lo de {pains}: mejor, o todavía cuesta?',
              '¿Qué debería funcionar mejor en {company}?',
              '¿Qué debería funcionar mejor para ti?',
            ],
            cold: [
              '¿Sigues con {interest} en la lista, o lo dejamos por ahora?',
              '¿Sigues con retos como {pain}, o ya se resolvió?',
              '¿Sigue en tu lista, o lo dejamos por ahora?',
            ],
            unknown: [
              '{bothPains}: ¿con qué te ayudamos primero?',
              'Con retos como {pain}, ¿qué cambiarías primero?',
              '¿Qué te gustaría saber de {interests}?',
              '¿Qué te podemos quitar de encima?',
            ],
          },
          call: [
            'Hay cosas que es mejor hablarlas. ¿Una llamada de {minutes} minutos sobre {interests} para {agenda}?',
            'Hay cosas que es mejor hablarlas. ¿Una llamada de {minutes} minutos para {agenda}?',
            'Hay cosas que es mejor hablarlas. ¿Una llamada rápida sobre {interests} para {agenda}?',
            'Mejor que escribir sobre {pains}: ¿una llamada rápida para {agenda}?',
            'Hay cosas que es mejor hablarlas. ¿Una llamada rápida para {agenda}?',
          ],
          meeting: [
            '¿Nos vemos {minutes} minutos para {agenda}? Iríamos directo a {interests}.',
            '¿Nos vemos {minutes} minutos para {agenda}? Vamos al grano.',
            '¿Nos vemos para {agenda}? Iríamos directo a {pains}, y veríamos {interests} donde ayude.',
            '¿Nos vemos para {agenda}? Iríamos directo a {interests}.',
            '¿Nos vemos para {agenda}? Iríamos directo a {pains}.',
            '¿Nos vemos para {agenda}? Vamos al grano.',
          ],
        },
        {
          reply: [
            '{callToAction}',
            'Con una palabra o dos nos basta.',
            'Contesta aquí mismo, basta una palabra o dos.',
          ],
          call: [
            '{callToAction}',
            'Elige aquí la hora: {bookingUrl}',
            'Dinos cuándo y te llamamos.',
            '¿A qué hora te viene bien?',
          ],
          meeting: [
            '{callToAction}',
            'Elige aquí la hora: {bookingUrl}',
            '¿Qué día te viene bien?',
            'Dinos qué día te viene bien y lo agendamos.',
          ],
        },
        {
          new: [],
          qualified: [],
          proposal: [],
          customer: [],
          cold: ['Un no también nos sirve.'],
          unknown: [],
        },
      ],
    ],
  },
};

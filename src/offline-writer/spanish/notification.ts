import type { ByAsk, Scripts } from '../script.ts';

const plainAction: ByAsk = {
  reply: ['Puedes responder cuando quieras.', 'Quedamos a la espera de tu respuesta.'],
  call: ['Propón por favor una hora para hablar.', 'Dinos por favor cuándo llamarte.'],
  meeting: ['Propón por favor un día para reunirnos.', 'Dinos por favor cuándo reunirnos.'],
};
const action: ByAsk = {
  reply: ['Con una línea basta.', 'Una línea nos sirve.'],
  call: ['Di una hora y te llamamos.', '¿Cuándo te llamamos?'],
  meeting: ['Di un día y lo agendamos.', '¿Qué día nos vemos?'],
};

export const notification: Scripts = {
  draft: {
    title: {
      new: ['Presentación: {interest}', 'Queremos conocer mejor {company}', 'Queremos conocerte mejor'],
      qualified: [
        'Tu siguiente paso con {interest}',
        'El siguiente paso para {company}',
        'Tu siguiente paso',
      ],
      proposal: ['Tus preguntas sobre {interest}', 'Tus preguntas abiertas', '¿Preguntas antes de decidir?'],
      customer: ['¿Cómo va todo en {company}?', 'Seguimiento sobre {interest}', '¿Cómo va todo?'],
      cold: ['¿Sigue el interés en {interest}?', '{name}, ¿sigue el interés?', '¿Sigue el interés?'],
      unknown: ['Una nota sobre {interest}', 'Una pregunta para {company}', 'Una pregunta para ti'],
    },
    message: [
      [
        {
          new: [
            'Nos gustaría saber cómo resuelves en {company} retos como {pain}.',
            'Nos gustaría saber cómo resuelves retos como {pain}.',
            'Nos gustaría saber qué necesita {company}.',
            'Nos gustaría saber qué necesitas.',
          ],
          qualified: [
            'Nos gustaría acordar el siguiente paso con {interest} para {company}.',
            'Nos gustaría acordar el siguiente paso con {interest}.',
            'Nos gustaría acordar el siguiente paso para {company}.',
            'Nos gustaría acordar contigo el siguiente paso.',
          ],
          proposal: [
            'Con gusto respondemos lo que quede por aclarar sobre {interest} para {company}.',
            'Con gusto respondemos lo que quede por aclarar sobre {interest}.',
            'Con gusto respondemos lo que quede por aclarar antes de que decidas.',
          ],
          customer: [
            'Queremos asegurarnos de que {company} tenga lo que necesita con {interest}.',
            'Queremos asegurarnos de que {company} tenga lo que necesita.',
            'Queremos asegurarnos de que tengas lo que necesitas.',
          ],
          cold: [
            'No hemos vuelto a hablar de {interest} y queríamos preguntar una vez más.',
            'No hemos vuelto a hablar y queríamos preguntar una vez más.',
          ],
          unknown: [
            'Nos gustaría ayudar a {company} con retos como {pain}.',
            'Nos gustaría ayudarte con retos como {pain}.',
            'Nos gustaría contarte más sobre {interests}.',
            'Nos gustaría saber cómo ayudar a {company}.',
            'Nos gustaría saber cómo ayudarte.',
          ],
        },
        plainAction,
      ],
    ],
  },
  refined: {
    title: {
      new: ['{name}, ¿un vistazo a {interest}?', '{name}, ¿qué te ayudaría más?', '¿Qué te ayudaría más?'],
      qualified: [
        '{name}, ¿empezamos por {interest}?',
        '¿Empezamos por {interest}?',
        '{name}, ¿por dónde empezar?',
        '¿Por dónde empezar?',
      ],
      proposal: [
        '{name}, ¿qué queda sobre {interest}?',
        '{name}, ¿qué queda por aclarar?',
        '¿Qué queda por aclarar?',
      ],
      customer: ['{name}, ¿qué debería ir mejor?', '¿Qué debería ir mejor?'],
      cold: ['{name}, ¿seguimos con {interest}?', '{name}, ¿sigue en tu lista?', '¿Sigue en tu lista?'],
      unknown: ['{name}, sobre {interest}', '{name}, ¿cómo te ayudamos?', '¿Cómo te ayudamos?'],
    },
    message: [
      [
        {
          new: [
            '{bothPains}: ¿qué pesa más en {company}?',
            'Con retos como {pain}, ¿qué cambiarías primero en {company}?',
            'Con retos como {pain}, ¿qué cambiarías primero?',
            '¿Qué te gustaría ver primero de {interest}?',
            'Cuéntanos qué te gustaría arreglar primero en {company}.',
            'Cuéntanos qué te gustaría arreglar primero.',
          ],
          qualified: [
            '{either}: ¿qué debería ir primero en {company}?',
            '{either}: ¿qué debería ir primero?',
            '¿Qué necesita ver {company} antes de empezar con {interest}?',
            '¿Qué necesitas ver antes de empezar con {interest}?',
            '¿Cómo sería un buen primer paso para {company}?',
            '¿Cómo sería un buen primer paso para ti?',
          ],
          proposal: [
            'Dinos qué punto de {interest} frena todavía la decisión en {company} y lo aclaramos.',
            'Dinos qué punto frena todavía la decisión en {company} y lo aclaramos.',
            'Dinos qué punto frena todavía tu decisión y lo aclaramos.',
          ],
          customer: [
            '¿Va mejor en {company} lo de {pain}? Queremos saberlo, sea cual sea la respuesta.',
            'Cuéntanos qué funciona en {company} y qué no, y lo atendemos.',
            'Cuéntanos qué funciona y qué no, y lo atendemos.',
          ],
          cold: [
            '¿Dejamos abierto para {company} el tema de {interest}, o lo cerramos? Las dos cosas valen.',
            '¿Dejamos el tema abierto para {company}, o lo cerramos? Las dos cosas valen.',
            '¿Dejamos el tema abierto, o lo cerramos? Las dos cosas valen.',
          ],
          unknown: [
            'Con retos como {pain}, ¿qué cambiarías primero en {company}?',
            'Con retos como {pain}, ¿qué cambiarías primero?',
            '¿Qué te gustaría saber de {interests}?',
            'Cuéntanos en qué trabajas y te decimos si podemos ayudar.',
          ],
        },
        action,
      ],
    ],
  },
};

import type { ByAsk, Scripts } from '../script.ts';

const plainAction: ByAsk = {
  reply: ['Escríbenos para saber más.', 'Envíanos un mensaje.'],
  call: ['Pídenos una llamada.', 'Solicita una llamada.'],
  meeting: ['Pídenos una reunión.', 'Solicita una reunión.'],
};
const action: ByAsk = {
  reply: ['Pregúntanos lo que quieras.', 'Mándanos tu pregunta y la respondemos.'],
  call: ['Di cuándo y te llamamos.', 'Elige la hora, llamamos nosotros.'],
  meeting: ['Elige el día y nos vemos.', 'Di qué día y nos vemos.'],
};

export const web: Scripts = {
  draft: {
    title: {
      new: ['Conoce {interest} para {company}', 'Conoce {interest}', 'Conoce lo que hacemos'],
      qualified: ['{interest} para {company}', 'Da el siguiente paso con {interest}', 'Da el siguiente paso'],
      proposal: ['¿Preguntas sobre {interest}?', '¿Preguntas antes de decidir?'],
      customer: [
        'Más de {interest} para {company}',
        'Más para {company}',
        'Saca más partido de lo que tienes',
      ],
      cold: ['¿Otra mirada a {interest}?', 'Qué bueno verte de nuevo, {name}', 'Qué bueno verte de nuevo'],
      unknown: ['Descubre más sobre {interest}', 'Descubre más sobre {team}', 'Descubre más sobre nosotros'],
    },
    message: [
      [
        {
          new: [
            'Descubre qué pueden aportar soluciones como {interests} ante retos como {pain}.',
            'Descubre cómo encaja en {company} una solución como {interest}.',
            'Descubre cómo encaja en tu trabajo una solución como {interest}.',
            'Descubre cómo podemos ayudar a {company}.',
            'Descubre cómo podemos ayudarte.',
          ],
          qualified: [
            'Mira cómo encajaría en {company} una solución como {interest}.',
            'Mira cómo encajaría en tu trabajo una solución como {interest}.',
            'Mira cómo sería un primer paso para {company}.',
            'Mira cómo sería un primer paso para ti.',
          ],
          proposal: [
            'Podemos responder tus preguntas abiertas sobre {interests}.',
            'Podemos responder tus preguntas abiertas antes de que decidas.',
          ],
          customer: [
            'Mira qué más puede hacer {company} con {interest}.',
            'Mira qué más puedes hacer con {interest}.',
            'Mira qué más podemos hacer por {company}.',
            'Mira qué más podemos hacer por ti.',
          ],
          cold: [
            'Si vuelven retos como {pain}, con gusto te ayudamos.',
            'Si vuelves a pensar en {interest}, con gusto te ayudamos.',
            'Si el tema vuelve, con gusto te ayudamos.',
          ],
          unknown: [
            'Mira lo que puedes hacer con {interest} ante retos como {pain}.',
            'Mira lo que {company} puede hacer con {interest}.',
            'Mira lo que puedes hacer con {interest}.',
            'Mira cómo podemos ayudarte con retos como {pain}.',
            'Mira cómo podemos ayudarte.',
          ],
        },
        plainAction,
      ],
    ],
  },
  refined: {
    title: {
      new: [
        '¿Te suenan retos como {pain}?',
        '{name}, ¿un vistazo a {interest}?',
        '{name}, ¿qué arreglarías primero?',
        '¿Qué arreglarías primero?',
      ],
      qualified: [
        '¿Todavía con retos como {pain}?',
        'Un primer paso con {interest}',
        '{name}, ¿damos el primer paso?',
        '¿Damos el primer paso?',
      ],
      proposal: [
        '{name}, ¿una última pregunta sobre {interest}?',
        '{name}, ¿una última pregunta?',
        '¿Una última pregunta antes de decidir?',
      ],
      customer: [
        '{name}, ¿qué sigue para {company}?',
        '{name}, ¿qué te gustaría ahora?',
        '¿Qué te gustaría ahora?',
      ],
      cold: [
        'Hola de nuevo, {name}. ¿Sigues con retos como {pain}?',
        'Hola de nuevo, {name}. ¿Seguimos?',
        'Hola de nuevo. ¿Seguimos?',
      ],
      unknown: ['¿Tienes retos como {pain}?', '¿Curiosidad por {interest}?', '¿En qué te ayudamos?'],
    },
    message: [
      [
        {
          new: [
            'Cuéntanos cómo es el día a día en {company} y te decimos por dónde empezar con {interest}.',
            'Cuéntanos qué necesitas y te decimos por dónde empezar con {interest}.',
            'Cuéntanos en qué trabaja {company}. Te diremos con franqueza si podemos ayudar.',
            'Cuéntanos en qué trabajas. Te diremos con franqueza si podemos ayudar.',
          ],
          qualified: [
            '{either}: mira qué debería ir primero en {company}.',
            '{either}: mira qué debería ir primero.',
            'Mira cómo sería empezar con {interest} en {company}.',
            'Mira cómo sería empezar con {interest}.',
            'Mira cómo sería un primer paso en {company}.',
            'Mira cómo sería un primer paso.',
          ],
          proposal: [
            'Aclaremos lo último sobre {interest} antes de que decida {company}.',
            'Aclaremos lo último sobre {interest} antes de que decidas.',
            'Aclaremos lo último antes de que decidas.',
          ],
          customer: [
            'Ya nos conoces. Veamos qué podría hacer {company} con {interest}.',
            'Ya nos conoces. Veamos qué podrías hacer con {interest}.',
            'Ya nos conoces. Veamos qué ayudaría ahora a {company}.',
            'Ya nos conoces. Veamos qué ayudaría ahora.',
          ],
          cold: [
            'Sin empezar de cero: retomamos {interest} cuando convenga a {company}.',
            'Sin empezar de cero: retomamos {interest} donde quedó.',
            'Sin empezar de cero: retomamos donde quedó.',
          ],
          unknown: [
            'Cuéntanos en qué punto está {company} con {interest} y vamos a lo que importa.',
            'Cuéntanos en qué punto estás con {interest} y vamos a lo que importa.',
            'Cuéntanos en qué punto estás y vamos a lo que importa.',
          ],
        },
        action,
      ],
    ],
  },
};

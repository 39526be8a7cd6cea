import type { Script } from '../script.ts';

/** Without greeting and sign-off. */
export const emailRefined: Script = {
  title: {
    new: [
      '{name}, ¿tienes en mente {interest}?',
      '{name}, una pregunta sobre {interest}',
      'Una pregunta sobre {pain}',
      '¿Qué ayudaría más en {company}?',
      'Una pregunta antes de nada',
    ],
    qualified: [
      '¿Por dónde empezar con {interest}?',
      '¿{either}?',
      '{name}, ¿primero {interest}?',
      '{name}, ¿empezamos por {interest}?',
      '¿Por dónde empezamos en {company}?',
      '{name}, ¿por dónde empezamos?',
      '¿Por dónde empezarías tú?',
    ],
    proposal: [
      '{name}, ¿qué falta por ver sobre {interest}?',
      '¿Qué falta por ver sobre {interest}?',
      '{name}, ¿qué te falta para decidir?',
      '¿Qué te falta para decidir?',
    ],
    customer: [
      '{name}, ¿qué mejoramos para {company}?',
      '{name}, ¿qué debería funcionar mejor?',
      '¿Qué debería funcionar mejor?',
    ],
    cold: [
      '{name}, ¿seguimos con {interest}?',
      '{name}, ¿cerramos el tema de {interest}?',
      '{name}, ¿cerramos el tema?',
      '¿Sigue siendo un tema para ti?',
    ],
    unknown: [
      '{name}, una pregunta sobre {interest}',
      'Una sola pregunta sobre {interest}, {name}',
      'Una pregunta sobre {pain}',
      'Una pregunta para {company}',
      'Una pregunta para ti',
    ],
  },
  message: [
    [
      {
        told: ['{occasion} {event}.', 'Retomamos el hilo: {occasion} {event}.'],
        touched: ['Retomamos donde lo dejamos en nuestro último contacto.', 'Retomamos el hilo donde quedó.'],
        missed: ['Intentamos hablar contigo y no coincidimos, así que va por escrito.'],
        none: [
          'Te escribe el equipo de {team}, y va corto.',
          'Una nota corta del equipo de {team}.',
          'Va una nota corta.',
        ],
      },
      {
        new: [
          'Primero nos gustaría saber qué le serviría de verdad a {company}.',
          'Todavía no conocemos bien {company}, y preferimos preguntar antes que suponer.',
          'Primero nos gustaría saber qué te serviría de verdad.',
          'Todavía nos conocemos poco, y preferimos preguntar antes que suponer.',
        ],
        qualified: [
          'La pregunta que queda es por dónde debería empezar {company}.',
          'Lo que te debemos es un primer paso claro para {company}.',
          'La pregunta que queda es por dónde empezar.',
          'Lo que te debemos es un primer paso claro.',
        ],
        proposal: [
          'Tienes una decisión por tomar, así que vamos solo a lo que te ayuda a tomarla.',
          'No hace falta repasarlo todo otra vez: ahora cuenta lo que todavía te separa de una decisión.',
        ],
        customer: [
          'Esto no es una venta: {company} ya trabaja con nosotros y queremos que valga la pena.',
          'Esto no es una venta: ya trabajas con nosotros y queremos que valga la pena.',
        ],
        cold: [
          'Hace tiempo que no hablamos, y no pasa nada: las prioridades cambian.',
          'Se enfrió la conversación, y no pasa nada. Solo nos gustaría saber cómo lo ves ahora.',
        ],
        unknown: [
          'Queremos serle útiles a {company}, no solo ocupar sitio en tu bandeja.',
          'Queremos serte útiles, no solo ocupar sitio en tu bandeja.',
        ],
      },
    ],
    [
      [
        'Con retos como {pains} sobre la mesa, vemos dos puntos de partida: {bothInterests}. Elegiríamos uno, lo haríamos funcionar y dejaríamos el otro para después.',
        'Tienes por delante temas como {pains}. Vemos dos caminos, {bothInterests}, y los tomaríamos de uno en uno.',
        'Con retos como {pains} sobre la mesa, empezaríamos por {interests} y dejaríamos todo lo demás para después.',
        'Tienes por delante temas como {pains}. Por eso hablaríamos primero de {interests} y dejaríamos fuera el resto.',
        'Tienes por delante temas como {pains}. Lo que no sabemos es cómo lo llevas hoy y qué cambiarías primero si pudieras.',
        'Con retos como {pains} sobre la mesa, lo útil es saber qué has probado ya y qué cambiarías primero si pudieras.',
        'Estabas mirando temas como {interests}. Nada de folletos: lo que cuenta es qué cambiaría eso en {company} en una semana normal.',
        'Estabas mirando temas como {interests}. Nada de folletos: lo que cuenta es qué cambiaría eso para ti en una semana normal.',
        'Nada de folletos. Lo que cuenta es qué te haría más fácil una semana normal, y eso solo lo puedes decir tú.',
      ],
      ['{claim}'],
    ],
    [
      {
        reply: {
          new: [
            '{?either}¿Cuál de las dos opciones se acerca más a lo que necesitas?',
            '{?pain}¿Qué lugar ocupa hoy en tu lista?',
            '¿Qué haría que valiera la pena verlo con calma?',
          ],
          qualified: [
            '{?either}¿Cuál de las dos opciones te quitaría hoy más trabajo?',
            '{?either}¿Con cuál de las dos opciones notarías más la diferencia?',
            '¿Qué necesitarías ver antes de dar un primer paso?',
          ],
          proposal: [
            '¿Qué es lo único que te separa todavía de un sí?',
            '¿Qué punto querrías tener claro antes que los demás?',
          ],
          customer: [
            '¿Qué es lo que más te gustaría que funcionara mejor?',
            'Si pudieras cambiar una sola cosa de cómo trabajamos juntos, ¿cuál sería?',
          ],
          cold: ['¿Sigue en tu lista, o cerramos el tema?'],
          unknown: [
            '{?either}¿Por cuál de las dos opciones empezamos?',
            '¿Qué te sería más útil ahora mismo?',
          ],
        },
        call: [
          '¿Hablamos {minutes} minutos por teléfono para {agenda}?',
          '¿Hablamos un momento por teléfono para {agenda}?',
          '¿Tienes un momento para una llamada corta y así {agenda}?',
        ],
        meeting: [
          '¿Nos reunimos {minutes} minutos para {agenda}?',
          '¿Nos reunimos para {agenda}?',
          '¿Nos sentamos un rato para {agenda}?',
        ],
      },
      {
        reply: [
          '{callToAction}',
          '¿Prefieres hablar? Elige una hora aquí: {bookingUrl}',
          'Responde a este correo. Una línea nos basta.',
          'Con una línea basta; nosotros seguimos desde ahí.',
        ],
        call: [
          '{callToAction}',
          'Elige aquí la hora que te venga bien: {bookingUrl}',
          'Mándanos la hora que mejor te venga y te llamamos.',
          'Di día y hora, y te llamamos.',
        ],
        meeting: [
          '{callToAction}',
          'Elige aquí la hora que te venga bien: {bookingUrl}',
          'Mándanos el día y la hora que mejor te vengan y lo dejamos agendado.',
          'Di día y hora, y del resto nos ocupamos nosotros.',
        ],
      },
    ],
    [
      {
        new: ['Y si no es para ti, dilo sin más. Lo dejamos ahí.'],
        qualified: [
          '{?either}Y si no es ninguna de las dos, dilo también: nos ayuda igual.',
          'Y si ahora hay algo más urgente, dilo también: nos ayuda igual.',
        ],
        proposal: [
          'Y si falta convencer a alguien de tu equipo, cuéntanos qué preguntaría. Te ayudamos a responder.',
        ],
        customer: ['Y si todo va como debe, también nos encantará leerlo.'],
        cold: ['Un no también nos sirve. No vamos a insistir.'],
        unknown: ['Y si es mal momento, dilo sin más. Nos hacemos a un lado.'],
      },
    ],
  ],
};

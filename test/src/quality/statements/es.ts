import type { Sentences } from './sentences.ts';

export const es: Sentences = {
  attachment: {
    good: [
      'Puedo enviarte la propuesta en PDF cuando quieras.',
      'Hablé con el director adjunto de tu empresa.',
      '¿Pierde tu equipo tiempo con correos sin archivos adjuntos?',
      'Verás las tareas adjuntas a cada proyecto.',
      'Los precios están en nuestra web.',
      '¿Quieres que te mande un resumen?',
    ],
    bad: [
      'Te adjunto la propuesta.',
      'Adjunto encontrarás nuestro presupuesto.',
      'En el archivo adjunto están los detalles.',
      'He adjuntado un resumen.',
      'La propuesta adjunta lo explica.',
    ],
  },
  history: {
    good: [
      '¿Podemos hablarlo en una llamada?',
      'En nuestra llamada te mostraría cómo funciona.',
      '¿Hablamos el martes?',
      'Tras nuestra llamada te enviaré un resumen.',
      'Muchos equipos lo hablan a fin de trimestre.',
      'Gracias por tu interés en Northbase.',
    ],
    bad: [],
    known: [
      'Como hablamos ayer, los informes tardan demasiado.',
      'Como acordamos ayer, te escribo.',
      'Gracias por la llamada de ayer.',
      'Cuando hablamos ayer, nombraste dos problemas.',
      'En la llamada de ayer vimos dos problemas.',
    ],
  },
  offer: {
    good: [
      '¿Estás libre el martes?',
      'No te puedo garantizar que encaje, pero podemos verlo.',
      'Preguntaste si hay un descuento especial: lo consulto.',
      '¿Piden tus clientes un descuento especial?',
      'He reservado un hueco para una llamada hasta el viernes.',
      '¿Me respondes antes del viernes?',
      'Siéntete libre de proponer otra hora.',
    ],
    bad: [
      'Te garantizamos que ahorrarás tiempo.',
      'Puedo ofrecerte un descuento especial de fin de año.',
      'La oferta termina el viernes.',
      'Tu precio está reservado hasta el viernes.',
      'Puedes probarlo gratis.',
      'El primer mes es gratuito.',
      'Es tu última oportunidad.',
    ],
  },
  reference: {
    good: [
      'Igual que tú, muchos equipos copian datos a mano.',
      'Empresas como Acme necesitan informes a tiempo.',
      'Equipos como el tuyo pierden un día al mes.',
      'Funciona igual que Excel.',
      'Acme vio crecer la demanda.',
      'Las empresas como la tuya tienen poco tiempo.',
    ],
    bad: [
      'Puedes ahorrar tiempo, igual que Siemens.',
      'Planet Fitness logró resultados en una semana.',
      'Empresas como Telefónica ya lo usan.',
      'Ayudamos a Mercadona con lo mismo.',
    ],
  },
  budget: {
    good: [
      'Esto cabe en tu presupuesto de $30,000.',
      'Con tu presupuesto de $30.000 hay para un primer paso.',
      '¿Qué precio sería adecuado para tu equipo?',
      'Dijiste que puedes gastar $30,000.',
      '¿Encaja el precio en el presupuesto de $30,000?',
      'Con $30,000 puedes empezar.',
    ],
    bad: [
      'El precio es de $30.000.',
      'Cuesta $30,000.',
      'Nuestro precio sería de $30,000.',
      'Todo esto por solo $30,000.',
    ],
  },
  internal: {
    good: [
      'Encuentra los leads que merecen una llamada.',
      '¿Muestra vuestro CRM quién ha respondido?',
      'Guarda cada respuesta en tu CRM.',
      'La negociación con proveedores lleva tiempo.',
      'Estás en una etapa en la que los informes tardan días.',
      '¿Puntúa tu equipo a mano?',
    ],
    bad: [
      'Tu lead score es alto.',
      'Estás en la etapa de negociación.',
      'Según nuestro CRM trabajas en finanzas.',
      'Eres un lead cualificado.',
    ],
  },
  contact: {
    good: [
      '¿Te llamo al +49 151 12345678?',
      '¿Sigue siendo +49 151 12345678 tu número?',
      'Te llamo el martes al +49 151 12345678.',
      'Te escribo a jane@acme.example.',
      '¿Envío la invitación a jane@acme.example?',
      'Tengo anotado +49 151 12345678 como tu teléfono.',
    ],
    bad: [
      'Un saludo,\nNorthbase\n+49 151 12345678',
      'Llámame al +49 151 12345678.',
      'Mi número es +49 151 12345678.',
      'Puedes escribirme a jane@acme.example.',
    ],
  },
};

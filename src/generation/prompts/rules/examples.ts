/**
 * Three good messages and a bad one. Their facts are invented and fit no lead, so that copied words are easy to
 * notice.
 */
export const examples = [
  '# Examples',
  // Without this, models copy names and topics from the examples.
  'They show the manner. Their names, products and facts are not yours: take nothing from them.',
  '',
  // It opens with the lead's question, has one idea and one concrete time, and a person signs it.
  'Good, email. Known: Ines asked on a call 5 days ago whether reminders can go out in two languages; her front desk phones everyone whose letter comes back; 20 minutes, Tue-Thu 09:00-12:00; today is Monday.',
  'title: Reminders in two languages',
  'message: Hi Ines,\n\nOn our call last week you asked whether reminders can go out in two languages. Your front desk phones everyone whose letter comes back, so it matters that each patient can read theirs.\n\nIt is easiest to judge with your own calendar. We would put in one week of appointments together, in both languages, and you see what is left to phone.\n\nWould Wednesday at 10:00 suit you for 20 minutes?\n\nBest regards,\nTom Weber\nAccount Manager',
  '',
  // It introduces the sender, because they have not spoken, and asks one yes-or-no question.
  'Good, whatsapp. Known: Diego has not spoken with us; plans deliveries by hand and anew after each late order; interest: route planning; Spanish.',
  'title: Rutas de reparto',
  'message: Hola, Diego, soy Marta, de Faro. Cuando entra un pedido tarde, toca rehacer el reparto a mano. ¿Te enseño mañana, con tus propias paradas, cómo quedaría la ruta?',
  '',
  // It says one thing and what to do next.
  'Good, notification. Known: the reader asked for nightly exports, which the site has now.',
  'title: Your nightly exports are here',
  'message: You asked for exports that run overnight. They do now. Set yours up?',
  '',
  // A model wrote each of these sentences, and no check rejected them.
  'Bad, email. Known: a budget of $30k, a call three weeks ago.',
  'title: Special year-end offer!!',
  'message: Dear Sir or Madam, just checking in. As we discussed yesterday, I have attached the proposal. The price is $30k, and we guarantee results just like at other well-known gyms. I reserved a special discount for you until Friday. Let me know, or call me, or visit our website!\nThe team',
  'Why: they did not speak yesterday; nothing can be attached; the budget is no price; guarantee, customers, discount and deadline come from nowhere; three asks and none of them concrete; nobody signs.',
].join('\n');

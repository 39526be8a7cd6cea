import type { Sentences } from './sentences.ts';

export const pt: Sentences = {
  attachment: {
    good: [
      'Posso enviar a proposta em PDF.',
      'Perde tempo com e-mails sem anexos?',
      'Os preços estão no nosso site.',
    ],
    bad: ['Segue em anexo a nossa proposta.', 'Anexei o orçamento.', 'A apresentação anexa explica tudo.'],
  },
  history: {
    good: [
      'Podemos falar disso por telefone?',
      'Na nossa conversa eu mostraria como funciona.',
      'Falamos na terça-feira?',
    ],
    bad: [],
    known: [
      'Como combinamos ontem, volto a escrever.',
      'Obrigado pela conversa de ontem.',
      'Quando conversamos ontem, havia dois problemas.',
    ],
  },
  offer: {
    good: [
      'Está livre na terça-feira?',
      'Não garantimos que sirva, mas podemos ver.',
      'Perguntou se há um desconto especial: vou verificar.',
      'Pode responder até sexta-feira?',
    ],
    bad: [
      'Garantimos que vai poupar tempo.',
      'Posso oferecer um desconto especial de fim de ano.',
      'A oferta termina na sexta-feira.',
      'Pode experimentar grátis.',
    ],
  },
  reference: {
    good: [
      'Assim como você, muitas equipes copiam dados à mão.',
      'Empresas como Acme têm pouco tempo.',
      'Funciona tal como o Excel.',
    ],
    bad: [
      'Poupe tempo, tal como Siemens.',
      'Planet Fitness conseguiu resultados em uma semana.',
      'Empresas como Petrobras já usam.',
    ],
  },
  budget: {
    good: ['Cabe no seu orçamento de $30.000.', 'Que preço seria adequado?', 'Com $30.000 já pode começar.'],
    bad: ['O preço é de $30.000.', 'Custa $30.000.'],
  },
  internal: {
    good: [
      'Encontra os leads que merecem uma ligação.',
      'O seu CRM mostra quem respondeu?',
      'A negociação com fornecedores leva tempo.',
    ],
    bad: [
      'O seu lead score é alto.',
      'Está na fase de negociação.',
      'No nosso CRM vejo que trabalha em compras.',
    ],
  },
  contact: {
    good: [
      'Posso ligar para +49 151 12345678?',
      'Ligo na terça para +49 151 12345678.',
      'Envio o convite para jane@acme.example?',
    ],
    bad: [
      'Atenciosamente,\nNorthbase\n+49 151 12345678',
      'Ligue para mim no +49 151 12345678.',
      'O meu número é +49 151 12345678.',
    ],
  },
};

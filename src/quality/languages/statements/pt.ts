import type { Statements } from './statements.ts';

export const pt: Statements = {
  attached: [
    'em anexo',
    '(segue|seguem|envio|encaminho|mando|encontra|encontrará|veja) … (anex*|no anexo)',
    '(anexei|anexamos|anexo aqui|estou anexando|estamos anexando)',
    '(proposta|orçamento|apresentação|documento|contrato|arquivo|ficheiro|fatura|pdf|resumo|tabela) anex*',
    '(no|ver|veja o) anexo',
  ],
  notAttached: ['(sem|com|seus|teus|os) anexos', 'anex* a (cada|todos|todas)', 'no anexo (do|da|ao)'],
  discussed: [
    '(como|conforme) (já|) (combinado|combinamos|conversado|conversamos|falado|falamos|discutido|acordado|acordamos|discutimos|combinámos|acordámos|falámos|conversámos)',
    '(como|conforme) (tínhamos|havíamos) (combinado|falado|acordado|conversado)',
    '(o que|que) (combinamos|combinámos|acordamos|acordámos)',
  ],
  spoken: [
    '(como|conforme) (combinado|combinamos|acordado|falado|falamos) … (por telefone|ao telefone|na ligação)',
    '(obrigado|obrigada) … (receber|recepção|acolhimento)',
    '(prazer|alegria|bom|ótimo|gostei) … (encontrar você|te encontrar|encontrá lo|encontrá la|conhecê lo|conhecê la|te conhecer|te ver|vê lo|vê la|conhecer você|te rever)',
    '(quando|desde que) (nos falamos|conversamos|falamos|falámos|conversámos|nos reunimos|nos encontramos)',
    '(falamos|conversamos|falámos|conversámos|nos falamos|reunimos) (ontem|na semana passada|hoje de manhã|no outro dia)',
    '(obrigado|obrigada|agradeço) … (pela|a nossa|a|pelo) (conversa|chamada|ligação|reunião|telefonema|call|papo|bate papo)',
    '(foi|é) (um prazer|ótimo|muito bom|bom) (falar|conversar|conhecê*|encontrar)',
    '(conversa|chamada|ligação|reunião|telefonema|call) de (ontem|semana passada|hoje de manhã)',
    '(me|nos|) (disse|contou|explicou|mencionou|comentou) … (ontem|por telefone|ao telefone|na semana passada|na nossa)',
  ],
  conversation: [
    '(na|durante|após|desde) (a minha|minha|nossa|a nossa) visita',
    '(na|durante|após|depois|desde) (a|da|) (nossa|nosso) (última|último|primeira|recente|) (conversa|chamada|ligação|reunião|call|demo)',
  ],
  future: [
    '(podemos|poderíamos|posso|poderia|pode|podia|gostaria|quero|queria|amanhã|próxim*|se|antes de|vamos|vou|seria|será|veremos|verá|mostrarei|mostraria|enviarei|explicarei|terá|falaremos|mostro|envio)',
  ],
  ago: {
    'hoje de manhã': [0, 0],
    'esta manhã': [0, 0],
    ontem: [1, 1],
    anteontem: [2, 2],
    '(na|a|) semana passada': [1, 13],
    '(no|o|) mês passado': [1, 62],
  },
  guarantee: [
    '(prometemos|lhe prometemos|te prometemos) (que|a|o|uma|um|)',
    '(garantimos|garanto)',
    '(resultados|resultado|sucesso|satisfação|economia|preço) garantid*',
    '(dinheiro de volta|garantia de devolução|com garantia|nossa garantia|garantia de resultados|garantia de satisfação)',
    '(é|são|está|estão) garantid*',
  ],
  discount: [
    '(tiramos|tiro|abatemos|descontamos) # (por cento|)',
    '# (por cento|) de desconto',
    'desconto de #',
    '(desconto|descontos) (especial|especiais|exclusiv*|extra|de fim de ano|de final de ano|de natal|adicional|único|de boas vindas|imperdível)',
    '(preço|preços|tarifa|oferta|condições|condição|promoção) (especial|especiais|exclusiv*|de lançamento|de fim de ano|com desconto|reduzid*|promociona*)',
    '(posso|podemos|consigo|conseguimos|vou|vamos) (oferecer|dar|fazer|aplicar|conceder|oferecer lhe|dar lhe|liberar) … desconto',
    '(ofereço|oferecemos|damos|dou|faço|fazemos) … desconto',
    '(terá|terás|ganha|recebe|receberá|ganhará) … desconto',
  ],
  free: [
    '(grátis|de graça|sem custo|sem custos|sem custo adicional|sem custos adicionais|por nossa conta)',
    '(teste|mês|meses|instalação|configuração|migração|licença|conta|plano|versão|formação|treinamento|dias|implantação) gratuit*',
    '(é|será|totalmente|completamente) gratuit*',
    'gratuitamente',
  ],
  urgent: [
    '(oferta|preço|desconto|promoção|condição) … (só|somente|apenas) … (até|vale|válida|válido)',
    '(oferta|preço|desconto|promoção|condição|condições|proposta) … (termina|acaba|expira|vence|válid* até|vale até|encerra|válid* só)',
    '(reservad*|bloquead*|reservamos|reservo) … até',
    '(última chance|última oportunidade|últimas vagas|últimos dias|tempo limitado|por tempo limitado|vagas limitadas|só hoje|somente hoje|só esta semana|enquanto durarem os estoques|antes que seja tarde|antes que acabe)',
    '(restam|só restam|restam apenas) (#|poucas|poucos)',
    '(nossos|os) preços … (sobem|subirão|aumentam|aumentarão)',
  ],
  denied: [
    '(não|nunca|nenhum*|se há|se existe|se tem)',
    '(perguntou|perguntaste|pediu|pediste|solicitou|pergunta|perguntas)',
    '(seus|teus|vossos|suas|tuas) (clientes|pacientes|hóspedes|alunos|usuários|utilizadores|fornecedores|concorrentes)',
  ],
  like: [
    '(assim como|tal como|igual à|igual ao|igual a|exatamente como)',
    '(empresas|clientes|equipes|equipas|negócios|marcas|hotéis|clínicas|escritórios|lojas) (como|tais como)',
    '(ajudamos|ajudámos|atendemos) (a|o|)',
    '(usad*|utilizad*|escolhid*) (por|pela|pelo)',
    '(nosso|um) cliente',
  ],
  results: [
    '(economizou|poupou|reduziu|aumentou|duplicou|dobrou|triplicou|viu|conseguiu|obteve|alcançou|melhorou|cresceu|confia em nós)',
  ],
  sending: [
    '(envio|mando|segue|seguem|encaminho) (te|lhe|) (já|agora|aqui|) (o|a|os|as|nosso|nossa|um|uma) … (folheto|tabela|tabela de preços|catálogo|pdf|apresentação|contrato|fatura|prospecto)',
    'aqui (está|vai|vão|estão) (o|a|os|as|nosso|nossa) … (folheto|tabela de preços|catálogo|pdf|apresentação)',
  ],
  venue: [
    '(na|da|à|numa|nesta|desta) feira',
    '(congresso|evento|conferência|estande|stand|webinar|workshop|palestra)',
  ],
  hearsay: [
    '(seu|sua|teu|tua|o seu|a sua) (colega|chefe|assistente|sócio|sócia|diretor|diretora|equipe|equipa) … (disse|comentou|confirmou|contou|deu|aprovou|recomendou|pediu)',
  ],
  uses: ['(já|também|) (usa|usam|utiliza|trabalha|trabalham|confia|escolheu) (com|na|no|a|o|)'],
  done: [
    '(seu|sua|o seu|a sua|o|a) (pedido|entrega|encomenda|pacote|contrato|fatura|pagamento|conta|assinatura|instalação) (já|) (foi|está|ficou) (já|) (enviado|enviada|entregue|assinado|paga|pago|recebido|vencida|criada|ativada|bloqueada|excluída|cancelado|cancelada|aprovado|aprovada)',
    '(você|) (já|) (assinou|aceitou|aprovou|pagou) (o|a|nossa|nosso|sua|seu) … (contrato|orçamento|oferta|proposta|pedido|fatura)',
    '(já|) (criei|criamos|ativei|ativamos|abri|reservei|reservamos|cobramos) (sua|seu|a sua|o seu|uma|um) … (conta|assinatura|contrato|mesa|quarto|licença|pedido)',
  ],
  internal: [
    '(lead score|pontuação de lead|pontuação do lead|lead scoring do)',
    '(etapa|fase|estágio) de (negociação|qualificação|prospecção|prospeção|fechamento|fecho)',
    '(no|segundo o|do|conforme o) (nosso|meu) crm',
    'segundo o crm',
    'lead (qualificado|quente|frio|morno)',
    '(nosso|o) (funil|pipeline) de vendas',
  ],
  jargon: ['(seus|suas|teus|os|principais) (pain points|pontos de dor|dores do cliente)'],
  price: [
    '(preço|custo|valor|tarifa|total|licença|assinatura|pacote|plano|investimento) … (é|são|seria|será|fica em|de)',
    '(custa|custam|custaria|custará|por apenas|por só|nosso preço|nossa oferta|nossa proposta|paga|pagaria|sai por)',
  ],
  reachMe: [
    '(me ligue|ligue me|me liga|ligue para mim|nos ligue|ligue nos|me escreva|escreva me|escreva nos|me chame|me contate|contacte me|contacte nos|fale comigo)',
    '(meu|nosso|minha|nossa) (número|telefone|celular|telemóvel|linha|email|e mail|endereço|contato|contacto|whatsapp)',
    '(ligar me|me ligar|me chamar|me escrever|nos ligar|contactar me|escrever me|me encontrar|falar comigo)',
  ],
};

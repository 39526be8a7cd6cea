import type { Statements } from './statements.ts';

export const it: Statements = {
  attached: [
    '(in|qui in|come da) allegato',
    '(ti|le|vi) (allego|alleghiamo)',
    '(allego|alleghiamo) (il|la|i|le|gli|lo|un|una|qui|di seguito|anche)',
    '(ho|abbiamo) allegato (il|la|i|le|un|una|alla presente)',
    '(trova|trovi|troverai|troverà|trovate|vedi|veda|invio|mando) … allegat*',
    '(proposta|offerta|preventivo|presentazione|documento|contratto|listino|brochure|fattura|file|pdf) allegat*',
  ],
  notAttached: ['(senza|con|gli|degli|tuoi|suoi|vostri) allegati', 'allegat* a (ogni|ciascun*)'],
  discussed: [
    '(come|secondo quanto) (già|) (discusso|concordato|stabilito|convenuto|anticipato a voce)',
    '(come|quanto) (abbiamo|avevamo|ci siamo) (discusso|concordato|detto|deciso|detti|accordati)',
    '(abbiamo|avevamo) (già|) (discusso|concordato|parlato) … (di|del|della|che|ieri)',
  ],
  spoken: [
    '(quando|dopo che|da quando) ci siamo (sentiti|visti|incontrati|parlati)',
    'quando abbiamo (parlato|discusso)',
    'ci siamo (sentiti|visti|incontrati|parlati) (ieri|la settimana scorsa|stamattina)',
    '(grazie|ringrazio) … (per la|della|per il|del|per la nostra) (chiamata|telefonata|conversazione|chiacchierata|riunione|colloquio|incontro|call)',
    '(è stato|stato) un piacere (parlare|sentir*|conoscer*|incontrar*|parlarti|parlarle)',
    '(la|nella|nostra|della|alla) (chiamata|telefonata|riunione|conversazione|call|chiacchierata) di (ieri|stamattina|settimana scorsa)',
    "(nell'incontro|l'incontro|all'incontro) di ieri",
    '(mi|ci) (ha|hai) (detto|raccontato|spiegato|accennato) … (ieri|al telefono|la settimana scorsa)',
  ],
  conversation: [
    '(durante|nella|dopo|nel|dalla) (la|il|) (nostra|nostro) (ultima|ultimo|recente|prima|) (chiamata|telefonata|conversazione|riunione|incontro|colloquio|call|chiacchierata)',
  ],
  future: [
    '(potremmo|possiamo|potrei|posso|potrebbe|può|puoi|vorrei|vorremmo|domani|prossim*|se|prima di|sarebbe|sarà|vedremo|vedrà|vedrai|mostrerò|mostrerei|invierò|manderò|spiegherò|parleremo|avrai|avrà)',
  ],
  ago: {
    stamattina: [0, 0],
    'questa mattina': [0, 0],
    ieri: [1, 1],
    "l'altro ieri": [2, 2],
    'la settimana scorsa': [1, 13],
    'settimana scorsa': [1, 13],
    'il mese scorso': [1, 62],
  },
  guarantee: [
    '(garantiamo|garantisco)',
    '(risultati|risultato|successo|soddisfazione|risparmio|prezzo) garantit*',
    '(soddisfatti o rimborsati|garanzia di rimborso|con garanzia|nostra garanzia|garanzia di risultato)',
    '(è|sono) garantit*',
  ],
  discount: [
    '(sconto|sconti|ribasso) (special*|esclusiv*|eccezional*|extra|di fine anno|natalizio|aggiuntivo|di benvenuto|riservato|dedicato)',
    '(prezzo|prezzi|tariffa|offerta|condizioni|promozione) (special*|esclusiv*|di lancio|di fine anno|scontat*|ridott*|promozional*|riservat*)',
    '(posso|possiamo|vorrei|vogliamo) (offrir*|far*|applicar*|riservar*|conceder*) … sconto',
    '(ti|le|vi) (offro|offriamo|faccio|facciamo|riservo|riserviamo|applichiamo) … sconto',
    '(avrà|avrai|riceverai|riceverà|ottiene|ottieni) … sconto',
  ],
  free: [
    '(gratis|gratuitamente|in omaggio|senza costi|senza costi aggiuntivi|senza spese)',
    '(prova|mese|mesi|attivazione|configurazione|migrazione|licenza|account|piano|versione|formazione|consulenza|giorni) (gratuit*|omaggio)',
    '(è|sarà|completamente|totalmente) gratuit*',
  ],
  urgent: [
    '(offerta|prezzo|sconto|promozione|tariffa|condizioni) … (scade|scadono|termina|finisce|valid* fino|valid* solo|vale fino)',
    '(riservat*|bloccat*|riservo|riserviamo) … (fino a|fino al|fino alla)',
    '(riservat*|bloccat*|riservo|riserviamo) … fino',
    '(ultima occasione|ultima possibilità|ultimi posti|ultimi giorni|tempo limitato|posti limitati|solo per oggi|solo oggi|solo questa settimana|fino a esaurimento scorte|prima che sia tardi)',
    'restano solo (#|pochi)',
    '(nostri|i) prezzi … (aumentano|aumenteranno|saliranno)',
  ],
  denied: [
    '(non|nessun*|mai|se ci sono|se esiste|se è previsto)',
    '(chiesto|chiedevi|chiedeva|chiede|domanda|richiesto)',
    '(tuoi|suoi|vostri|tue|sue|vostre) (clienti|pazienti|ospiti|studenti|utenti|fornitori|concorrenti)',
  ],
  like: [
    '(proprio come|esattamente come|così come)',
    '(aziende|clienti|imprese|team|marchi|hotel|studi|negozi|società) (come|quali)',
    'abbiamo aiutato',
    '(usato|usata|utilizzato|utilizzata|scelto|scelta) da',
    '(nostro|un) cliente',
  ],
  results: [
    '(ha|hanno) (visto|ridotto|risparmiato|aumentato|raddoppiato|triplicato|ottenuto|migliorato|guadagnato|scelto)',
    '(risparmia|usa il nostro|usa la nostra|si affida a noi)',
  ],
  internal: [
    '(lead score|punteggio lead|lead scoring del)',
    '(fase|stadio) di (negoziazione|trattativa|qualificazione|qualifica|chiusura)',
    '(nel|secondo il|dal) (nostro|mio) crm',
    'secondo il crm',
    'lead (qualificato|caldo|freddo|tiepido)',
    '(nostra|la) pipeline (di vendita|commerciale)',
  ],
  jargon: ['(tuoi|suoi|vostri|i|principali) (pain point|pain points|punti dolenti)'],
  price: [
    '(prezzo|costo|tariffa|totale|licenza|abbonamento|pacchetto|piano|investimento) … (è|sono|sarebbe|sarà|ammonta|di)',
    '(costa|costano|costerebbe|costerà|a soli|per soli|nostro prezzo|nostra offerta|paghi|paga|pagherebbe)',
  ],
  reachMe: [
    '(chiamami|mi chiami|chiamaci|ci chiami|scrivimi|mi scriva|scrivici|ci scriva|contattami|mi contatti|contattaci|ci contatti)',
    '(mio|nostro|mia|nostra) (numero|telefono|cellulare|linea|email|mail|indirizzo|diretto)',
    '(chiamarmi|scrivermi|contattarmi|chiamarci|contattarci|scriverci|raggiungermi)',
  ],
};

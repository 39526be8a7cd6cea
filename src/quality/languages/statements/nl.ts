import type { Statements } from './statements.ts';

export const nl: Statements = {
  attached: [
    '(in|zie|als|via) (de|) (bijlage|bijlagen)',
    '(bijgevoegd|bijgevoegde|bijgesloten|hierbij bijgevoegd|aangehecht|bijgaand|bijgaande)',
    '(ik|we|wij) (voeg|voegen|heb|hebben) … (bijgevoegd|bijgesloten)',
  ],
  notAttached: ['in de bijlage (van|bij|a|b|#)', '(als|zonder|met) bijlage (bij|op) (elk|elke|iedere)'],
  discussed: [
    'zoals (we|wij|) (al|eerder|gisteren|vorige week|telefonisch|) (besproken|afgesproken|overeengekomen|bespraken|afspraken)',
    'zoals (we|wij) … (besproken|afgesproken) (hebben|hadden)',
    '(conform|volgens) onze (afspraak|afspraken)',
    '(we|wij) (hebben|hadden) … (besproken|afgesproken)',
  ],
  spoken: [
    '(leuk|fijn|goed|prettig) (dat ik u|dat ik je|dat ik jullie|dat we u|dat we je|u|je|om) … (sprak|ontmoette|zag|te ontmoeten|te spreken|ontmoet te hebben|gesproken te hebben|gezien te hebben)',
    '(toen|sinds|nadat) (we|wij) … (spraken|belden|gesproken|gebeld|ontmoetten)',
    '(we|wij) (spraken|belden|ontmoetten) elkaar (gisteren|vorige week|vanochtend|laatst)',
    '(bedankt|dank) … (voor het|voor je|voor uw|voor ons) (gesprek|telefoongesprek|telefoontje|overleg|afspraak|belletje|tijd aan de telefoon)',
    '(leuk|fijn|prettig|goed|plezier) … (je|u|jullie) (gisteren|vorige week|laatst|) … (te spreken|gesproken te hebben|te ontmoeten)',
    '(ons|het|dat) (gesprek|telefoongesprek|overleg|telefoontje) (van|) (gisteren|vorige week|vanochtend)',
    '(vertelde|zei|gaf|noemde) (je|u) … (gisteren|aan de telefoon|vorige week|in ons gesprek)',
    '(je|u) (vertelde|zei|gaf|noemde) … (gisteren|aan de telefoon|vorige week|in ons gesprek)',
  ],
  conversation: [
    '(in|tijdens|na|sinds) (ons|onze) (laatste|vorige|eerste|recente|) (gesprek|telefoongesprek|overleg|afspraak|meeting|demo)',
  ],
  future: [
    '(kan|kunnen|zou|zouden|zal|zullen|wil|willen|wilt|graag|als|indien|morgen|volgende|voor|laten we|dan|ga|gaan|mag)',
  ],
  ago: {
    vanochtend: [0, 0],
    vanmorgen: [0, 0],
    gisteren: [1, 1],
    eergisteren: [2, 2],
    '(vorige|afgelopen) week': [1, 13],
    '(vorige|afgelopen) maand': [1, 62],
  },
  guarantee: [
    '(wij beloven|we beloven|beloven wij|beloven we) (u|je|dat|jullie|)',
    '(we|wij|ik) garander*',
    'garander* (we|wij|ik)',
    '(resultaat|resultaten|succes|tevredenheid|besparing) (is|zijn|) gegarandeerd',
    'gegarandeerd* (resultaat|resultaten|succes|besparing|tevredenheid)',
    '(geld terug garantie|geldteruggarantie|niet goed geld terug|tevredenheidsgarantie|onze garantie|met garantie)',
  ],
  discount: [
    '(halen|haal|trekken) (wij|we|ik|) (er|) # (procent|) (af|eraf)',
    '# (procent|) korting',
    'korting van #',
    '(special*|exclusiev*|eenmalig*|extra|mooi*|flink*|aantrekkelijk*) … korting',
    '(eindejaarskorting*|kerstkorting*|welkomstkorting*|introductiekorting*|introductieprijs|actieprijs|vriendenprijs|speciale prijs|speciaal tarief|speciale aanbieding|gereduceerd tarief|vroegboekkorting)',
    '(bied|bieden|geef|geven|geef je|aanbieden) … korting',
    '(krijg|krijgt|ontvang|ontvangt|pak) (je|u|) … korting',
  ],
  free: [
    '(gratis|kosteloos|kosteloze)',
    'zonder (meerkosten|extra kosten|kosten|opstartkosten)',
    'geen (opstartkosten|extra kosten)',
  ],
  urgent: [
    '(aanbod|aanbieding|prijs|korting|actie) (geldt|gelden|loopt|is) … (alleen|slechts|nog) … (tot|deze week|vandaag)',
    '(aanbieding|aanbod|prijs|korting|actie|tarief|offerte) … (verloopt|eindigt|vervalt|geldig tot|geldt tot|loopt af|geldt nog tot|alleen geldig)',
    '(gereserveerd|vastgehouden|reserveer|reserveren|vrijgehouden) … tot',
    'tot … (gereserveerd|vastgehouden|vrijgehouden)',
    '(laatste kans|beperkte tijd|alleen vandaag|alleen deze week|op is op|zolang de voorraad strekt|wees er snel bij|voordat het te laat is|laatste plekken)',
    'nog (maar|slechts) … (plekken|plaatsen|licenties)',
    '(onze|de) (prijzen|tarieven) … (stijgen|omhoog)',
  ],
  denied: [
    '(niet|geen|nooit|zonder korting|of er)',
    '(vroeg|vroegen|gevraagd|vraag|vragen)',
    '(je|jouw|uw|jullie) (klanten|patiënten|gasten|leerlingen|gebruikers|leveranciers|concurrenten)',
  ],
  like: [
    '(net als|net zoals|precies zoals|evenals)',
    '(bedrijven|klanten|teams|organisaties|merken|praktijken|kantoren|hotels|winkels) (als|zoals)',
    '(hielpen we|we hielpen|wij hielpen)',
    '(gebruikt|gekozen) door',
    '(onze|een) klant',
  ],
  results: [
    '(zag|bespaarde|bespaart|verlaagde|verhoogde|verdubbelde|verdrievoudigde|halveerde|bereikte|behaalde|won|koos voor ons|vertrouwt op ons)',
  ],
  sending: [
    '(stuur|mail|zend) (ik|wij|we|) (u|je|jullie|) (hierbij|alvast|) (de|het|onze|een|mijn) … (folder|brochure|prijslijst|catalogus|pdf|presentatie|contract|factuur)',
    'hierbij (de|onze|het|een) … (folder|brochure|prijslijst|catalogus|pdf|presentatie)',
    'hier is (de|onze|het) … (folder|brochure|prijslijst|catalogus|pdf|presentatie)',
  ],
  venue: ['(beurs|congres|conferentie|evenement|stand|webinar|workshop|netwerkborrel|vakbeurs)'],
  hearsay: [
    '(uw|je|jouw) (collega|baas|leidinggevende|assistent|assistente|partner|directeur|directrice|team) … (zei|vertelde|bevestigde|gaf|gezegd|verteld|bevestigd|gegeven|aanbevolen|akkoord)',
  ],
  uses: [
    '(werkt|werken) (al|ook|) met',
    '(gebruikt|gebruiken|vertrouwt) (al|ook|) (op|)',
    '(stapte|is) (over|overgestapt) (op|naar)',
  ],
  done: [
    '(uw|je|jouw|de|het) (bestelling|levering|pakket|contract|factuur|betaling|account|abonnement|installatie) (is|werd|staat) (al|reeds|) (verzonden|geleverd|ondertekend|getekend|betaald|ontvangen|vervallen|aangemaakt|geactiveerd|geblokkeerd|verwijderd|opgezegd|goedgekeurd|verstuurd|verlopen)',
    '(u hebt|u heeft|je hebt) … (contract|offerte|aanbod|voorstel|bestelling|factuur) (al|) (ondertekend|getekend|geaccepteerd|goedgekeurd|betaald)',
    '(ik heb|we hebben|wij hebben) (al|) (uw|je|een|voor u een|voor je een) … (account|abonnement|contract|tafel|kamer|licentie|bestelling) (al|) (aangemaakt|geactiveerd|geboekt|gereserveerd|afgeschreven|geopend)',
  ],
  internal: [
    '(lead score|leadscore|lead scoring score|leadstatus|lead status)',
    '(onderhandelingsfase|kwalificatiefase|afsluitfase)',
    '(in|volgens|uit) (ons|mijn) crm',
    'volgens het crm',
    '(gekwalificeerde|warme|koude|hete) lead',
    '(onze|de) (salespipeline|sales pipeline|verkooppijplijn)',
  ],
  jargon: ['(je|jouw|uw|de|grootste) (pain points|pijnpunten)'],
  price: [
    '(prijs|kosten|tarief|totaal|licentie|abonnement|pakket|investering) … (is|zijn|bedraagt|bedragen|komt op|zou|van)',
    '(kost|kosten|voor slechts|voor maar|onze prijs|ons aanbod|betaalt|betaal je|rekenen)',
  ],
  reachMe: [
    '(bel|mail|app|sms|contacteer|bereik) (me|mij|ons)',
    '(mijn|ons|onze) (nummer|telefoonnummer|mobiel|doorkiesnummer|adres|mailadres|e-mailadres|mobiele nummer|directe nummer)',
    '(me|mij|ons) (bereiken|bellen|mailen|appen)',
    '(ben ik|ik ben|zijn we|we zijn) … bereikbaar',
  ],
};

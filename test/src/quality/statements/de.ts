import type { Sentences } from './sentences.ts';

export const de: Sentences = {
  attachment: {
    good: [
      'Ich kann Ihnen das Angebot gern als PDF schicken.',
      'Die Pflichten stehen im Anhang der DSGVO.',
      'In der Anlage arbeiten drei Schichten.',
      'Verlieren Sie Zeit mit E-Mails, die viele Anhänge haben?',
      'Die Preise finden Sie auf unserer Website.',
      'Ich hänge nicht an diesem Termin.',
    ],
    bad: [
      'Im Anhang finden Sie unser Angebot.',
      'Anbei eine kurze Übersicht.',
      'Das beigefügte Dokument erklärt alles.',
      'In der Anlage sende ich Ihnen den Vertrag.',
      'Ich habe die Präsentation angehängt.',
    ],
  },
  history: {
    good: [
      'Können wir das am Telefon besprechen?',
      'In unserem Gespräch würde ich Ihnen zeigen, wie es geht.',
      'Wollen wir am Dienstag sprechen?',
      'Nach unserem Gespräch werde ich Ihnen alles senden.',
      'Viele Teams besprechen das am Ende des Quartals.',
      'Vielen Dank für Ihr Interesse an Northbase.',
    ],
    bad: [],
    known: [
      'Wie gestern besprochen, dauern die Berichte zu lange.',
      'Vielen Dank für das Gespräch gestern.',
      'Als wir gestern telefoniert haben, nannten Sie zwei Probleme.',
      'In unserem Gespräch gestern ging es um die Berichte.',
      'Es hat mich gefreut, gestern mit Ihnen zu sprechen.',
    ],
  },
  offer: {
    good: [
      'Sind Sie am Dienstag frei?',
      'Ich kann nicht garantieren, dass es passt.',
      'Sie haben nach einem besonderen Rabatt gefragt: Ich kläre das.',
      'Fragen Ihre Kunden nach einem exklusiven Rabatt?',
      'Ich habe den Termin bis Freitag für Sie reserviert.',
      'Können Sie bis Freitag antworten?',
      'Schlagen Sie frei eine Zeit vor.',
    ],
    bad: [
      'Wir garantieren Ihnen, dass Sie Zeit sparen.',
      'Ich biete Ihnen einen besonderen Rabatt zum Jahresende.',
      'Das Angebot endet am Freitag.',
      'Ihr Preis ist bis Freitag reserviert.',
      'Sie können es kostenlos testen.',
      'Der erste Monat ist gratis.',
      'Das ist Ihre letzte Chance.',
    ],
  },
  reference: {
    good: [
      'Genau wie Sie kopieren viele Teams Daten von Hand.',
      'Unternehmen wie Acme brauchen Berichte rechtzeitig.',
      'Teams wie Ihres verlieren einen Tag im Monat.',
      'Es geht genau wie in Excel.',
      'Für Firmen wie Ihre ist das wichtig.',
      'Das ist genauso wie am Montag.',
    ],
    bad: [
      'Sie sparen Zeit, genau wie Siemens.',
      'Planet Fitness sparte schon in der ersten Woche Zeit.',
      'Kunden wie Deutsche Bahn setzen darauf.',
      'Unternehmen wie Bosch nutzen es.',
    ],
  },
  budget: {
    good: [
      'Das passt in Ihr Budget von 30.000 $.',
      'Mit Ihrem Budget von 30.000 $ ist ein erster Schritt möglich.',
      'Welcher Preis wäre für Sie richtig?',
      'Sie wollen 30.000 $ ausgeben.',
      'Mit 30.000 $ können Sie beginnen.',
      'Passt der Preis zum Budget von 30.000 $?',
    ],
    bad: [
      'Der Preis beträgt 30.000 $.',
      'Es kostet 30.000 $.',
      'Unser Preis dafür wäre 30.000 $.',
      'Sie erhalten alles für nur 30.000 $.',
    ],
  },
  internal: {
    good: [
      'Es findet die Leads, die einen Anruf wert sind.',
      'Zeigt Ihr CRM, wer geantwortet hat?',
      'Es schreibt jede Antwort in Ihr CRM.',
      'Verhandlungen mit Lieferanten dauern.',
      'Sie sind in einer Phase, in der Berichte Tage dauern.',
      'Bewertet Ihr Team von Hand?',
    ],
    bad: [
      'Ihr Lead-Score ist hoch.',
      'Sie sind in der Verhandlungsphase.',
      'Laut unserem CRM arbeiten Sie im Einkauf.',
      'Sie sind ein qualifizierter Lead.',
    ],
  },
  contact: {
    good: [
      'Darf ich Sie unter +49 151 12345678 anrufen?',
      'Ist +49 151 12345678 noch Ihre Nummer?',
      'Ich rufe Sie am Dienstag unter +49 151 12345678 an.',
      'Ich schreibe an jane@acme.example.',
      'Soll die Einladung an jane@acme.example gehen?',
      'Ich habe +49 151 12345678 als Ihre Nummer notiert.',
    ],
    bad: [
      'Mit freundlichen Grüßen\nNorthbase\n+49 151 12345678',
      'Rufen Sie mich unter +49 151 12345678 an.',
      'Meine Durchwahl ist +49 151 12345678.',
      'Sie erreichen uns unter jane@acme.example.',
    ],
  },
};

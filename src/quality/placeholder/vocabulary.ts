/** One set of what is listed line by line, for the eye a language a line. */
function words(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** In brackets, each of these alone tells a placeholder: whose it is, what to do with it, or that it is a name. Folded. */
export const markers = words([
  'your my insert add enter fill include replace placeholder name names firstname lastname surname fname lname here',
  'tu su vuestro vuestra inserta insertar inserte anade anadir agrega agregar completa completar nombre nombres apellido apellidos aqui',
  'seu sua teu tua inserir insira adicionar adicione preencher preencha nome sobrenome',
  'votre vos ton inserer inserez ajouter ajoutez remplir prenom nom ici',
  'ihr ihre ihren ihrem ihrer dein deine deinen einfugen eingeben erganzen ausfullen vorname nachname name firmenname kundenname',
  'cognome inserisci inserire tuo tua naam voornaam achternaam bedrijfsnaam jouw uw imie nazwisko namn fornavn etternavn navn isim',
  'имя фамилия отчество ваше ваш ваша 姓名 名字 名前 お名前 氏名 您的名字 你的名字 您的姓名 이름 성함 اسم الاسم اسمك ονομα',
]);

/** In brackets and with nothing else, these tell a placeholder: kinds of things that are to be filled in. Folded. */
export const kinds = words([
  'first last full middle company organization organisation business title job role position date day time hour month year',
  'link url website site phone number telephone mobile email mail address product service price amount cost budget city location country industry',
  'sender recipient lead customer client contact prospect rep representative signature calendar calendly meeting topic pain point points value proposition benefit metric',
  'feature percentage result results case competitor specific relevant details information info department team x xx xxx xyz',
  'empresa compania negocio cargo puesto fecha dia hora mes ano enlace telefono numero correo direccion producto servicio precio importe cantidad ciudad sector remitente destinatario cliente contacto firma tema beneficio reunion vendedor asesor',
  'companhia data horario endereco produto servico preco valor cidade setor contato assinatura assunto beneficio reuniao vendedor',
  'entreprise societe poste fonction jour heure mois annee lien telephone numero adresse courriel produit prix montant ville secteur expediteur destinataire signature sujet avantage objet',
  'unternehmen firma datum tag uhrzeit zeit monat jahr telefonnummer telefon nummer adresse produkt produktname dienstleistung preis betrag stadt ort branche absender empfanger kunde kunden kontakt unterschrift thema vorteil termin',
  'azienda ora prezzo prodotto bedrijf tijd nazwa firmy foretag компания дата 会社名 公司 公司名称 회사 회사명 الشركة',
]);

/** Words that join the others. */
export const connectors = words([
  's of the a an or and to for in with de del la el los las da do das dos du des les le l d von der die das und et y e ou o oder 的',
]);

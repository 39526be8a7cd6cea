import type { ImportField } from '../../contract/resources/lead-import.ts';

/** Fields that a column of its own can hold; `ignore` is none. */
export type Column = Exclude<ImportField, 'ignore'>;

/**
 * The names that CRMs, address books, forms and mailing tools give to the columns of their exports, in the languages that
 * they are used in. Spelling, spaces and accents do not matter. Where a file has several columns for a field, the first one
 * that is not empty counts, in the order of these lines.
 *
 * Names that mean different things in different products are not here, but among the `ambiguousNames`.
 */
const aliases: Readonly<Record<Column, readonly string[]>> = {
  id: [
    'id',
    'Record ID|Record ID - Contact|Contact ID|Kontakt-ID|Person ID|Prospect ID|leadgen_id',
    'Lead ID',
  ],
  name: [
    'name|Full Name|Contact Name|Person Name|Lead Name|Your Name|primary_contact_name|Contact person|Deal - Contact person|Lead - Contact person',
    'Vollständiger Name|Voller Name|Ansprechpartner|Kontaktname|Nombre|Nombre completo|Nombre y apellidos|Nombre y apellido|Nom|Nom complet|Nom et prénom|Prénom et nom|Nome|Nome completo|Nome e cognome|Nominativo|Naam|Volledige naam|Contactpersoon|Imię i nazwisko|Namn|Fullständigt namn|Navn|Fulde navn|Fullt navn|Nimi|Koko nimi|Jméno a příjmení|Ad Soyad|Adı Soyadı|ФИО|Полное имя|ПІБ|氏名|お名前|名前|姓名|联系人|이름|성명',
  ],
  first_name: [
    'First Name|Given Name|Forename|Contact First Name|Lead First Name|Person - First name|primary_contact_first_name|FNAME',
    'Vorname|Nombre de pila|Primer nombre|Prénom|Primeiro nome|Nome próprio|Voornaam|Imię|Förnamn|Fornavn|Etunimi|Jméno|Křestní jméno|Adı|Имя|Ім’я|名',
  ],
  last_name: [
    'Last Name|Surname|Family Name|Contact Last Name|Lead Last Name|Person - Last name|primary_contact_last_name|LNAME',
    'Nachname|Familienname|Zuname|Apellido|Apellidos|Nom de famille|Cognome|Sobrenome|Apelido|Último nome|Achternaam|Nazwisko|Efternamn|Efternavn|Etternavn|Sukunimi|Příjmení|Soyad|Soyadı|Фамилия|Прізвище|姓|성',
  ],
  company: [
    'company|Company Name|Organization|Organisation|Organization - Name|Organisation - Name|Organization 1 - Name|Company / Account|Account Name|Contact Company|Lead Company|Employer',
    'Firma|Firmenname|Unternehmen|Unternehmensname|Empresa|Nombre de la empresa|Nombre de empresa|Compañía|Société|Entreprise|Nom de la société|Nom de l’entreprise|Raison sociale|Azienda|Nome azienda|Società|Ragione sociale|Nome da empresa|Bedrijf|Bedrijfsnaam|Organisatie|Nazwa firmy|Företag|Företagsnamn|Virksomhed|Firmanavn|Bedrift|Yritys|Společnost|Název firmy|Şirket|Şirket adı|Firma adı|Компания|Название компании|Организация|Компанія|会社|会社名|公司|公司名称|회사|회사명',
    'Associated Company|Primary Associated Company|Lead - Organization|Deal - Organization|Person - Organization',
  ],
  position: [
    'position|Job Title|Job Position|Contact Title|Lead Title|Person - Job title|Organization 1 - Title|Organization Title|Organisation Title|Job title (Person)',
    'Berufsbezeichnung|Stellenbezeichnung|Jobtitel|Funktion|Cargo|Puesto|Puesto de trabajo|Poste|Fonction|Intitulé du poste|Qualifica|Posizione|Ruolo|Functie|Functietitel|Stanowisko|Befattning|Stilling|Työnimike|Pozice|Unvan|Должность|Посада|役職|职位|职务|직책|직함',
  ],
  email: [
    'email|Email Address|Mail|Mail Address|Emails|Contact Email|Lead Email|Email 1|Primary Email|Email - Primary|Person - Email|E-mail 1 - Value|primary_contact_primary_email|Your Email',
    'E-Mail-Adresse|Mailadresse|Correo|Correo electrónico|Dirección de correo electrónico|Adresse e-mail|Adresse mail|Adresse de courriel|Courriel|Indirizzo e-mail|Posta elettronica|Endereço de e-mail|Correio eletrónico|E-mailadres|Adres e-mail|E-postadress|E-post|E-postadresse|Sähköposti|Sähköpostiosoite|E-mailová adresa|E-posta|E-posta adresi|Электронная почта|Эл. почта|Почта|Адрес электронной почты|Електронна пошта|メールアドレス|メール|邮箱|电子邮件|电子邮箱|이메일|이메일 주소',
    'Work Email|Business Email|Company Email|Email (Work)|Person - Email - Work',
    'Email 2|E-mail 2 Address|E-mail 2 - Value|Secondary Email|Other Email|Person - Email - Other',
    'Personal Email|Home Email|Person - Email - Home',
    'Email 3|E-mail 3 Address|E-mail 3 - Value',
  ],
  phone: [
    'WhatsApp|WhatsApp Number|WhatsApp Phone|WhatsApp Phone Number|Número de WhatsApp|Numéro WhatsApp|WhatsApp-Nummer',
    'Mobile|Mobile Phone|Mobile Phone Number|Mobile Number|Cell|Cell Phone|Cell Phone Number|Cell Number|Cellular|Phone (Mobile)|Person - Phone - Mobile|Contact Mobile',
    'Handy|Handynummer|Mobiltelefon|Mobil|Mobilnummer|Móvil|Teléfono móvil|Celular|Teléfono celular|Téléphone portable|Téléphone mobile|Cellulare|Telefono cellulare|Telemóvel|Telefone celular|Mobiel|Mobiele telefoon|Mobiel nummer|Telefon komórkowy|Komórka|Matkapuhelin|Mobilní telefon|Cep telefonu|Мобильный|Мобильный телефон|Мобільний телефон|携帯|携帯電話|手机|手机号|手机号码|휴대폰|휴대전화|핸드폰',
    'phone|Phone Number|Telephone|Telephone Number|Tel|Contact Phone|Lead Phone|Primary Phone|Phone 1|Phone 1 - Value|Person - Phone|primary_contact_primary_phone|Your Phone',
    'Telefon|Telefonnummer|Telefon-Nr.|Rufnummer|Teléfono|Número de teléfono|Téléphone|Numéro de téléphone|Telefono|Numero di telefono|Telefone|Número de telefone|Telefoon|Telefoonnummer|Numer telefonu|Puhelin|Puhelinnumero|Telefonní číslo|Telefon numarası|Телефон|Номер телефона|Номер телефону|電話|電話番号|电话|联系电话|전화|전화번호',
    'Business Phone|Work Phone|Work Phone Number|Office Phone|Direct Phone|Phone (Work)|Person - Phone - Work|Telefon geschäftlich|Teléfono del trabajo|Teléfono de trabajo|Téléphone professionnel|Téléphone (bureau)|Telefono ufficio|Telefone comercial',
    'Phone 2|Phone 2 - Value|Business Phone 2|Other Phone|Phone (Other)|Person - Phone - Other',
    'Home Phone|Home Phone 2|Phone (Home)|Person - Phone - Home|Telefon privat',
    'Phone 3|Phone 3 - Value',
  ],
  pain_points: ['pain_points|Pain Point|Pains'],
  budget_range: ['budget_range|Budget|Presupuesto|Orçamento'],
  lead_stage: ['lead_stage|Lifecycle Stage', 'Lead Status', 'Stage'],
  locale: [
    'locale|Language|Preferred Language|Person - Language|Contact Language|Sprache|Bevorzugte Sprache|Langue|Idioma|Lingua|Taal|Język|Språk|Sprog|Kieli|Jazyk|Язык|Мова|言語|语言|언어',
  ],
  opt_outs: ['opt_outs'],
  email_opt_out: [
    'email_opt_out|Has Opted Out Of Email|Opted Out Of Email|Opted out of email: all|Unsubscribed|Unsubscribed from all email|Unsubscribed from emails|Do Not Email',
  ],
  whatsapp_opt_out: ['whatsapp_opt_out'],
  all_opt_out: ['all_opt_out|Do Not Contact'],
};

/**
 * "Title" is the job in one product, "Mr" or "Dr" in another. It counts as the position where the file has no other column
 * for it and its values are not forms of address.
 */
export const titleNames: ReadonlySet<string> = new Set(['title', 'titel', 'titre', 'titulo', 'titolo']);
export const formsOfAddress =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|m|mme|mlle|monsieur|madame|sr|sra|srta|señora?|sig|sigra|dott|dottssa|ing|dhr|mevr|pan|pani)(?:\s*(?:dr|prof|med|ing))*$/iu;

/** Names that leave open whether they mean a person, a company or nothing of a lead. */
const ambiguousNames: Readonly<Record<string, Column>> = {
  contact: 'name',
  kontakt: 'name',
  person: 'name',
  lead: 'name',
  prospect: 'name',
  client: 'name',
  cliente: 'name',
  kunde: 'name',
  klant: 'name',
  customer: 'name',
  customername: 'name',
  clientname: 'name',
  displayname: 'name',
  nickname: 'first_name',
  account: 'company',
  business: 'company',
  donotcall: 'whatsapp_opt_out',
};

/** Without case, accents, spaces and punctuation: "painPoints", "Pain points" and "pain_points" are the same. */
export function bareName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Alias {
  field: Column;
  /** Columns with a lower rank are preferred. */
  rank: number;
}

const byBareName: ReadonlyMap<string, Alias> = new Map(
  Object.entries(aliases).flatMap(([field, lines]) =>
    lines.flatMap((line, rank) =>
      line.split('|').map((name): [string, Alias] => [bareName(name), { field: field as Column, rank }]),
    ),
  ),
);

export function aliasOf(name: string): Alias | null {
  return byBareName.get(bareName(name)) ?? null;
}

/** The field that an ambiguous name may mean. */
export function possibleFieldOf(name: string): Column | null {
  const bare = bareName(name);
  return Object.hasOwn(ambiguousNames, bare) ? (ambiguousNames[bare] ?? null) : null;
}

import type { DataClass } from '../../scrub-plan/data-class';
import { phrases } from './name-tokens';

/**
 * What people call columns, by what the column then holds: English, German, French, Spanish, Italian, Portuguese,
 * Dutch, the Nordic languages, Polish, Czech, Hungarian, Turkish, and the Russian words that are written as such.
 * A name alone proves little; the weight says how much.
 */

export type TermFamily = 'text' | 'number' | 'date' | 'bytes' | 'switch';

export interface ColumnTerm {
  class: DataClass;
  /** Which part of a name, or what kind of place or wire. */
  part?: string;
  test: RegExp;
  /** 0 to 1: how often a column of this name and a fitting type is of the class. */
  weight: number;
  families: TermFamily[];
}

const term = (
  dataClass: DataClass,
  weight: number,
  families: TermFamily[],
  list: string,
  part?: string,
): ColumnTerm => ({
  class: dataClass,
  weight,
  families,
  test: phrases(list),
  ...(part && { part }),
});

const text: TermFamily[] = ['text'];
const coded: TermFamily[] = ['text', 'number'];

export const columnTerms: readonly ColumnTerm[] = [
  term(
    'direct.person_name',
    0.85,
    text,
    `first ?name, fname, given ?names?, forenames?, middle ?name, mname, vor ?name, rufname,
    prenoms?, voor ?naam, fornavn, fornamn, imie, drugie imie, jmeno, kereszt ?nev, etunimi, imya, имя, отчество, primer nombre,
    nombres, nome proprio, primeiro nome, isim, nickname, preferred name`,
    'given',
  ),
  term(
    'direct.person_name',
    0.85,
    text,
    `last ?name, lname, sur ?name, family ?name, maiden ?name, birth ?name, nach ?name,
    familien ?name, geburts ?name, nom de famille, apellidos?, apellido paterno, apellido materno, cognome, sobre ?nome, apelido,
    achter ?naam, tussenvoegsel, etternavn, efternavn, efternamn, nazwisko, prijmeni, vezetek ?nev, sukunimi, soyadi?, фамилия, familiya`,
    'family',
  ),
  term(
    'direct.person_name',
    0.8,
    text,
    `full ?name, name on (?:the )?card, printed name, display ?name, real ?name, legal ?name, contact ?name, contact, contact ?person, customer ?name, client ?name,
    person ?name, employee ?name, patient ?name, member ?name, student ?name, guest ?name, passenger ?name, doctor ?name, physician ?name, physician, doctor,
    nurse, surgeon, teacher ?name, driver ?name, author ?name, author, (?:card|account|policy) ?holder(?: name)?, account owner, owner ?name, recipient ?name, recipient, addressee, beneficiary(?: name)?,
    payee, payer ?name, sender ?name, ship(?:ping|to)? ?name, bill(?:ing|to)? ?name, receiver, consignee, attention, attn, signatory, signed by, witness,
    manager ?name, supervisor ?name, spouse(?: name)?, father ?name, mother ?name, guardian(?: name)?, next of kin, kin ?name, emergency ?contact(?: name)?, emergency name,
    ansprech ?partner, konto ?inhaber, kunden ?name, sachbearbeiter, bearbeiter, nom complet, nom prenom, nombre completo, nombre y apellidos?, nome completo,
    nome e cognome, nominativo, titular, intestatario, naam, volledige naam, contactpersoon, navn, namn, nazwisko i imie, cele jmeno, teljes nev, adi soyadi, ad soyad, фио`,
    'full',
  ),
  term('direct.person_name', 0.6, text, 'initials?, middle initial, initialen, voorletters', 'initial'),
  term(
    'direct.mail',
    0.9,
    text,
    `e ?mails?, e ?mail ?(?:addr|address|adresse|adres|id), mail, mails, mail ?(?:address|adresse), correo(?: electronico)?, courriel, posta elettronica, e ?post,
    epostadresse, sahkoposti, eposta, почта, reply to, cc, bcc`,
  ),
  term(
    'direct.phone',
    0.85,
    coded,
    `(?:tele)?phones?, (?:tele)?phone ?(?:no|num|number|nr), tel, telno, telnr, telephones?, mobiles?, mobile ?(?:no|number|phone), cell, cell ?phone, msisdn, fax, fax ?(?:no|number|nr), faxnr,
    telefon, telefon ?(?:nr|nummer), telefonnummer, telefono, telefone, teléfono, handy, handynummer, mobil, mobilnummer, mobiltelefon, mobilfunk, rufnummer, portable, gsm, celular, cellulare, movil, telemovel, telefoon, telefoonnummer, mobiel, mobielnummer, whatsapp,
    puhelin, telefax, komorka, телефон, contact ?(?:no|number), emergency ?(?:number|phone), pager, home phone, work phone, ext, extension, phone ?ext(?:ension)?, durchwahl, nebenstelle, poste telephonique, interno, ramal`,
  ),
  term(
    'direct.address',
    0.8,
    text,
    `address, addr, address ?line, addressline, addressline one, street, street ?(?:name|address|line|no|number), house ?(?:no|number|name), home address, billing address, shipping address, ship ?address, bill ?address, mailing address, postal address, residence,
    strasse, strasze, str, strassenname, hausnummer, hausnr, anschrift, wohnadresse, adresse, adresszeile, rue, voie, calle, direccion, domicilio, indirizzo, via, civico, endereco, rua, logradouro, morada, bairro, straat, straatnaam, huisnummer, adres, adress,
    gatuadress, gata, vej, ulica, ulice, cim, utca, osoite, sokak, cadde, adresi, адрес, улица, apartment, apt, flat, suite, po box, complement, complement d adresse, adresszusatz, complemento, co address, unit ?(?:no|number)`,
    'street',
  ),
  term(
    'quasi.identifier',
    0.8,
    text,
    `city, town, town ?name, city ?name, ort, wohnort, stadt, gemeinde, ville, commune, ciudad, localidad, poblacion, citta, comune, cidade, municipio, plaats, woonplaats, stad, poststed, postort, miasto, miejscowosc, mesto, obec, varos, kaupunki, sehir, ilce, город, suburb, village, locality, municipality,
    birth ?place, place of birth, geburtsort, lieu de naissance, lugar de nacimiento, luogo (?:di )?nascita, lieu (?:de )?naissance, lugar (?:de )?nacimiento, miejsce urodzenia, local (?:de )?nascimento, geboorteplaats`,
    'city',
  ),
  term(
    'quasi.identifier',
    0.8,
    coded,
    `zip, zip ?code, cp, postal ?code, post ?code, plz, post ?leit ?zahl, code postal, codigo postal, cod postal, cap, cep, postnummer, postnr, kod pocztowy, psc, iranyitoszam, posta kodu, postinumero, индекс, pin ?code`,
    'postcode',
  ),
  term(
    'direct.national_id',
    0.9,
    coded,
    `ssn, social ?security(?: ?(?:no|number|nr))?, social insurance(?: number)?, nino, national insurance(?: number)?, national ?id(?: ?(?:no|number))?, national identity, identity ?(?:no|number|card|document), id ?card(?: ?(?:no|number))?, personal ?(?:id|identity)(?: number)?, passport(?: ?(?:no|num|number|nr))?, reisepass, reisepassnummer,
    person ?nummer, personnr, fodselsnummer, cpr(?: ?(?:no|nr|nummer))?, bsn, burgerservicenummer, nif, dni, nie, cedula, curp, rfc, cpf, rg, rut, cuil, steuer ?id, steuer ?identifikationsnummer, steuernummer, tax ?id(?:entification)?(?: number)?, tax ?payer ?id, tax ?(?:no|number), tin, ein, ausweis(?: ?(?:nr|nummer))?, personalausweis(?: ?(?:nr|nummer))?, sozialversicherungs ?(?:nr|nummer), sv ?(?:nr|nummer), svnr, ahv(?: ?(?:nr|nummer))?, avs,
    insee, vat(?: ?(?:id|no|nr|number|reg))?, ust ?id(?: ?nr)?, ustid, uid ?nr, siret, siren, kvk, p iva, nir, numero de securite sociale, codice fiscale, partita iva, pesel, nip, rodne cislo, cnp, egn, oib, jmbg, tc ?kimlik(?: ?no)?, aadhaar, aadhar, hkid, henkilotunnus, hetu, снилс, инн, driver'?s? ?licen[cs]e(?: ?(?:no|number))?, driving ?licen[cs]e(?: ?(?:no|number))?, fuhrerschein(?: ?(?:nr|nummer))?,
    medical record(?: ?(?:no|number))?, mrn, nhs(?: ?(?:no|number))?, health ?(?:card|insurance|plan)? ?(?:id|no|number), insurance ?(?:id|no|number|nr), insurance policy(?: ?(?:no|number))?, policy ?(?:no|number), krankenversicherungs ?(?:nr|nummer), versicherten ?(?:nr|nummer), medicare(?: ?(?:no|number))?, visa ?(?:no|number), polic[ey](?: ?(?:no|nr|number))?, poliza, polizza, apolice, versicherungs ?(?:nr|nummer), num(?:ero)? (?:colegiado|socio|afiliado|adherent|securite sociale|expediente|historia(?: clinica)?), historia clinica, patienten ?(?:nr|nummer), mitglieds ?(?:nr|nummer), personal ?(?:nr|nummer), employee ?(?:no|number), badge ?(?:id|no|number), licen[cs]e ?(?:no|number), student ?(?:no|number), member ?(?:no|number), loyalty ?(?:no|number|card), gov(?:ernment)? id`,
  ),
  term(
    'direct.account_number',
    0.85,
    coded,
    `iban, bank ?account(?: ?(?:no|number))?, account ?(?:no|num|number|nr), acct ?(?:no|num|number), konto ?(?:nr|nummer), kontonr, bankkonto, bankverbindung, compte bancaire, numero de compte, rib, numero de cuenta, cuenta bancaria, clabe, conto corrente, conta bancaria, rekening ?(?:nr|nummer), bankrekening, bankgiro, plusgiro, numer konta, cislo uctu, szamlaszam, sort ?code, routing ?(?:no|number), aba, wallet ?(?:id|address), paypal`,
  ),
  term(
    'direct.card_number',
    0.9,
    coded,
    `card ?(?:no|num|number|nr), credit ?card(?: ?(?:no|num|number))?, creditcard ?(?:no|number)?, debit ?card(?: ?(?:no|number))?, cc ?(?:no|num|number), kredit ?karten?(?: ?(?:nr|nummer))?, kartennummer, carte bancaire, numero de carte, tarjeta(?: de credito)?, numero tarjeta, carta di credito, cartao(?: de credito)?, card ?pan, pan`,
  ),
  term(
    'direct.birth_date',
    0.92,
    ['date', 'text', 'number'],
    `birth ?dates?, birth ?day, birth ?dt, date ?of ?birth, dob, d o b, birth ?year, year ?of ?birth, born, born on, born at, geburts ?datum, geburtstag, geb ?datum, geb ?dat, geburtsjahr, date ?de? ?naissance, naissance, fecha ?de? ?nacimiento, nacimiento, fec nac, f nac, data ?di? ?nascita, nascita, data ?de? ?nascimento, nascimento, dt nasc, dt nascimento, geboorte ?datum, geboren, fodselsdato, fodselsdag, fodelse ?datum, data urodzenia, datum narozeni, narozeni, szuletesi ?(?:datum|ido), szuletes, syntyma ?aika, dogum ?tarihi, дата рождения, birth`,
  ),
  term(
    'direct.ip_address',
    0.85,
    text,
    `ip, ips, ip ?addr, ip ?address, ip ?adresse, remote ?(?:ip|addr|address), client ?(?:ip|addr|address), last ip, login ip, source ip, host ip, adresse ip, direccion ip`,
  ),
  term(
    'direct.device',
    0.8,
    coded,
    `mac, mac ?addr, mac ?address, imei, imsi, iccid, device ?(?:id|uuid|identifier|fingerprint|serial), user ?agent, browser ?(?:agent|fingerprint)?, fingerprint, advertising id, idfa, gaid, ad id, visitor ?id, anonymous id, cookie ?id, licen[cs]e ?plate(?: ?(?:no|number))?, plate ?(?:no|number), number plate, vehicle ?(?:plate|registration), vin, kennzeichen, kfz ?kennzeichen, immatriculation, targa, matricula, kenteken`,
  ),
  term(
    'direct.username',
    0.8,
    text,
    `user ?name, user ?login, login ?(?:name|id)?, log ?in, nick, nick ?name, handle, screen ?name, alias ?name, benutzer ?name, benutzerkennung, kennung, nom d utilisateur, identifiant, pseudo, usuario, nome utente, utente, gebruikersnaam, brukernavn, anvandarnamn, brugernavn, uzivatel, felhasznalonev, kullanici ?adi, логин,
    twitter(?: handle)?, skype(?: ?(?:id|name))?, slack ?(?:id|name|handle)?, telegram, instagram, facebook(?: ?(?:id|url))?, linked ?in(?: ?(?:id|url))?, github(?: ?(?:login|user|username))?, xing, wechat, line id, social ?(?:handle|profile), profile ?url, gamertag, account ?name, user ?principal ?name, upn, oauth ?(?:uid|subject), external user id, sub`,
  ),
  term(
    'direct.location',
    0.8,
    ['number', 'text'],
    `lat, latitude, lng, lon, long, longitude, geo ?(?:lat|lng|lon|location|point|code|hash), gps(?: ?(?:lat|lng|lon|coordinates?))?, coordinates?, coords?, breitengrad, langengrad, latitud, longitud`,
  ),
  term(
    'direct.image',
    0.8,
    ['bytes', 'text'],
    `photos?, photo ?(?:url|path|file|data)?, picture, profile ?(?:pic|picture|photo|image), avatars?, avatar ?url, portrait, selfie, head ?shot, signature(?: ?(?:image|data|file))?, unterschrift, foto, passfoto, face ?(?:image|id|encoding), fingerprint ?(?:data|template), voice ?(?:print|sample), x ?ray, passport scan, id scan, bild, lichtbild`,
  ),
  term(
    'direct.free_text',
    0.75,
    text,
    `subject ?line, betreff, objet, asunto, oggetto, assunto, onderwerp, relatos?, comments?, comment ?(?:text|body)?, notes?, note ?(?:text|body)?, remarks?, memos?, messages?, message ?(?:text|body)?, body, bios?, biography, about, about me, feedback, review ?(?:text|body|comment)?, testimonial, notizen?, bemerkung(?:en)?, kommentare?, anmerkung(?:en)?, nachricht, beschwerde, hinweis,
    commentaires?, remarques?, observations?, observaciones, comentarios?, notas?, mensaje, osservazioni, commento, messaggio, osservacao, observacao, observacoes, mensagem, opmerking(?:en)?, bericht, notitie, merknad, anteckning(?:ar)?, uwagi, komentarz, poznamka, megjegyzes, aciklama, yorum, комментарий, примечание,
    diagnos(?:is|e|tic|tico|i|oza|tique)(?: text)?, motivo, motif, grund, begrundung, allerg(?:y|ies|ie|ien|ias|ia), texte?, texto, testo, tekst, text, content, contenu, contenido, contenuto, conteudo, inhalt, anmerkung, antecedentes, antecedents, anamnese, anamnesi, befund, hallazgos, tratamiento, traitement, behandlung, symptoms?, chief complaint, complaint(?: text)?, anamnesis?, medical history, treatment notes?, findings, prescription(?: text)?, allergies, transcript, special ?(?:requests?|instructions?|needs), delivery ?(?:notes?|instructions?), instructions, resume, cv, cover letter, essay, answer, response text, narrative, incident(?: ?(?:report|text|details))?, details, gift message, hobbies, interests`,
  ),
  term(
    'secret.password',
    0.95,
    ['text', 'bytes'],
    `passwords?, passwd, passwrd, pwd, pass, pass ?word ?(?:hash|digest|salt|crypt)?, pw, pw ?hash, encrypted password, hashed password, passwort(?: hash)?, kennwort, mot de passe, mdp, contrasena, clave, senha, wachtwoord, losenord, passord, adgangskode, haslo, heslo, jelszo, salasana, parola, sifre, пароль, salt, pass ?phrase, security ?(?:answer|question answer), secret answer`,
  ),
  term(
    'secret.password',
    0.9,
    coded,
    `pin, puk, pin ?hash, pin ?block, cvv, cvv ?(?:enc|hash), cvc, cvn, csc, cvv code, security code, card security code, tan`,
  ),
  term(
    'secret.token',
    0.9,
    ['text', 'bytes'],
    `tokens?, access ?token, refresh ?token, id ?token, auth ?token, api ?token, bearer(?: token)?, reset ?(?:token|code|key), password reset token, verification ?(?:token|code|key), confirmation ?(?:token|code), activation ?(?:token|code|key), invite ?(?:token|code), invitation ?(?:token|code), remember ?(?:token|me), push ?token, device ?token, token ?hash, jwt, otp, otp ?secret, totp(?: ?(?:secret|seed))?, two factor ?(?:secret|code)?, mfa ?secret, recovery ?codes?, backup ?codes?, magic link, unsubscribe ?token, nonce, csrf(?: token)?`,
  ),
  term(
    'secret.key',
    0.92,
    ['text', 'bytes'],
    `api ?keys?, api ?secret, secrets?, client ?secret, app ?secret, shared secret, webhook ?secret, signing ?(?:secret|key), secret ?(?:key|hash), private ?key, encryption ?key, access ?key(?: id)?, aws ?(?:key|secret), key ?hash, hashed ?key, credentials?, auth ?data, license ?key, ssh ?key, pgp ?key, certificate key, ciphertext, encrypted ?(?:value|data|payload)`,
  ),
  term(
    'secret.session',
    0.85,
    ['text', 'bytes'],
    `session ?(?:id|key|token|data|hash), sid, php ?sess ?id, sess(?:ion)?, cookies?, cookie ?(?:value|data|hash)`,
  ),
  term(
    'wire.url',
    0.9,
    text,
    `web ?hooks?, web ?hook ?(?:url|uri|endpoint), call ?back ?(?:url|uri)?, hook ?url, end ?points?, end ?point ?(?:url|uri), notify ?url, notification ?url, post ?back ?url?, target ?(?:url|uri), destination ?(?:url|uri), delivery ?url, redirect ?(?:url|uri)s?, ping url, api ?(?:url|endpoint|base), base ?url, server ?url, service ?url, slack ?(?:url|webhook), connection ?(?:string|url), dsn, jdbc ?url, database ?url, queue ?url, sftp ?(?:url|host), ftp ?(?:url|host), broker ?url, s3 bucket, bucket ?name`,
    'url',
  ),
  term(
    'wire.mail_server',
    0.9,
    text,
    `smtp, smtp ?(?:host|server|user|username|login), mail ?(?:host|server), imap(?: ?(?:host|server))?, pop3?(?: ?(?:host|server))?, mx ?host, relay ?host`,
    'host',
  ),
  term(
    'wire.schedule',
    0.85,
    ['text', 'date'],
    `cron, crontab, cron ?(?:expression|expr|schedule|spec), schedule ?(?:expression|expr|cron|spec)?, rrule, recurrence(?: rule)?, next ?run(?: ?(?:at|on|time))?, run ?at, fire ?at, trigger ?at, send ?at, scheduled ?(?:at|for)`,
    'schedule',
  ),
  term(
    'quasi.identifier',
    0.85,
    ['text', 'number'],
    `gender, sex, geschlecht, sexe, genre personne, sexo, sesso, genero, geslacht, kjonn, kon, plec, pohlavi, nem, cinsiyet, пол, salutation, anrede, civilite, tratamiento, marital ?status, civil ?status, familienstand, etat civil, estado civil, stato civile, religion, konfession, ethnicity, ethnic ?group, race, nationality, staatsangehorigkeit, nationalite, nacionalidad, nazionalita, nacionalidade, citizenship, blood ?(?:type|group), disability, sexual orientation, political ?(?:party|view)`,
    'trait',
  ),
  term(
    'quasi.identifier',
    0.75,
    coded,
    `job ?title, occupation, profession, beruf, metier, ocupacion, professione, profissao, employer, arbeitgeber, school, university`,
    'trait',
  ),
  term('quasi.identifier', 0.8, ['number'], `age, alter, edad, eta, idade, leeftijd, age ?years`, 'age'),
  term(
    'quasi.identifier',
    0.8,
    ['number'],
    `salary, salaries, wages?, income, gehalt, lohn, einkommen, salaire, revenu, sueldo, salario, stipendio, reddito, renda, salaris, lonn, lon, placa, fizetes, maas, зарплата, net worth, credit ?score, commission ?pct, bonus, compensation, pay ?rate, hourly ?rate`,
    'amount',
  ),
  term(
    'quasi.identifier',
    0.75,
    ['number'],
    `height(?: cm)?, weight(?: kg)?, bmi, body weight, groesse, gewicht, heart rate, blood pressure`,
    'body',
  ),
  term(
    'quasi.identifier',
    0.75,
    ['date'],
    `hire ?date, hired ?(?:at|on)?, hire ?dt, start of employment, joined ?(?:at|on)?, join ?date, joining ?date, employment ?date, termination ?date, eintritts?(?: ?datum)?, austritts?(?: ?datum)?, einstellungs ?datum, date d embauche, fecha ?de? ?contratacion, admission(?: ?(?:date|time|at|dt))?, admitted ?(?:at|on)?, discharge(?: ?(?:date|time|at|dt))?, discharged ?(?:at|on)?, appointment ?(?:date|time|at)?, visit ?(?:date|time|at), diagnosis ?date, diagnosed ?(?:at|on), death ?date, date ?of ?death, deceased ?(?:at|on), died ?(?:at|on)?, sterbe ?datum, wedding ?date, marriage ?date, anniversary, surgery ?date, prescribed ?(?:at|on), encounter ?date, last ?login(?: ?(?:at|date))?`,
    'date',
  ),
  term(
    'quasi.identifier',
    0.75,
    text,
    `company, company ?name, organi[sz]ation ?name, firma, firmenname, firmen ?bezeichnung, unternehmen, entreprise, raison sociale, societe, empresa, razon social, azienda, ragione sociale, bedrijf, bedrijfsnaam, foretag, virksomhed, spolka, cegnev, sirket, business ?name, trade ?name, supplier ?name, vendor ?name, lieferant, merchant ?name, fabricant, hersteller, fabricante, manufacturer, laboratorio, laboratoire`,
    'company',
  ),
  term(
    'quasi.identifier',
    0.7,
    text,
    `file ?name, attachment ?name, original ?(?:file ?name|name), dateiname, nom de fichier, upload ?name, document ?name`,
    'file',
  ),
];

/** Words at the end of a name that make it speak about a thing of the class, not hold it: `email_type`, `phone_verified`. */
export const aboutness =
  phrases(`id, type, kind, status, count, counter, format, template, verified, confirmed, validated, enabled, disabled, flag, provider,
  category, level, version, sent, opt in, opt out, opted in, subscribed, required, allowed, visible, length, size, color, colour, label, order, position,
  index, mask, pattern, regex, expires, expires at, expiry, expiration, at, on, attempts, retries, limit, quota, policy, preference, preferences, scope, scopes, lang, language, locale, tz, timezone, typ, art, tipo`);

/** Names of texts that describe whatever the table is about. */
export const descriptive =
  /(?:^| )(?:description|descr|desc|beschreibung|descripcion|descrizione|descricao|omschrijving|opis|popis|leiras|title|titel|titre|titulo|titolo|summary|abstract|caption|headline|slogan|subtitle|synopsis|plot|overview|label|bezeichnung|libelle)$/;

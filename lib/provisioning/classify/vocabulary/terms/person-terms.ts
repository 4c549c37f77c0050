import { type ColumnTerm, term, text } from './term';

/** People themselves: their names, how they sign in, when they were born. */
export const personTerms: readonly ColumnTerm[] = [
  term(
    'direct.person_name',
    0.85,
    text,
    `first ?name, fname, given ?names?, forenames?, middle ?name, mname, vor ?name, rufname,
    prenoms?, voor ?naam, fornavn, fornamn, imie, drugie imie, jmeno, kereszt ?nev, etunimi, imya, имя, отчество, primer nombre,
    nombres, nome proprio, primeiro nome, isim, nickname, preferred name, v ?name, v ?naam, vrn, pren, f ?nm, fst ?nm, first ?nm, frst ?nm, fname ?en, m ?nm, mid ?nm, roep ?naam, tilltals ?namn, mellan ?namn, mellom ?navn, krestni jmeno, prvni jmeno, uto ?nev, prenume, eesnimi, vardas, vards,
    όνομα, onoma, onoma mikro, second ?name, segundo nombre, deuxieme prenom, zweiter vorname, apodo, apelido social, nome social, chosen name, known ?as, given, forename, call ?name, 名, 名前, 이름, الاسم الأول`,
    'given',
  ),
  term(
    'direct.person_name',
    0.85,
    text,
    `last ?name, lname, sur ?name, family ?name, maiden ?name, birth ?name, nach ?name,
    familien ?name, geburts ?name, nom de famille, apellidos?, apellido paterno, apellido materno, cognome, sobre ?nome, apelido,
    achter ?naam, tussenvoegsel, etternavn, efternavn, efternamn, nazwisko, prijmeni, vezetek ?nev, sukunimi, soyadi?, фамилия, familiya, n ?name, a ?naam, tussenv(?:oeg)?, voorv(?:oegsel)?, l ?nm, lst ?nm, last ?nm, sur ?nm, maiden, fam ?name, ape, apell?, nom ?de ?naissance, nom d usage, nom marital, slakt ?namn, slekts ?navn, familie ?naam, geslachts ?naam, meisjes ?naam, ultimo nome, prezime, priimek,
    perekonnanimi, pavarde, uzvards, επώνυμο, eponymo, nume de familie, nazwisko rodowe, rodne prijmeni, csalad ?nev, leanykori nev, kizlik soyadi, primer apellido, segundo apellido, apellidos, 姓, 성, اللقب`,
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
    nome e cognome, nominativo, titular, intestatario, naam, volledige naam, contactpersoon, navn, namn, nazwisko i imie, cele jmeno, teljes nev, full ?nm, cust(?:omer)? ?nm, emp(?:loyee)? ?(?:nm|name), ee ?(?:nm|name), pat(?:ient)? ?(?:nm|name), contact ?nm, acct ?(?:nm|name), cardholder ?nm, naam ?(?:klant|contact|huurder|patient), nombre ?(?:cliente|titular|contacto|alumno|paciente|tutor), nom ?(?:client|titulaire|contact|patient|eleve), nome ?(?:cliente|titular|paciente|aluno|contato), imie i nazwisko, imie nazwisko, jmeno a prijmeni, adi soyadi, ad soyad, фио`,
    'full',
  ),
  term('direct.person_name', 0.6, text, 'initials?, middle initial, initialen, voorletters', 'initial'),
  term(
    'direct.birth_date',
    0.92,
    ['date', 'text', 'number'],
    `birth ?dates?, birth ?day, birth ?dt, date ?of ?birth, dob, d o b, birth ?year, year ?of ?birth, born, born on, born at, geburts ?datum, geburtstag, geb ?datum, geb ?dat, geburtsjahr, date ?de? ?naissance, naissance, fecha ?de? ?nacimiento, nacimiento, fec nac, f nac, data ?di? ?nascita, nascita, data ?de? ?nascimento, nascimento, dt nasc, dt nascimento, geboorte ?datum, geboren, fodselsdato, fodselsdag, fodelse ?datum, data urodzenia, datum narozeni, narozeni, szuletesi ?(?:datum|ido), szuletes, syntyma ?aika, dogum ?tarihi, дата рождения, birth, naci[dt][oa](?: el| em| il)?, ne ?le, nee le, fodt, fodd, geb, geb ?am, geb ?dat(?:um)?, geb ?dtm, bday, b ?day, brth ?dt, brthdy, dt ?(?:of ?)?birth, gb ?dat, geboren am, dt ?nac, fecha ?nac, f ?nacim(?:iento)?, data ?nasc, d ?nasc, data ?ur, data ?ur(?:odz)?, urodzon[yao], rok urodzenia, jahrgang, dat ?naiss, gebdatum, geb ?jaar, date ?nais(?:s)?, birthday, yob, narodil, datum ?nar,
    szul(?: ?(?:datum|ido))?, dogum, syntynyt, synt ?aika, født, ημερομηνία γέννησης, 生年月日, 생년월일, تاريخ الميلاد`,
  ),
  term(
    'direct.username',
    0.8,
    text,
    `user ?name, user ?login, login ?(?:name|id)?, log ?in, nick, nick ?name, handle, screen ?name, alias ?name, benutzer ?name, benutzerkennung, kennung, nom d utilisateur, identifiant, pseudo, usuario, nome utente, utente, gebruikersnaam, brukernavn, anvandarnamn, brugernavn, uzivatel, felhasznalonev, kullanici ?adi, логин,
    twitter(?: handle)?, skype(?: ?(?:id|name))?, slack ?(?:id|name|handle)?, telegram, instagram, facebook(?: ?(?:id|url))?, linked ?in(?: ?(?:id|url))?, github(?: ?(?:login|user|username))?, xing, wechat, line id, social ?(?:handle|profile), profile ?url, gamertag, account ?name, user ?principal ?name, upn, oauth ?(?:uid|subject), external user id, sub, benutzer, nutzerkennung, anmeldename, inlognaam, gebruiker, utilisateur, compte utilisateur, usuaria, operator ?login, acting user, actor, performed ?by ?user, db ?user, os ?user, win ?user, user, account, konto ?name, twitch, discord, tik ?tok, mastodon, youtube, soundcloud, strava`,
  ),
];

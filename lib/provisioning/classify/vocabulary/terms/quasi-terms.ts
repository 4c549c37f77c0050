import { type ColumnTerm, coded, term, text } from './term';

/** What points at a person only together with other things: places, traits, dates of a life, amounts, firms. */
export const quasiTerms: readonly ColumnTerm[] = [
  term(
    'quasi.identifier',
    0.8,
    text,
    `city, town, town ?name, city ?name, ort, wohnort, stadt, gemeinde, ville, commune, ciudad, localidad, poblacion, citta, comune, cidade, municipio, plaats, woonplaats, stad, poststed, postort, miasto, miejscowosc, mesto, obec, varos, kaupunki, sehir, ilce, город, suburb, village, locality, municipality,
    birth ?place, place of birth, geburtsort, lieu de naissance, lugar de nacimiento, luogo (?:di )?nascita, lieu (?:de )?naissance, lugar (?:de )?nacimiento, miejsce urodzenia, local (?:de )?nascimento, geboorteplaats, post ?town, wpl, woonpl, miejsce ?(?:ur|ur(?:odz)?), miejsc, msc, wojewodztwo, powiat, gmina, pobl, pob, prov ?nac, muni, mun, loc, localite, lieu, vil, cidade ?natal, naturalidade, luogo, citta ?(?:nascita|residenza), prov, residenza, domicile ?city, home ?town, geb ?ort, wohn ?ort, geb ?plaats, standplaats, kommun, kommune, fodested, fodelseort, kaupunki, syntyma ?paikka, szul ?hely, szuletesi ?hely, telepules, varos, mesto ?narozeni, misto ?narozeni, il, ilce, dogum ?yeri, πόλη, 市区町村, 도시, المدينة`,
    'city',
  ),
  term(
    'quasi.identifier',
    0.8,
    coded,
    `zip, zip ?code, cp, postal ?code, post ?code, plz, post ?leit ?zahl, code postal, codigo postal, cod postal, cap, cep, postnummer, postnr, kod pocztowy, psc, iranyitoszam, posta kodu, postinumero, индекс, pin ?code, kod ?poczt(?:owy)?, postc, pstl ?(?:cd|code), zip ?cd, post ?cd, kod ?(?:p|poczty), c ?p, cod ?post, cpost, codpos, post ?nr, postal, zip ?(?:plus)?, irsz, ir ?szam, pc, pcode, plaats ?code, eircode, cap ?(?:residenza)?, ταχυδρομικός κώδικας, 郵便番号, 우편번호`,
    'postcode',
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
    `company, company ?name, organi[sz]ation ?name, firma, firmenname, firmen ?bezeichnung, unternehmen, entreprise, raison sociale, societe, empresa, razon social, azienda, ragione sociale, bedrijf, bedrijfsnaam, foretag, virksomhed, spolka, cegnev, sirket, business ?name, trade ?name, supplier ?name, vendor ?name, lieferant, merchant ?name, fabricant, hersteller, fabricante, manufacturer, laboratorio, laboratoire, lugar ?(?:de )?trabajo, lieu ?(?:de )?travail, posto ?(?:di )?lavoro, proveedor, fournisseur, fornitore, fornecedor, leverancier, leverantor, leverandor, dostawca, dodavatel, szallito, tedarikci, toimittaja, pracodawca, zamestnavatel, munkaltato, isveren, tyonantaja, arbetsgivare, arbeidsgiver, werkgever, empleador, employeur, datore ?(?:di )?lavoro, empregador, contractor, subcontractor, company ?nm, firm, org ?name`,
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

import { base, de, en, Faker, it as italian, pl } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/**
 * A parcel service with English names, a hotel with Italian ones, a school with Polish ones, an insurer with German
 * ones. Once unseen; the rules have since learnt from what they missed here.
 */

const english = new Faker({ locale: [en, base] });
const hotelier = new Faker({ locale: [italian, en, base] });
const teacher = new Faker({ locale: [pl, en, base] });
const insurer = new Faker({ locale: [de, en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));
const day = (date: Date) => date.toISOString().slice(0, 10);

export const parcels: DetectionFixture = {
  schema: 'parcels',
  structure: `
    CREATE TABLE depots (depot_code text PRIMARY KEY, depot_name text, latitude numeric(9,6), longitude numeric(9,6), opening_hours text);
    CREATE TABLE couriers (courier_id int PRIMARY KEY, full_name text, date_of_birth date, phone_number text, driving_licence_no text, licence_plate text, home_depot text REFERENCES depots, hourly_rate numeric(6,2), is_active boolean);
    CREATE TABLE shipments (id bigint PRIMARY KEY, tracking_code text UNIQUE, sender_name text, sender_email text, sender_phone text, recipient_name text, recipient_address_line1 text, recipient_address_line2 text, recipient_city text, recipient_zip text, recipient_country text, recipient_phone text, weight_grams int, declared_value numeric(10,2), delivery_instructions text, service_level text, created_at timestamptz);
    CREATE TABLE scans (id bigint PRIMARY KEY, shipment_id bigint REFERENCES shipments, depot_code text REFERENCES depots, courier_id int REFERENCES couriers, scanned_at timestamptz, event_code text, gps_lat numeric(9,6), gps_lng numeric(9,6), device_imei text);
    CREATE TABLE proofs_of_delivery (shipment_id bigint PRIMARY KEY REFERENCES shipments, signed_by text, signature_image bytea, photo_url text, delivered_at timestamptz);
    CREATE TABLE merchants (id int PRIMARY KEY, company_name text, vat_number text, contact_email text, bank_iban text, api_key text, callback_url text, notify_on text[]);
    CREATE TABLE tariffs (zone text, service_level text, price numeric(8,2), max_weight int, PRIMARY KEY (zone, service_level));`,
  rows: () => {
    english.seed(301);
    const f = english;
    return {
      depots: times(20, (n) => ({
        depot_code: `DEP${n}`,
        depot_name: `Hub ${f.location.city()}`,
        latitude: f.location.latitude(),
        longitude: f.location.longitude(),
        opening_hours: '08-18',
      })),
      couriers: times(80, (n) => ({
        courier_id: n,
        full_name: f.person.fullName(),
        date_of_birth: day(f.date.birthdate()),
        phone_number: f.phone.number(),
        driving_licence_no: f.string.alphanumeric({ length: 16, casing: 'upper' }),
        licence_plate: f.vehicle.vrm(),
        home_depot: 'DEP1',
        hourly_rate: 14.5,
        is_active: true,
      })),
      shipments: times(300, (n) => ({
        id: n,
        tracking_code: `JD${f.string.numeric(14)}`,
        sender_name: n % 2 ? f.company.name() : f.person.fullName(),
        sender_email: f.internet.email(),
        sender_phone: f.phone.number(),
        recipient_name: f.person.fullName(),
        recipient_address_line1: f.location.streetAddress(),
        recipient_address_line2: n % 5 ? null : f.location.secondaryAddress(),
        recipient_city: f.location.city(),
        recipient_zip: f.location.zipCode(),
        recipient_country: 'US',
        recipient_phone: f.phone.number({ style: 'international' }),
        weight_grams: 500 + n,
        declared_value: 20,
        delivery_instructions: n % 6 ? null : 'Leave with the neighbour on the left please',
        service_level: 'standard',
        created_at: f.date.past().toISOString(),
      })),
      scans: times(300, (n) => ({
        id: n,
        shipment_id: n,
        depot_code: 'DEP1',
        courier_id: (n % 80) + 1,
        scanned_at: f.date.past().toISOString(),
        event_code: 'ARR',
        gps_lat: f.location.latitude(),
        gps_lng: f.location.longitude(),
        device_imei: f.phone.imei(),
      })),
      proofs_of_delivery: times(200, (n) => ({
        shipment_id: n,
        signed_by: f.person.lastName().toUpperCase(),
        signature_image: '\\x89504e47',
        photo_url: f.image.url(),
        delivered_at: f.date.recent().toISOString(),
      })),
      merchants: times(40, (n) => ({
        id: n,
        company_name: f.company.name(),
        vat_number: `GB${f.string.numeric(9)}`,
        contact_email: f.internet.email(),
        bank_iban: f.finance.iban(),
        api_key: `sk_live_${f.string.alphanumeric(24)}`,
        callback_url: f.internet.url(),
        notify_on: ['delivered'],
      })),
      tariffs: times(5, (n) => ({
        zone: `Z${n}`,
        service_level: 'standard',
        price: 4.9,
        max_weight: 30_000,
      })),
    };
  },
  truth: {
    'couriers.full_name': 'direct.person_name',
    'couriers.date_of_birth': 'direct.birth_date',
    'couriers.phone_number': 'direct.phone',
    'couriers.driving_licence_no': 'direct.national_id',
    'couriers.licence_plate': 'direct.device',
    'couriers.hourly_rate': 'quasi.identifier',
    'shipments.sender_name': 'direct.person_name',
    'shipments.sender_email': 'direct.mail',
    'shipments.sender_phone': 'direct.phone',
    'shipments.recipient_name': 'direct.person_name',
    'shipments.recipient_address_line1': 'direct.address',
    'shipments.recipient_address_line2': 'direct.address',
    'shipments.recipient_city': 'quasi.identifier',
    'shipments.recipient_zip': 'quasi.identifier',
    'shipments.recipient_phone': 'direct.phone',
    'shipments.delivery_instructions': 'direct.free_text',
    'scans.gps_lat': 'direct.location',
    'scans.gps_lng': 'direct.location',
    'scans.device_imei': 'direct.device',
    'proofs_of_delivery.signed_by': 'direct.person_name',
    'proofs_of_delivery.signature_image': 'direct.image',
    'proofs_of_delivery.photo_url': 'direct.image',
    'merchants.company_name': 'quasi.identifier',
    'merchants.vat_number': 'direct.national_id',
    'merchants.contact_email': 'direct.mail',
    'merchants.bank_iban': 'direct.account_number',
    'merchants.api_key': 'secret.key',
    'merchants.callback_url': 'wire.url',
  },
};

export const hotel: DetectionFixture = {
  schema: 'hotel',
  structure: `
    CREATE TABLE ospiti (id int PRIMARY KEY, cognome text, nome text, data_nascita date, luogo_nascita text, sesso char(1), codice_fiscale char(16), documento_tipo text, documento_numero text, email text, cellulare text, indirizzo text, cap char(5), citta text, provincia char(2), privacy_ok boolean);
    CREATE TABLE camere (numero int PRIMARY KEY, piano int, tipo text, prezzo numeric(8,2), descrizione text, vista_mare boolean);
    CREATE TABLE prenotazioni (id int PRIMARY KEY, ospite_id int REFERENCES ospiti, camera int REFERENCES camere, arrivo date, partenza date, stato text, richieste text, canale text, importo numeric(10,2));
    CREATE TABLE pagamenti (id int PRIMARY KEY, prenotazione_id int REFERENCES prenotazioni, metodo text, numero_carta text, intestatario text, scadenza char(5), importo numeric(10,2), eseguito_il timestamptz);
    CREATE TABLE dipendenti (matricola int PRIMARY KEY, nome text, cognome text, mansione text, stipendio numeric(10,2), iban char(27), assunto_il date, telefono text);
    CREATE TABLE recensioni (id int PRIMARY KEY, ospite_id int REFERENCES ospiti, voto int, commento text, lingua char(2), pubblicata timestamptz);
    CREATE TABLE accessi_wifi (id int PRIMARY KEY, ospite_id int REFERENCES ospiti, indirizzo_mac text, indirizzo_ip inet, inizio timestamptz, byte_scaricati bigint);`,
  rows: () => {
    hotelier.seed(302);
    const f = hotelier;
    const fiscal = () =>
      `${f.string.alpha({ length: 6, casing: 'upper' })}${f.string.numeric(2)}${f.helpers.arrayElement(['A', 'B', 'M'])}${f.number.int({ min: 10, max: 28 })}H${f.string.numeric(3)}${f.string.alpha({ length: 1, casing: 'upper' })}`;
    return {
      ospiti: times(220, (n) => ({
        id: n,
        cognome: f.person.lastName(),
        nome: f.person.firstName(),
        data_nascita: day(f.date.birthdate()),
        luogo_nascita: f.location.city(),
        sesso: n % 2 ? 'M' : 'F',
        codice_fiscale: fiscal(),
        documento_tipo: 'CI',
        documento_numero: `CA${f.string.numeric(5)}${f.string.alpha({ length: 2, casing: 'upper' })}`,
        email: f.internet.email(),
        cellulare: f.phone.number(),
        indirizzo: f.location.streetAddress(),
        cap: f.string.numeric(5),
        citta: f.location.city(),
        provincia: f.string.alpha({ length: 2, casing: 'upper' }),
        privacy_ok: true,
      })),
      camere: times(60, (n) => ({
        numero: 100 + n,
        piano: 1,
        tipo: 'doppia',
        prezzo: 120,
        descrizione: f.lorem.sentence(),
        vista_mare: false,
      })),
      prenotazioni: times(200, (n) => ({
        id: n,
        ospite_id: n,
        camera: 100 + ((n % 60) + 1 > 60 ? 1 : (n % 60) + 1),
        arrivo: day(f.date.past()),
        partenza: day(f.date.recent()),
        stato: 'confermata',
        richieste: n % 5 ? null : 'La signora desidera una camera silenziosa con culla',
        canale: 'diretto',
        importo: 240,
      })),
      pagamenti: times(200, (n) => ({
        id: n,
        prenotazione_id: n,
        metodo: 'carta',
        numero_carta: f.finance.creditCardNumber('mastercard'),
        intestatario: f.person.fullName(),
        scadenza: '11/28',
        importo: 240,
        eseguito_il: f.date.recent().toISOString(),
      })),
      dipendenti: times(35, (n) => ({
        matricola: n,
        nome: f.person.firstName(),
        cognome: f.person.lastName(),
        mansione: f.helpers.arrayElement(['cuoco', 'portiere']),
        stipendio: 1_600 + n,
        iban: f.finance.iban({ countryCode: 'IT', formatted: false }),
        assunto_il: day(f.date.past()),
        telefono: f.phone.number(),
      })),
      recensioni: times(120, (n) => ({
        id: n,
        ospite_id: n,
        voto: 4,
        commento: f.lorem.sentences(2),
        lingua: 'it',
        pubblicata: f.date.past().toISOString(),
      })),
      accessi_wifi: times(150, (n) => ({
        id: n,
        ospite_id: n,
        indirizzo_mac: f.internet.mac(),
        indirizzo_ip: f.internet.ip(),
        inizio: f.date.past().toISOString(),
        byte_scaricati: 50_000_000 + n,
      })),
    };
  },
  truth: {
    'ospiti.cognome': 'direct.person_name',
    'ospiti.nome': 'direct.person_name',
    'ospiti.data_nascita': 'direct.birth_date',
    'ospiti.luogo_nascita': 'quasi.identifier',
    'ospiti.sesso': 'quasi.identifier',
    'ospiti.codice_fiscale': 'direct.national_id',
    'ospiti.documento_numero': 'direct.national_id',
    'ospiti.email': 'direct.mail',
    'ospiti.cellulare': 'direct.phone',
    'ospiti.indirizzo': 'direct.address',
    'ospiti.cap': 'quasi.identifier',
    'ospiti.citta': 'quasi.identifier',
    'prenotazioni.richieste': 'direct.free_text',
    'pagamenti.numero_carta': 'direct.card_number',
    'pagamenti.intestatario': 'direct.person_name',
    'pagamenti.scadenza': 'quasi.identifier',
    'dipendenti.nome': 'direct.person_name',
    'dipendenti.cognome': 'direct.person_name',
    'dipendenti.mansione': 'quasi.identifier',
    'dipendenti.stipendio': 'quasi.identifier',
    'dipendenti.iban': 'direct.account_number',
    'dipendenti.assunto_il': 'quasi.identifier',
    'dipendenti.telefono': 'direct.phone',
    'recensioni.commento': 'direct.free_text',
    'accessi_wifi.indirizzo_mac': 'direct.device',
    'accessi_wifi.indirizzo_ip': 'direct.ip_address',
  },
};

export const school: DetectionFixture = {
  schema: 'school',
  structure: `
    CREATE TABLE uczniowie (id int PRIMARY KEY, imie text, nazwisko text, pesel char(11), data_urodzenia date, adres text, miasto text, kod_pocztowy text, email_rodzica text, telefon_rodzica text, uwagi text);
    CREATE TABLE nauczyciele (id int PRIMARY KEY, imie text, nazwisko text, email text, telefon text, stanowisko text);
    CREATE TABLE przedmioty (id int PRIMARY KEY, nazwa text, godziny int);
    CREATE TABLE oceny (id int PRIMARY KEY, uczen_id int REFERENCES uczniowie, przedmiot_id int REFERENCES przedmioty, nauczyciel_id int REFERENCES nauczyciele, ocena numeric(3,1), komentarz text, wystawiono date);
    CREATE TABLE konta (id int PRIMARY KEY, login text UNIQUE, haslo text, ostatnie_logowanie timestamptz, ostatnie_ip text, rola text);`,
  rows: () => {
    teacher.seed(303);
    const f = teacher;
    const pesel = () => {
      const body = [
        ...`${f.string.numeric(2)}0${f.number.int({ min: 1, max: 9 })}${f.number.int({ min: 10, max: 28 })}${f.string.numeric(4)}`,
      ].map(Number);
      const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
      const sum = body.reduce((total, digit, at) => total + digit * (weights[at] ?? 0), 0);
      return `${body.join('')}${(10 - (sum % 10)) % 10}`;
    };
    return {
      uczniowie: times(240, (n) => ({
        id: n,
        imie: f.person.firstName(),
        nazwisko: f.person.lastName(),
        pesel: pesel(),
        data_urodzenia: day(f.date.birthdate({ min: 7, max: 18, mode: 'age' })),
        adres: f.location.streetAddress(),
        miasto: f.location.city(),
        kod_pocztowy: f.location.zipCode('##-###'),
        email_rodzica: f.internet.email(),
        telefon_rodzica: f.phone.number(),
        uwagi: n % 8 ? null : f.lorem.sentence(),
      })),
      nauczyciele: times(30, (n) => ({
        id: n,
        imie: f.person.firstName(),
        nazwisko: f.person.lastName(),
        email: f.internet.email(),
        telefon: f.phone.number(),
        stanowisko: 'nauczyciel',
      })),
      przedmioty: ['Matematyka', 'Fizyka', 'Historia', 'Biologia'].map((nazwa, n) => ({
        id: n + 1,
        nazwa,
        godziny: 4,
      })),
      oceny: times(300, (n) => ({
        id: n,
        uczen_id: (n % 240) + 1,
        przedmiot_id: (n % 4) + 1,
        nauczyciel_id: (n % 30) + 1,
        ocena: 4,
        komentarz: n % 9 ? null : f.lorem.sentence(),
        wystawiono: day(f.date.past()),
      })),
      konta: times(200, (n) => ({
        id: n,
        login: f.internet.username(),
        haslo: f.string.hexadecimal({ length: 64, prefix: '' }),
        ostatnie_logowanie: f.date.past().toISOString(),
        ostatnie_ip: f.internet.ipv4(),
        rola: 'uczen',
      })),
    };
  },
  truth: {
    'uczniowie.imie': 'direct.person_name',
    'uczniowie.nazwisko': 'direct.person_name',
    'uczniowie.pesel': 'direct.national_id',
    'uczniowie.data_urodzenia': 'direct.birth_date',
    'uczniowie.adres': 'direct.address',
    'uczniowie.miasto': 'quasi.identifier',
    'uczniowie.kod_pocztowy': 'quasi.identifier',
    'uczniowie.email_rodzica': 'direct.mail',
    'uczniowie.telefon_rodzica': 'direct.phone',
    'uczniowie.uwagi': 'direct.free_text',
    'nauczyciele.imie': 'direct.person_name',
    'nauczyciele.nazwisko': 'direct.person_name',
    'nauczyciele.email': 'direct.mail',
    'nauczyciele.telefon': 'direct.phone',
    'nauczyciele.stanowisko': 'quasi.identifier',
    'oceny.komentarz': 'direct.free_text',
    'konta.login': 'direct.username',
    'konta.haslo': 'secret.password',
    'konta.ostatnie_logowanie': 'quasi.identifier',
    'konta.ostatnie_ip': 'direct.ip_address',
  },
};

export const insurance: DetectionFixture = {
  schema: 'insurance',
  structure: `
    CREATE TABLE versicherte (vs_nr text PRIMARY KEY, titel text, vorname text, name text, geb_dat date, geschlecht char(1), familienstand text, beruf text, anschrift jsonb, kontakt jsonb, bankverbindung text, schufa_score int);
    CREATE TABLE tarife (tarif_id int PRIMARY KEY, bezeichnung text, sparte text, monatsbeitrag numeric(8,2), bedingungen text);
    CREATE TABLE vertraege (vertrag_nr text PRIMARY KEY, vs_nr text REFERENCES versicherte, tarif_id int REFERENCES tarife, beginn date, ende date, beitrag numeric(8,2), kennzeichen text, beguenstigter text);
    CREATE TABLE schaeden (schaden_nr int PRIMARY KEY, vertrag_nr text REFERENCES vertraege, gemeldet_am timestamptz, schadenhergang text, zeuge text, zeuge_telefon text, summe numeric(12,2), gutachter text, status text);
    CREATE TABLE vermittler (id int PRIMARY KEY, firma text, ansprechpartner text, ihk_nr text, mail text, provision_prozent numeric(4,2));
    CREATE TABLE dokumente (id int PRIMARY KEY, vertrag_nr text REFERENCES vertraege, dateiname text, mime_type text, groesse_bytes int, inhalt bytea, sha256 text, hochgeladen_am timestamptz);
    CREATE TABLE mailversand (id int PRIMARY KEY, smtp_host text, smtp_benutzer text, smtp_passwort text, absender text, aktiv boolean);`,
  rows: () => {
    insurer.seed(304);
    const f = insurer;
    const numbers = times(240, () => `VS-${f.string.numeric(8)}`);
    return {
      versicherte: times(240, (n) => ({
        vs_nr: numbers[n - 1],
        titel: n % 20 ? null : 'Dr.',
        vorname: f.person.firstName(),
        name: f.person.lastName(),
        geb_dat: day(f.date.birthdate()),
        geschlecht: n % 2 ? 'm' : 'w',
        familienstand: f.helpers.arrayElement(['ledig', 'verheiratet']),
        beruf: f.person.jobType(),
        anschrift: { strasse: f.location.street(), plz: f.location.zipCode('#####'), ort: f.location.city() },
        kontakt: {
          mail: f.internet.email(),
          mobil: f.phone.number({ style: 'international' }),
          newsletter: true,
        },
        bankverbindung: f.finance.iban({ countryCode: 'DE', formatted: true }),
        schufa_score: f.number.int({ min: 50, max: 99 }),
      })),
      tarife: times(12, (n) => ({
        tarif_id: n,
        bezeichnung: `Tarif ${n}`,
        sparte: 'Kfz',
        monatsbeitrag: 40,
        bedingungen: f.lorem.sentences(3),
      })),
      vertraege: numbers.map((vs_nr, n) => ({
        vertrag_nr: `V${100_000 + n}`,
        vs_nr,
        tarif_id: (n % 12) + 1,
        beginn: day(f.date.past()),
        ende: null,
        beitrag: 39.9,
        kennzeichen: `B-${f.string.alpha({ length: 2, casing: 'upper' })} ${f.string.numeric(4)}`,
        beguenstigter: n % 4 ? null : f.person.fullName(),
      })),
      schaeden: times(150, (n) => ({
        schaden_nr: n,
        vertrag_nr: `V${100_000 + n}`,
        gemeldet_am: f.date.past().toISOString(),
        schadenhergang: `Beim Einparken ist ${f.person.lastName()} gegen den ${f.word.noun()} gefahren und hat ${f.word.noun()} beschaedigt`,
        zeuge: n % 3 ? null : f.person.fullName(),
        zeuge_telefon: n % 3 ? null : f.phone.number(),
        summe: f.finance.amount(),
        gutachter: f.person.fullName(),
        status: f.helpers.arrayElement(['offen', 'reguliert']),
      })),
      vermittler: times(40, (n) => ({
        id: n,
        firma: f.company.name(),
        ansprechpartner: f.person.fullName(),
        ihk_nr: `D-${f.string.numeric(4)}-${f.string.alphanumeric({ length: 5, casing: 'upper' })}-${n % 90}`,
        mail: f.internet.email(),
        provision_prozent: 2.5,
      })),
      dokumente: times(150, (n) => ({
        id: n,
        vertrag_nr: `V${100_000 + n}`,
        dateiname: `${f.person.lastName()}_Antrag.pdf`,
        mime_type: 'application/pdf',
        groesse_bytes: 20_000 + n,
        inhalt: '\\x255044462d312e34',
        sha256: f.string.hexadecimal({ length: 64, prefix: '' }),
        hochgeladen_am: f.date.past().toISOString(),
      })),
      mailversand: times(3, (n) => ({
        id: n,
        smtp_host: `mail${n}.versicherer.de`,
        smtp_benutzer: `versand${n}`,
        smtp_passwort: f.string.alphanumeric(14),
        absender: f.internet.email(),
        aktiv: true,
      })),
    };
  },
  truth: {
    'versicherte.vs_nr': 'direct.national_id',
    'vertraege.vs_nr': 'direct.national_id',
    'versicherte.vorname': 'direct.person_name',
    'versicherte.name': 'direct.person_name',
    'versicherte.geb_dat': 'direct.birth_date',
    'versicherte.geschlecht': 'quasi.identifier',
    'versicherte.titel': 'quasi.identifier',
    'versicherte.familienstand': 'quasi.identifier',
    'versicherte.beruf': 'quasi.identifier',
    'versicherte.anschrift': 'direct.address',
    'versicherte.kontakt': 'direct.mail',
    'versicherte.bankverbindung': 'direct.account_number',
    'versicherte.schufa_score': 'quasi.identifier',
    'vertraege.kennzeichen': 'direct.device',
    'vertraege.beguenstigter': 'direct.person_name',
    'schaeden.schadenhergang': 'direct.free_text',
    'schaeden.zeuge': 'direct.person_name',
    'schaeden.zeuge_telefon': 'direct.phone',
    'schaeden.gutachter': 'direct.person_name',
    'vermittler.firma': 'quasi.identifier',
    'vermittler.ansprechpartner': 'direct.person_name',
    'vermittler.ihk_nr': 'direct.national_id',
    'vermittler.mail': 'direct.mail',
    'dokumente.dateiname': 'quasi.identifier',
    'dokumente.inhalt': 'direct.image',
    'mailversand.smtp_host': 'wire.mail_server',
    'mailversand.smtp_benutzer': 'wire.mail_server',
    'mailversand.smtp_passwort': 'secret.password',
    'mailversand.absender': 'direct.mail',
    'mailversand.aktiv': 'wire.switch',
  },
};

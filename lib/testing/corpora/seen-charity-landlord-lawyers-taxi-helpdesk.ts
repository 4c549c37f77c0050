import { base, de, de_AT, en, es, es_MX, Faker, fr, fr_CA, sv } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/**
 * A charity with Swedish names, a landlord with Mexican ones, a law office with Austrian ones, a taxi service with
 * Canadian French ones, a helpdesk in English. Written after the rules and never consulted while changing them: whoever
 * teaches the rules something from here has to move the schema to the seen ones and write another.
 */

const swede = new Faker({ locale: [sv, en, base] });
const mexican = new Faker({ locale: [es_MX, es, en, base] });
const austrian = new Faker({ locale: [de_AT, de, en, base] });
const canadian = new Faker({ locale: [fr_CA, fr, en, base] });
const plain = new Faker({ locale: [en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));
const day = (date: Date) => date.toISOString().slice(0, 10);

export const charity: DetectionFixture = {
  schema: 'charity',
  structure: `
    CREATE TABLE givare (id int PRIMARY KEY, fornamn text, efternamn text, personnummer text, gatuadress text, postnummer text, postort text, epost text, mobilnummer text, autogiro_konto text, medgivande boolean, skapad timestamptz);
    CREATE TABLE gavor (id int PRIMARY KEY, givare_id int REFERENCES givare, belopp numeric(10,2), valuta char(3), datum date, halsning text, betalsatt text);
    CREATE TABLE kampanjer (id int PRIMARY KEY, namn text, mal numeric(12,2), startdatum date, beskrivning text);
    CREATE TABLE utskick (id int PRIMARY KEY, kampanj_id int REFERENCES kampanjer, mottagare text, skickat timestamptz, oppnat boolean);`,
  rows: () => {
    swede.seed(501);
    const f = swede;
    const luhn = (body: string) => {
      const sum = [...body].reverse().reduce((total, c, at) => {
        const d = Number(c) * (at % 2 === 0 ? 2 : 1);
        return total + (d > 9 ? d - 9 : d);
      }, 0);
      return (10 - (sum % 10)) % 10;
    };
    const person = () => {
      const born = f.date.birthdate();
      const body = `${day(born).slice(2).replaceAll('-', '')}${f.string.numeric(3)}`;
      return `${day(born).slice(0, 2)}${body.slice(0, 6)}-${body.slice(6)}${luhn(body)}`;
    };
    return {
      givare: times(220, (n) => ({
        id: n,
        fornamn: f.person.firstName(),
        efternamn: f.person.lastName(),
        personnummer: person(),
        gatuadress: f.location.streetAddress(),
        postnummer: f.location.zipCode(),
        postort: f.location.city(),
        epost: f.internet.email(),
        mobilnummer: f.phone.number(),
        autogiro_konto: `${f.string.numeric(4)}-${f.string.numeric(7)}`,
        medgivande: true,
        skapad: f.date.past().toISOString(),
      })),
      gavor: times(260, (n) => ({
        id: n,
        givare_id: (n % 220) + 1,
        belopp: 200,
        valuta: 'SEK',
        datum: day(f.date.past()),
        halsning: n % 6 ? null : `Till minne av ${f.person.fullName()} med tack`,
        betalsatt: 'swish',
      })),
      kampanjer: times(8, (n) => ({
        id: n,
        namn: `Vinterinsamling ${2010 + n}`,
        mal: 100_000,
        startdatum: day(f.date.past()),
        beskrivning: f.lorem.sentence(),
      })),
      utskick: times(200, (n) => ({
        id: n,
        kampanj_id: (n % 8) + 1,
        mottagare: f.internet.email(),
        skickat: f.date.past().toISOString(),
        oppnat: false,
      })),
    };
  },
  truth: {
    'givare.fornamn': 'direct.person_name',
    'givare.efternamn': 'direct.person_name',
    'givare.personnummer': 'direct.national_id',
    'givare.gatuadress': 'direct.address',
    'givare.postnummer': 'quasi.identifier',
    'givare.postort': 'quasi.identifier',
    'givare.epost': 'direct.mail',
    'givare.mobilnummer': 'direct.phone',
    'givare.autogiro_konto': 'direct.account_number',
    'gavor.halsning': 'direct.free_text',
    'utskick.mottagare': 'direct.mail',
  },
};

export const landlord: DetectionFixture = {
  schema: 'landlord',
  structure: `
    CREATE TABLE inquilinos (id int PRIMARY KEY, nombre text, apellidos text, curp text, telefono_celular text, correo_electronico text, lugar_trabajo text, ingreso_mensual numeric(10,2), aval_nombre text, aval_telefono text);
    CREATE TABLE inmuebles (id int PRIMARY KEY, calle text, numero_ext text, colonia text, municipio text, codigo_postal text, superficie_m2 int, renta numeric(10,2), latitud numeric(9,6), longitud numeric(9,6));
    CREATE TABLE contratos (folio text PRIMARY KEY, inquilino_id int REFERENCES inquilinos, inmueble_id int REFERENCES inmuebles, inicio date, fin date, deposito numeric(10,2), clabe text, firma bytea, estatus text);
    CREATE TABLE reportes (id int PRIMARY KEY, contrato_folio text REFERENCES contratos, fecha timestamptz, reporta text, problema text, prioridad int, proveedor text);`,
  rows: () => {
    mexican.seed(502);
    const f = mexican;
    return {
      inquilinos: times(180, (n) => ({
        id: n,
        nombre: f.person.firstName(),
        apellidos: `${f.person.lastName()} ${f.person.lastName()}`,
        curp: `${f.string.alpha({ length: 4, casing: 'upper' })}${f.string.numeric(6)}${n % 2 ? 'H' : 'M'}DF${f.string.alpha({ length: 3, casing: 'upper' })}0${n % 10}`,
        telefono_celular: f.phone.number(),
        correo_electronico: f.internet.email(),
        lugar_trabajo: f.company.name(),
        ingreso_mensual: 20_000,
        aval_nombre: f.person.fullName(),
        aval_telefono: f.phone.number(),
      })),
      inmuebles: times(60, (n) => ({
        id: n,
        calle: f.location.street(),
        numero_ext: String(n),
        colonia: `Col. ${f.person.lastName()}`,
        municipio: f.location.city(),
        codigo_postal: f.string.numeric(5),
        superficie_m2: 70,
        renta: 9_000,
        latitud: f.location.latitude(),
        longitud: f.location.longitude(),
      })),
      contratos: times(180, (n) => ({
        folio: `C-${2000 + n}`,
        inquilino_id: n,
        inmueble_id: (n % 60) + 1,
        inicio: day(f.date.past()),
        fin: day(f.date.future()),
        deposito: 9_000,
        clabe: f.string.numeric(18),
        firma: '\\x89504e47',
        estatus: 'vigente',
      })),
      reportes: times(120, (n) => ({
        id: n,
        contrato_folio: `C-${2000 + n}`,
        fecha: f.date.past().toISOString(),
        reporta: f.person.fullName(),
        problema: 'Fuga de agua en la cocina, la vecina de arriba ya fue avisada',
        prioridad: 2,
        proveedor: f.company.name(),
      })),
    };
  },
  truth: {
    'inquilinos.nombre': 'direct.person_name',
    'inquilinos.apellidos': 'direct.person_name',
    'inquilinos.curp': 'direct.national_id',
    'inquilinos.telefono_celular': 'direct.phone',
    'inquilinos.correo_electronico': 'direct.mail',
    'inquilinos.lugar_trabajo': 'quasi.identifier',
    'inquilinos.ingreso_mensual': 'quasi.identifier',
    'inquilinos.aval_nombre': 'direct.person_name',
    'inquilinos.aval_telefono': 'direct.phone',
    'inmuebles.calle': 'direct.address',
    'inmuebles.numero_ext': 'direct.address',
    'inmuebles.colonia': 'direct.address',
    'inmuebles.municipio': 'quasi.identifier',
    'inmuebles.codigo_postal': 'quasi.identifier',
    'inmuebles.latitud': 'direct.location',
    'inmuebles.longitud': 'direct.location',
    'contratos.clabe': 'direct.account_number',
    'contratos.firma': 'direct.image',
    'reportes.reporta': 'direct.person_name',
    'reportes.problema': 'direct.free_text',
    'reportes.proveedor': 'quasi.identifier',
  },
};

export const lawyers: DetectionFixture = {
  schema: 'lawyers',
  structure: `
    CREATE TABLE mandanten (mandant_nr int PRIMARY KEY, bezeichnung text, vertreten_durch text, anschrift text, tel text, mail text, sv_nummer text, geburtsdatum date, kontoverbindung text);
    CREATE TABLE akten (aktenzeichen text PRIMARY KEY, mandant_nr int REFERENCES mandanten, gegner text, gericht text, streitwert numeric(12,2), sachverhalt text, angelegt date, erledigt boolean);
    CREATE TABLE leistungen (id int PRIMARY KEY, aktenzeichen text REFERENCES akten, datum date, minuten int, text text, satz numeric(8,2), mitarbeiter text);
    CREATE TABLE fristen (id int PRIMARY KEY, aktenzeichen text REFERENCES akten, faellig date, art text, notiz text);`,
  rows: () => {
    austrian.seed(503);
    const f = austrian;
    return {
      mandanten: times(160, (n) => ({
        mandant_nr: n,
        bezeichnung: f.person.fullName(),
        vertreten_durch: n % 4 ? null : f.person.fullName(),
        anschrift: `${f.location.streetAddress()}, ${f.location.zipCode()} ${f.location.city()}`,
        tel: f.phone.number(),
        mail: f.internet.email(),
        sv_nummer: f.string.numeric(10),
        geburtsdatum: day(f.date.birthdate()),
        kontoverbindung: f.finance.iban({ countryCode: 'AT' }),
      })),
      akten: times(160, (n) => ({
        aktenzeichen: `${n}/2024`,
        mandant_nr: n,
        gegner: f.person.fullName(),
        gericht: `BG ${f.location.city()}`,
        streitwert: 5_000,
        sachverhalt: `Der Kläger behauptet, dass Herr ${f.person.lastName()} den Vertrag nicht erfüllt habe`,
        angelegt: day(f.date.past()),
        erledigt: false,
      })),
      leistungen: times(240, (n) => ({
        id: n,
        aktenzeichen: `${(n % 160) + 1}/2024`,
        datum: day(f.date.past()),
        minuten: 30,
        text: `Telefonat mit ${f.person.fullName()} wegen Vergleich`,
        satz: 300,
        mitarbeiter: f.person.lastName(),
      })),
      fristen: times(120, (n) => ({
        id: n,
        aktenzeichen: `${n}/2024`,
        faellig: day(f.date.soon()),
        art: 'Berufung',
        notiz: n % 5 ? null : 'bitte vorher mit Frau Berger in der Kanzlei sprechen',
      })),
    };
  },
  truth: {
    'mandanten.bezeichnung': 'direct.person_name',
    'mandanten.vertreten_durch': 'direct.person_name',
    'mandanten.anschrift': 'direct.address',
    'mandanten.tel': 'direct.phone',
    'mandanten.mail': 'direct.mail',
    'mandanten.sv_nummer': 'direct.national_id',
    'mandanten.geburtsdatum': 'direct.birth_date',
    'mandanten.kontoverbindung': 'direct.account_number',
    'akten.gegner': 'direct.person_name',
    'akten.sachverhalt': 'direct.free_text',
    'leistungen.text': 'direct.free_text',
    'leistungen.mitarbeiter': 'direct.person_name',
    'fristen.notiz': 'direct.free_text',
  },
};

export const taxi: DetectionFixture = {
  schema: 'taxi',
  structure: `
    CREATE TABLE chauffeurs (id int PRIMARY KEY, prenom text, nom text, no_permis text, plaque text, tel text, courriel text, date_naissance date, note_moyenne numeric(2,1));
    CREATE TABLE passagers (id int PRIMARY KEY, nom_affiche text, tel text, courriel text, jeton_push text, domicile jsonb);
    CREATE TABLE courses (id bigint PRIMARY KEY, passager_id int REFERENCES passagers, chauffeur_id int REFERENCES chauffeurs, depart_adresse text, arrivee_adresse text, depart_gps text, demandee_a timestamptz, montant numeric(8,2), pourboire numeric(6,2), etat text);
    CREATE TABLE plaintes (id int PRIMARY KEY, course_id bigint REFERENCES courses, details text, recue timestamptz, reglee boolean);`,
  rows: () => {
    canadian.seed(504);
    const f = canadian;
    return {
      chauffeurs: times(70, (n) => ({
        id: n,
        prenom: f.person.firstName(),
        nom: f.person.lastName(),
        no_permis: `${f.string.alpha({ length: 1, casing: 'upper' })}${f.string.numeric(4)}-${f.string.numeric(6)}-0${n % 10}`,
        plaque: `T${f.string.numeric(5)}${f.string.alpha({ length: 1, casing: 'upper' })}`,
        tel: f.phone.number(),
        courriel: f.internet.email(),
        date_naissance: day(f.date.birthdate()),
        note_moyenne: 4.7,
      })),
      passagers: times(220, (n) => ({
        id: n,
        nom_affiche: f.person.firstName(),
        tel: f.phone.number({ style: 'international' }),
        courriel: f.internet.email(),
        jeton_push: f.string.alphanumeric(64),
        domicile: {
          adresse: f.location.streetAddress(),
          ville: f.location.city(),
          lat: f.location.latitude(),
          lng: f.location.longitude(),
        },
      })),
      courses: times(260, (n) => ({
        id: n,
        passager_id: (n % 220) + 1,
        chauffeur_id: (n % 70) + 1,
        depart_adresse: f.location.streetAddress(),
        arrivee_adresse: f.location.streetAddress(),
        depart_gps: `${f.location.latitude()},${f.location.longitude()}`,
        demandee_a: f.date.past().toISOString(),
        montant: 22.5,
        pourboire: 2,
        etat: 'terminee',
      })),
      plaintes: times(50, (n) => ({
        id: n,
        course_id: n,
        details: f.lorem.sentences(2),
        recue: f.date.past().toISOString(),
        reglee: true,
      })),
    };
  },
  truth: {
    'chauffeurs.prenom': 'direct.person_name',
    'chauffeurs.nom': 'direct.person_name',
    'chauffeurs.no_permis': 'direct.national_id',
    'chauffeurs.plaque': 'direct.device',
    'chauffeurs.tel': 'direct.phone',
    'chauffeurs.courriel': 'direct.mail',
    'chauffeurs.date_naissance': 'direct.birth_date',
    'passagers.nom_affiche': 'direct.person_name',
    'passagers.tel': 'direct.phone',
    'passagers.courriel': 'direct.mail',
    'passagers.jeton_push': 'secret.token',
    'passagers.domicile': 'direct.address',
    'courses.depart_adresse': 'direct.address',
    'courses.arrivee_adresse': 'direct.address',
    'courses.depart_gps': 'direct.location',
    'plaintes.details': 'direct.free_text',
  },
};

export const helpdesk: DetectionFixture = {
  schema: 'helpdesk',
  structure: `
    CREATE TABLE requesters (id bigint PRIMARY KEY, name text, email text, phone_e164 text, company_id bigint, time_zone text, last_seen_ip text, custom_fields jsonb);
    CREATE TABLE agents (id bigint PRIMARY KEY, handle text UNIQUE, first text, last text, email text, password_digest text, mfa_seed text, avatar bytea);
    CREATE TABLE tickets (id bigint PRIMARY KEY, requester_id bigint REFERENCES requesters, assignee_id bigint REFERENCES agents, subject text, description text, priority text, status text, tags text[], csat_comment text, created_at timestamptz);
    CREATE TABLE replies (id bigint PRIMARY KEY, ticket_id bigint REFERENCES tickets, author_kind text, body_html text, cc_addresses text[], raw_headers text, created_at timestamptz);
    CREATE TABLE articles (id bigint PRIMARY KEY, title text, slug text, body text, views int, published boolean);
    CREATE TABLE triggers (id int PRIMARY KEY, title text, conditions jsonb, outbound_url text, auth_header text, active boolean);
    CREATE TABLE sla_policies (id int PRIMARY KEY, name text, first_reply_minutes int, resolve_minutes int, calendar text);`,
  rows: () => {
    plain.seed(505);
    const f = plain;
    return {
      requesters: times(220, (n) => ({
        id: n,
        name: f.person.fullName(),
        email: f.internet.email(),
        phone_e164: f.phone.number({ style: 'international' }),
        company_id: n % 20,
        time_zone: 'Europe/Oslo',
        last_seen_ip: f.internet.ipv4(),
        custom_fields: { employee_no: f.string.numeric(7), manager: f.person.fullName(), vip: false },
      })),
      agents: times(25, (n) => ({
        id: n,
        handle: f.internet.username(),
        first: f.person.firstName(),
        last: f.person.lastName(),
        email: f.internet.email(),
        password_digest: `$2a$12$${f.string.alphanumeric(53)}`,
        mfa_seed: f.string.alphanumeric({ length: 32, casing: 'upper' }),
        avatar: '\\xffd8',
      })),
      tickets: times(260, (n) => ({
        id: n,
        requester_id: (n % 220) + 1,
        assignee_id: (n % 25) + 1,
        subject: f.hacker.phrase(),
        description: `${f.hacker.phrase()} Please call ${f.person.firstName()}.`,
        priority: 'high',
        status: 'open',
        tags: ['billing'],
        csat_comment: n % 6 ? null : f.lorem.sentence(),
        created_at: f.date.past().toISOString(),
      })),
      replies: times(260, (n) => ({
        id: n,
        ticket_id: n,
        author_kind: 'agent',
        body_html: `<p>Hi ${f.person.firstName()}, ${f.hacker.phrase()}</p>`,
        cc_addresses: [f.internet.email()],
        raw_headers: `From: ${f.person.fullName()} <${f.internet.email()}>\nTo: support@helpdesk.example`,
        created_at: f.date.past().toISOString(),
      })),
      articles: times(30, (n) => ({
        id: n,
        title: f.hacker.phrase(),
        slug: `article-${n}`,
        body: f.hacker.phrase(),
        views: n,
        published: true,
      })),
      triggers: times(6, (n) => ({
        id: n,
        title: `Rule ${n}`,
        conditions: { any: [{ field: 'status', is: 'open' }] },
        outbound_url: f.internet.url(),
        auth_header: `Bearer ${f.string.alphanumeric(40)}`,
        active: true,
      })),
      sla_policies: times(4, (n) => ({
        id: n,
        name: `Gold ${n}`,
        first_reply_minutes: 30,
        resolve_minutes: 480,
        calendar: 'business',
      })),
    };
  },
  truth: {
    'requesters.name': 'direct.person_name',
    'requesters.email': 'direct.mail',
    'requesters.phone_e164': 'direct.phone',
    'requesters.last_seen_ip': 'direct.ip_address',
    'requesters.custom_fields': 'direct.person_name',
    'agents.handle': 'direct.username',
    'agents.first': 'direct.person_name',
    'agents.last': 'direct.person_name',
    'agents.email': 'direct.mail',
    'agents.password_digest': 'secret.password',
    'agents.mfa_seed': 'secret.token',
    'agents.avatar': 'direct.image',
    'tickets.subject': 'direct.free_text',
    'tickets.description': 'direct.free_text',
    'tickets.csat_comment': 'direct.free_text',
    'replies.body_html': 'direct.free_text',
    'replies.cc_addresses': 'direct.mail',
    'replies.raw_headers': 'direct.free_text',
    'triggers.outbound_url': 'wire.url',
    'triggers.auth_header': 'secret.token',
    'triggers.active': 'wire.switch',
  },
};

import { base, de, en, Faker } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/**
 * Two schemas that the rules were written against: a German firm's customer register and an American platform with
 * keys, hooks and documents. Good for noticing a step back, worthless as a measure.
 */

const german = new Faker({ locale: [de, en, base] });
const american = new Faker({ locale: [en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));

export const register: DetectionFixture = {
  schema: 'register',
  structure: `
    CREATE TABLE kunde (kunden_nr int PRIMARY KEY, anrede text, vorname text, nachname text, firma text, strasse text, hausnr text, plz char(5),
      ort text, land char(2), telefon text, mobil text, email text, geburtsdatum date, steuer_id text, iban text, bic text, bemerkung text, angelegt_am timestamptz, umsatz numeric(10,2), aktiv boolean);
    CREATE TABLE artikel (artikel_nr text PRIMARY KEY, bezeichnung text, beschreibung text, preis numeric(8,2), mwst_satz numeric(4,2), lagerbestand int, farbe text, gewicht_kg numeric);
    CREATE TABLE auftrag (id int PRIMARY KEY, kunden_nr int REFERENCES kunde, bestellt_am date, status text, lieferadresse text, sachbearbeiter text, hinweis text, summe numeric(10,2));
    CREATE TABLE position (auftrag int REFERENCES auftrag, pos_nr int, artikel_nr text REFERENCES artikel, menge int, einzelpreis numeric(8,2), PRIMARY KEY (auftrag, pos_nr));`,
  rows: () => {
    german.seed(11);
    const f = german;
    return {
      kunde: times(300, (at) => ({
        kunden_nr: at,
        anrede: f.helpers.arrayElement(['Herr', 'Frau']),
        vorname: f.person.firstName(),
        nachname: f.person.lastName(),
        firma: at % 3 ? null : f.company.name(),
        strasse: f.location.street(),
        hausnr: String(f.number.int({ min: 1, max: 200 })),
        plz: f.location.zipCode('#####'),
        ort: f.location.city(),
        land: 'DE',
        telefon: f.phone.number(),
        mobil: at % 2 ? null : f.phone.number({ style: 'international' }),
        email: f.internet.email(),
        geburtsdatum: f.date.birthdate().toISOString().slice(0, 10),
        steuer_id: f.string.numeric(11),
        iban: f.finance.iban({ countryCode: 'DE' }),
        bic: f.finance.bic(),
        bemerkung: at % 4 ? null : f.lorem.sentence(),
        angelegt_am: f.date.past().toISOString(),
        umsatz: f.finance.amount(),
        aktiv: true,
      })),
      artikel: times(80, (at) => ({
        artikel_nr: `A-${1000 + at}`,
        bezeichnung: f.commerce.productName(),
        beschreibung: f.commerce.productDescription(),
        preis: f.commerce.price(),
        mwst_satz: 19,
        lagerbestand: at,
        farbe: f.color.human(),
        gewicht_kg: 1.5,
      })),
      auftrag: times(200, (at) => ({
        id: at,
        kunden_nr: at,
        bestellt_am: f.date.past().toISOString().slice(0, 10),
        status: f.helpers.arrayElement(['offen', 'bezahlt', 'versandt']),
        lieferadresse: f.location.streetAddress(),
        sachbearbeiter: f.person.fullName(),
        hinweis: at % 5 ? null : f.lorem.sentence(),
        summe: f.finance.amount(),
      })),
      position: times(200, (at) => ({
        auftrag: at,
        pos_nr: 1,
        artikel_nr: `A-${1000 + (at % 80 || 80)}`,
        menge: 2,
        einzelpreis: 3.5,
      })),
    };
  },
  truth: {
    'kunde.anrede': 'quasi.identifier',
    'kunde.vorname': 'direct.person_name',
    'kunde.nachname': 'direct.person_name',
    'kunde.firma': 'quasi.identifier',
    'kunde.strasse': 'direct.address',
    'kunde.hausnr': 'direct.address',
    'kunde.plz': 'quasi.identifier',
    'kunde.ort': 'quasi.identifier',
    'kunde.telefon': 'direct.phone',
    'kunde.mobil': 'direct.phone',
    'kunde.email': 'direct.mail',
    'kunde.geburtsdatum': 'direct.birth_date',
    'kunde.steuer_id': 'direct.national_id',
    'kunde.iban': 'direct.account_number',
    'kunde.bemerkung': 'direct.free_text',
    'auftrag.lieferadresse': 'direct.address',
    'auftrag.sachbearbeiter': 'direct.person_name',
    'auftrag.hinweis': 'direct.free_text',
  },
};

export const platform: DetectionFixture = {
  schema: 'platform',
  structure: `
    CREATE TYPE plan_kind AS ENUM ('free', 'pro');
    CREATE TABLE organizations (id uuid PRIMARY KEY, name text, plan plan_kind, billing_email text, created_at timestamptz);
    CREATE TABLE users (id uuid PRIMARY KEY, org uuid REFERENCES organizations, email text UNIQUE, encrypted_password text, display_name text, avatar_url text, locale text, settings jsonb, email_verified_at timestamptz, last_sign_in_ip inet, otp_secret text);
    CREATE TABLE sessions (id text PRIMARY KEY, user_id uuid REFERENCES users, data text, ip_address text, user_agent text, expires_at timestamptz);
    CREATE TABLE webhooks (id uuid PRIMARY KEY, org uuid REFERENCES organizations, url text, signing_secret text, enabled boolean, events text[]);
    CREATE TABLE projects (id uuid PRIMARY KEY, org uuid REFERENCES organizations, name text, slug text, description text, color text, archived boolean, external jsonb);
    CREATE TABLE audit_log (id bigint PRIMARY KEY, actor text, action text, target_type text, target_id uuid, payload jsonb, at timestamptz);`,
  rows: () => {
    american.seed(12);
    const f = american;
    const orgs = times(40, () => f.string.uuid());
    const users = times(150, () => ({
      id: f.string.uuid(),
      org: f.helpers.arrayElement(orgs),
      email: f.internet.email(),
      encrypted_password: `$2b$12$${f.string.alphanumeric(53)}`,
      display_name: f.person.fullName(),
      avatar_url: f.image.avatar(),
      locale: 'en',
      settings: {
        theme: 'dark',
        phone: f.phone.number({ style: 'international' }),
        notify: { mail: f.internet.email(), on: true },
      },
      email_verified_at: f.date.past().toISOString(),
      last_sign_in_ip: f.internet.ip(),
      otp_secret: f.string.alphanumeric(32),
    }));
    return {
      organizations: orgs.map((id) => ({
        id,
        name: f.company.name(),
        plan: 'pro',
        billing_email: f.internet.email(),
        created_at: f.date.past().toISOString(),
      })),
      users,
      sessions: users.map(({ id }) => ({
        id: f.string.hexadecimal({ length: 64, prefix: '' }),
        user_id: id,
        data: f.string.alphanumeric(80),
        ip_address: f.internet.ipv4(),
        user_agent: f.internet.userAgent(),
        expires_at: f.date.soon().toISOString(),
      })),
      webhooks: orgs.map((org) => ({
        id: f.string.uuid(),
        org,
        url: f.internet.url(),
        signing_secret: `whsec_${f.string.alphanumeric(32)}`,
        enabled: true,
        events: ['a.created', 'b.deleted'],
      })),
      projects: orgs.map((org, at) => ({
        id: f.string.uuid(),
        org,
        name: f.commerce.department(),
        slug: `p-${at}`,
        description: f.company.catchPhrase(),
        color: f.color.rgb(),
        archived: false,
        external: { jira: { key: 'AB-1' } },
      })),
      audit_log: users.map(({ id, email }, at) => ({
        id: at,
        actor: email,
        action: 'user.updated',
        target_type: 'user',
        target_id: id,
        payload: { before: { email }, after: { email: f.internet.email() } },
        at: f.date.past().toISOString(),
      })),
    };
  },
  truth: {
    'organizations.name': 'quasi.identifier',
    'organizations.billing_email': 'direct.mail',
    'users.email': 'direct.mail',
    'users.encrypted_password': 'secret.password',
    'users.display_name': 'direct.person_name',
    'users.avatar_url': 'direct.image',
    'users.settings': 'direct.phone',
    'users.last_sign_in_ip': 'direct.ip_address',
    'users.otp_secret': 'secret.token',
    'sessions.id': 'secret.session',
    'sessions.data': 'secret.session',
    'sessions.ip_address': 'direct.ip_address',
    'sessions.user_agent': 'direct.device',
    'webhooks.url': 'wire.url',
    'webhooks.signing_secret': 'secret.key',
    'webhooks.enabled': 'wire.switch',
    'audit_log.actor': 'direct.mail',
    'audit_log.payload': 'direct.mail',
  },
};

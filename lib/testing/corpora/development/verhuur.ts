import { base, en, Faker, nl } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** Holiday homes in Dutch with an English platform beside it: bookings, hosts, chats, payouts, integrations, devices. */

const f = new Faker({ locale: [nl, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const verhuur = fixtureOf('verhuur', () => f.seed(706), {
  gastheer: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      roepnaam: ['text', is.name, p.given],
      tussenv: ['text', is.name, p.seldom(3, p.one('van', 'de', 'van der'))],
      achternaam: ['text', is.name, p.family],
      sofi: ['text', is.identity, ids.bsn],
      bereikbaar_op: ['text', is.phone, p.digits('06-########')],
      uitbetaling: ['text', is.account, ids.iban('NL')],
      btw: ['text', is.identity, p.seldom(3, p.digits('NL#########B01'))],
      sinds: ['date', is.technical, p.past],
    },
  },
  woning: {
    rows: 150,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      gastheer_id: ['int REFERENCES gastheer', is.technical, to(120)],
      kop: ['text', is.value, (n) => `Vakantiehuis ${n} aan zee`],
      straat_nr: ['text', is.address, p.street],
      pc: ['text', is.quasi, p.code('#### ??')],
      plaatsnaam: ['text', is.quasi, p.city],
      bedden: ['int', is.value, p.count(8)],
      wifi_code: ['text', is.password, p.secret(12)],
      sleutelkast: ['text', is.password, p.digits('####')],
      prijs: ['numeric(8,2)', is.value, p.amount(300)],
    },
  },
  boeking: {
    rows: 320,
    columns: {
      ref: ['text PRIMARY KEY', is.technical, p.code('??????##')],
      woning_id: ['int REFERENCES woning', is.technical, to(150)],
      hoofdboeker: ['text', is.name, p.full],
      gsm_nr: ['text', is.phone, p.digits('+31 6 ########')],
      mailadres: ['text', is.mail, p.mail],
      medereizigers: ['text[]', is.name, () => [p.full(), p.full()]],
      kenteken: ['text', is.device, p.seldom(2, p.code('##-??-##'))],
      aankomst: ['date', is.quasi, p.past],
      wensen: [
        'text',
        is.words,
        p.seldom(3, () => `Kinderbed graag, onze dochter ${p.given()} is één jaar oud`),
      ],
      totaal: ['numeric(9,2)', is.value, p.amount(2000)],
    },
  },
  betaling: {
    rows: 280,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      methode: ['text', is.value, p.one('ideal', 'creditcard')],
      pan_enc: ['text', is.card, ids.card],
      op_naam_van: ['text', is.name, () => p.full().toUpperCase()],
      psp_ref: ['text', is.technical, p.code('PSP################')],
      geslaagd: ['boolean', is.technical, always(true)],
    },
  },
  chat_bericht: {
    rows: 260,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      van: ['text', is.name, p.given],
      naar: ['text', is.name, p.given],
      tekst: ['text', is.words, () => `Hoi ${p.given()}, we komen rond vijf uur aan met de auto`],
      gelezen_op: ['timestamptz', is.technical, p.moment],
    },
  },
  usr_account: {
    rows: 200,
    columns: {
      usr_id: ['uuid PRIMARY KEY', is.technical, p.uuid],
      usr_login: ['text', is.login, p.login],
      usr_alias: ['text', is.login, p.given],
      usr_pw: ['text', is.password, p.bcrypt],
      usr_lastip: ['text', is.ip, p.ip],
      usr_device: ['text', is.device, p.agent],
      usr_prefs: ['jsonb', is.phone, () => ({ taal: 'nl', sms: p.digits('+316########')(), nieuws: true })],
    },
  },
  usr_token: {
    rows: 150,
    columns: {
      id: ['uuid PRIMARY KEY', is.token, p.uuid],
      usr_id: ['uuid', is.technical, p.uuid],
      verloopt: ['timestamptz', is.technical, p.moment],
    },
  },
  koppeling: {
    rows: 40,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      soort: ['text', is.value, p.one('agenda', 'boekhouding')],
      adres: ['text', is.wire, () => `${f.internet.url()}/hook`],
      geheim: ['text', is.key, p.secret(32)],
      aan: ['boolean', is.switch, always(true)],
    },
  },
});

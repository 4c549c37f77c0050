import { base, de, en, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A clinic's system in German: table prefixes, abbreviated columns, a table of attributes and values. */

const f = new Faker({ locale: [de, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

const attribute = (n: number): [string, string] => {
  switch (n % 4) {
    case 0:
      return ['hausarzt', `Dr. ${p.full()}`];
    case 1:
      return ['notfall_tel', p.digits('0### #######')()];
    case 2:
      return ['blutgruppe', 'A+'];
    default:
      return ['mail_privat', p.mail()];
  }
};

export const klinik = fixtureOf('klinik', () => f.seed(602), {
  tbl_pat: {
    rows: 260,
    columns: {
      pat_id: ['int PRIMARY KEY', is.technical, row],
      pat_vname: ['varchar(40)', is.name, p.given],
      pat_nname: ['varchar(60)', is.name, p.family],
      pat_gebdat: ['date', is.born, p.born],
      pat_gesch: ['char(1)', is.quasi, p.one('m', 'w', 'd')],
      pat_str: ['varchar(80)', is.address, p.street],
      pat_plz: ['char(5)', is.quasi, p.digits('#####')],
      pat_ort: ['varchar(60)', is.quasi, p.city],
      pat_tel1: ['varchar(30)', is.phone, p.digits('0### / ######')],
      pat_tel2: ['varchar(30)', is.phone, p.seldom(3, p.digits('+49 1## #######'))],
      pat_kvnr: ['char(10)', is.identity, p.code('?#########')],
      pat_kasse: ['text', is.value, p.one('AOK', 'TK', 'Barmer', 'DAK')],
      pat_bem: ['text', is.words, p.seldom(3, () => `${p.family()} kommt mit der Tochter, hört schlecht`)],
      aend_dat: ['timestamptz', is.technical, p.moment],
    },
  },
  tbl_arzt: {
    rows: 40,
    columns: {
      arzt_id: ['int PRIMARY KEY', is.technical, row],
      kuerzel: ['varchar(4)', is.value, p.code('???')],
      anzeige: ['text', is.name, () => `Dr. ${p.family()}`],
      fach: ['text', is.value, p.one('Chirurgie', 'Innere', 'Radiologie')],
      piepser: ['text', is.phone, p.digits('4####')],
    },
  },
  tbl_fall: {
    rows: 300,
    columns: {
      fall_nr: ['int PRIMARY KEY', is.technical, row],
      pat_id: ['int REFERENCES tbl_pat', is.technical, to(260)],
      arzt_id: ['int REFERENCES tbl_arzt', is.technical, to(40)],
      aufn_dat: ['date', is.quasi, p.past],
      entl_dat: ['date', is.quasi, p.past],
      icd: ['varchar(8)', is.value, p.code('?##.#')],
      anamn: ['text', is.words, () => 'Der Patient klagt seit zwei Wochen über Schmerzen im linken Knie'],
      zuweiser: ['text', is.name, () => `Dr. ${p.full()}`],
      begleitung: ['text', is.name, p.seldom(4, p.full)],
    },
  },
  tbl_merkmal: {
    rows: 320,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      pat_id: ['int REFERENCES tbl_pat', is.technical, to(260)],
      schluessel: ['text', is.value, (n) => attribute(n)[0]],
      wert: ['text', is.words, (n) => attribute(n)[1]],
    },
  },
  tbl_rechnung: {
    rows: 220,
    columns: {
      re_nr: ['text PRIMARY KEY', is.technical, (n) => `RE-2025-${String(n).padStart(5, '0')}`],
      fall_nr: ['int REFERENCES tbl_fall', is.technical, to(300)],
      empf: ['text', is.name, p.full],
      empf_anschr: ['text', is.address, () => `${p.street()}, ${p.digits('#####')()} ${p.city()}`],
      bankverb: ['text', is.account, ids.iban('DE')],
      betrag: ['numeric(10,2)', is.value, p.amount(4000)],
      gedruckt: ['boolean', is.technical, always(true)],
      druck_von: ['text', is.name, p.full],
    },
  },
  tbl_station: {
    rows: 12,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      bez: ['text', is.value, (n) => `Station ${n} West`],
      betten: ['int', is.value, p.count(40)],
      durchw: ['text', is.value, p.digits('4###')],
    },
  },
});

import { base, en, Faker, fr } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A French telephone company's customer records: prefixed columns, lines and devices, calls, letters, an operators' log. */

const f = new Faker({ locale: [fr, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const telecom = fixtureOf('telecom', () => f.seed(701), {
  t_abonne: {
    rows: 260,
    columns: {
      abo_id: ['bigint PRIMARY KEY', is.technical, row],
      abo_civ: ['text', is.quasi, p.one('M.', 'Mme')],
      abo_nom: ['text', is.name, () => p.family().toUpperCase()],
      abo_prn: ['text', is.name, p.given],
      abo_dnais: ['date', is.born, p.adult],
      abo_adr1: ['text', is.address, p.street],
      abo_adr2: ['text', is.address, p.seldom(5, p.digits('Bât. # esc. #'))],
      abo_cp: ['char(5)', is.quasi, p.digits('#####')],
      abo_ville: ['text', is.quasi, p.city],
      abo_courriel: ['text', is.mail, p.mail],
      abo_tel_fixe: ['text', is.phone, p.mostly(3, p.digits('01 ## ## ## ##'))],
      abo_piece: ['text', is.identity, p.digits('############')],
      abo_rum: ['text', is.technical, (n) => `RUM${String(n).padStart(8, '0')}`],
      abo_iban: ['text', is.account, ids.iban('FR')],
      abo_etat: ['text', is.value, p.one('actif', 'suspendu', 'résilié')],
      abo_maj: ['timestamp', is.technical, p.moment],
    },
  },
  t_offre: {
    rows: 20,
    columns: {
      off_code: ['text PRIMARY KEY', is.technical, (n) => `OFF${n}`],
      off_lib: ['text', is.value, (n) => `Forfait ${n * 5} Go`],
      off_prix: ['numeric(6,2)', is.value, p.amount(60)],
      off_desc: ['text', is.value, always('Appels illimités en France et trente gigas en Europe')],
    },
  },
  t_ligne: {
    rows: 300,
    columns: {
      lig_id: ['bigint PRIMARY KEY', is.technical, row],
      abo_id: ['bigint REFERENCES t_abonne', is.technical, to(260)],
      off_code: ['text REFERENCES t_offre', is.technical, (n) => `OFF${(n % 20) + 1}`],
      lig_nd: ['text', is.phone, p.digits('06########')],
      lig_sim: ['text', is.device, p.digits('893301############')],
      lig_imei: ['text', is.device, ids.imei],
      lig_puk: ['text', is.token, p.digits('########')],
      lig_titulaire: ['text', is.name, () => `${p.family().toUpperCase()} ${p.given()}`],
      lig_act: ['date', is.technical, p.past],
    },
  },
  t_cdr: {
    rows: 400,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      lig_id: ['bigint REFERENCES t_ligne', is.technical, to(300)],
      appelant: ['text', is.phone, p.digits('336########')],
      appele: ['text', is.phone, p.digits('337########')],
      duree_s: ['int', is.value, p.count(4000)],
      debut: ['timestamp', is.technical, p.moment],
      ip_data: ['text', is.ip, p.ip],
    },
  },
  t_reclam: {
    rows: 180,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      abo_id: ['bigint REFERENCES t_abonne', is.technical, to(260)],
      canal: ['text', is.value, p.one('boutique', 'courrier', 'web')],
      exposé: [
        'text',
        is.words,
        () => `Le client demande un remboursement, il a parlé à ${p.given()} en boutique`,
      ],
      traité_par: ['text', is.name, p.full],
      rappeler_au: ['text', is.phone, p.seldom(2, p.digits('07 ## ## ## ##'))],
    },
  },
  t_conseiller: {
    rows: 60,
    columns: {
      matr: ['text PRIMARY KEY', is.identity, (n) => `K${70_000 + n * 13}`],
      nom_usuel: ['text', is.name, p.full],
      poste: ['text', is.value, p.one('N1', 'N2', 'Rétention')],
      mdp_hache: ['text', is.password, p.bcrypt],
      dern_cnx: ['timestamp', is.technical, p.moment],
      agence_ville: ['text', is.value, p.one('Lyon', 'Brest')],
    },
  },
});

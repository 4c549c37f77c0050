import { base, en, es, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** Payroll in Spanish: employees, their families, payslips that repeat name and account, a flattened history. */

const f = new Faker({ locale: [es, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const nomina = fixtureOf('nomina', () => f.seed(604), {
  centros: {
    rows: 15,
    columns: {
      cod: ['text PRIMARY KEY', is.technical, (n) => `C${String(n).padStart(3, '0')}`],
      denominacion: ['text', is.value, (n) => `Centro logístico ${n}`],
      provincia: ['text', is.value, p.one('Soria', 'Jaén', 'Lugo', 'Cádiz')],
    },
  },
  trabajadores: {
    rows: 230,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      centro: ['text REFERENCES centros', is.technical, (n) => `C${String((n % 15) + 1).padStart(3, '0')}`],
      nom: ['text', is.name, p.given],
      ape1: ['text', is.name, p.family],
      ape2: ['text', is.name, p.family],
      documento: ['text', is.identity, ids.dni],
      naf: ['text', is.identity, p.digits('28/########/##')],
      f_nacim: ['date', is.born, p.adult],
      tfno: ['text', is.phone, p.digits('6## ## ## ##')],
      dir: ['text', is.address, p.street],
      pobl: ['text', is.quasi, p.city],
      hijos: ['int', is.quasi, p.count(4)],
      puesto: ['text', is.quasi, p.one('mozo', 'jefe de turno', 'conductora')],
      f_alta: ['date', is.quasi, p.past],
      bruto: ['numeric(10,2)', is.quasi, p.amount(60_000)],
      cta: ['text', is.account, ids.iban('ES')],
      activo: ['boolean', is.technical, always(true)],
    },
  },
  familiares: {
    rows: 180,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      trabajador: ['int REFERENCES trabajadores', is.technical, to(230)],
      parentesco: ['text', is.value, p.one('hija', 'hijo', 'cónyuge')],
      quien: ['text', is.name, p.full],
      nacido: ['date', is.born, p.born],
    },
  },
  recibos: {
    rows: 400,
    columns: {
      folio: ['int PRIMARY KEY', is.technical, row],
      trabajador: ['int REFERENCES trabajadores', is.technical, to(230)],
      perceptor: ['text', is.name, p.reversed],
      abono_en: ['text', is.account, ids.iban('ES')],
      devengo: ['date', is.value, p.past],
      liquido: ['numeric(10,2)', is.quasi, p.amount(3000)],
      irpf: ['numeric(5,2)', is.value, p.amount(30)],
      enviado_a: ['text', is.mail, p.mail],
    },
  },
  historico: {
    rows: 300,
    columns: {
      ts: ['timestamptz', is.technical, p.moment],
      operador: ['text', is.login, () => p.login().replace(/[^a-z]/g, '.')],
      equipo: ['text', is.ip, p.ip],
      antes: ['text', is.name, p.full],
      despues: ['text', is.name, p.full],
      accion: ['text', is.value, p.one('alta', 'baja', 'cambio')],
    },
  },
  bajas: {
    rows: 90,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      trabajador: ['int REFERENCES trabajadores', is.technical, to(230)],
      desde: ['date', is.quasi, p.past],
      dictamen: ['text', is.words, () => 'Lumbalgia aguda, se recomienda reposo y revisión en diez días'],
      facultativo: ['text', is.name, () => `Dra. ${p.full()}`],
    },
  },
});

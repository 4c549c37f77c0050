import { base, en, es, es_MX, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** A university's records in Spanish: abbreviated prefixes, grants, theses, library, access to buildings. */

const f = new Faker({ locale: [es, es_MX, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

export const universidad = fixtureOf('universidad', () => f.seed(705), {
  facultad: {
    rows: 10,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      descripcion: ['text', is.value, (n) => `Facultad ${n}`],
      decano: ['text', is.name, p.full],
      conmutador: ['text', is.value, p.digits('910 ### ###')],
    },
  },
  alu_ficha: {
    rows: 270,
    columns: {
      alu_exp: ['text PRIMARY KEY', is.identity, (n) => `2019${String(10_000 + n * 7)}`],
      facultad_id: ['int REFERENCES facultad', is.technical, to(10)],
      alu_nomb: ['text', is.name, p.given],
      alu_apell: ['text', is.name, () => `${p.family()} ${p.family()}`],
      alu_fnac: ['date', is.born, p.adult],
      alu_lnac: ['text', is.quasi, p.city],
      alu_docid: ['text', is.identity, ids.dni],
      alu_dom: ['text', is.address, p.street],
      alu_cpost: ['text', is.quasi, p.digits('2####')],
      alu_cel: ['text', is.phone, p.digits('6########')],
      alu_mail_inst: ['text', is.mail, p.mail],
      alu_tutor: ['text', is.name, p.full],
      alu_disc: [
        'text',
        is.words,
        p.seldom(6, () => 'Dislexia diagnosticada, solicita más tiempo en los exámenes'),
      ],
      alu_curso: ['int', is.value, p.count(5)],
    },
  },
  asignatura: {
    rows: 40,
    columns: {
      cod: ['text PRIMARY KEY', is.technical, (n) => `A${1000 + n}`],
      titulo: ['text', is.value, (n) => `Materia optativa ${n}`],
      creditos: ['int', is.value, p.count(12)],
      coordina: ['text', is.name, p.full],
      temario: ['text', is.value, always('Introducción, métodos, prácticas de laboratorio y trabajo final')],
    },
  },
  matricula: {
    rows: 400,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      alu_exp: [
        'text REFERENCES alu_ficha',
        is.identity,
        (n) => `2019${String(10_000 + ((n % 270) + 1) * 7)}`,
      ],
      asignatura: ['text REFERENCES asignatura', is.technical, (n) => `A${1001 + (n % 40)}`],
      nota: ['numeric(4,2)', is.value, p.amount(10)],
      convocatoria: ['text', is.value, p.one('junio', 'septiembre')],
      acta_firmada: ['boolean', is.technical, always(true)],
    },
  },
  beca: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      solicitante: ['text', is.name, p.full],
      renta_familiar: ['numeric(10,2)', is.quasi, p.amount(50_000)],
      num_cta: ['text', is.account, ids.iban('ES')],
      padre: ['text', is.name, p.full],
      madre: ['text', is.name, p.full],
      alegacion: [
        'text',
        is.words,
        () => `Mi padre ${p.given()} está en paro desde marzo y somos cinco en casa`,
      ],
      resuelta: ['date', is.technical, p.past],
    },
  },
  prestamo: {
    rows: 200,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      lector: ['text', is.name, p.full],
      obra: ['text', is.value, () => `El ${f.word.noun()} y otros relatos`],
      autor: ['text', is.name, p.full],
      signatura: ['text', is.value, p.code('##-??')],
      devolver: ['date', is.technical, p.past],
    },
  },
  torno: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      tarjeta_uid: ['text', is.device, () => f.internet.mac()],
      portador: ['text', is.name, p.reversed],
      puerta: ['text', is.value, p.one('norte', 'garaje', 'biblioteca')],
      paso: ['timestamptz', is.technical, p.moment],
      foto_jpg: ['bytea', is.image, always('\\xffd8ffe000104a46')],
    },
  },
});

import { base, en, en_US, Faker } from '@faker-js/faker';
import { fixtureOf, is } from '../generate/fixture-of';
import { identityOf } from '../generate/identity';
import { always, peopleOf, row, to } from '../generate/people';

/** American staff records in the manner of large samples: people apart from their contacts, attributes by name, history. */

const f = new Faker({ locale: [en_US, en, base] });
const p = peopleOf(f);
const ids = identityOf(f);

const contactKinds = ['phone', 'mail', 'home'] as const;
const contact = (n: number) => {
  const kind = contactKinds[n % 3];
  return kind === 'phone' ? p.digits('(###) ###-####')() : kind === 'mail' ? p.mail() : p.street();
};

export const payroll = fixtureOf('payroll', () => f.seed(704), {
  OrgUnit: {
    rows: 22,
    columns: {
      unitCode: ['text PRIMARY KEY', is.technical, (n) => `U${100 + n}`],
      caption: ['text', is.value, () => f.commerce.department()],
      costCenter: ['text', is.value, p.digits('4####')],
      headCount: ['int', is.value, p.count(80)],
    },
  },
  BusinessEntity: {
    rows: 260,
    columns: {
      entityID: ['int PRIMARY KEY', is.technical, row],
      unitCode: ['text REFERENCES "OrgUnit"', is.technical, (n) => `U${101 + (n % 22)}`],
      nameStyle: ['boolean', is.technical, always(false)],
      prefix: ['text', is.quasi, p.one('Mr', 'Ms', 'Dr')],
      first: ['text', is.name, p.given],
      mid: ['text', is.name, p.mostly(2, () => f.string.alpha({ casing: 'upper' }))],
      last: ['text', is.name, p.family],
      suffix: ['text', is.quasi, p.seldom(10, p.one('Jr', 'Sr', 'III'))],
      natIDNum: ['text', is.identity, ids.ssn],
      bDay: ['date', is.born, p.adult],
      eeo: ['text', is.quasi, p.one('A', 'B', 'H', 'W')],
      rowGuid: ['uuid', is.technical, p.uuid],
      demographics: ['xml', is.words, () => `<s><birth>${p.adult()}</birth><spouse>${p.full()}</spouse></s>`],
    },
  },
  ContactPoint: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      entityID: ['int REFERENCES "BusinessEntity"', is.technical, to(260)],
      pointType: ['text', is.value, (n) => contactKinds[n % 3]],
      pointValue: ['text', is.words, contact],
      isPrimary: ['boolean', is.technical, always(true)],
    },
  },
  PayStub: {
    rows: 350,
    columns: {
      stubNo: ['bigint PRIMARY KEY', is.technical, row],
      entityID: ['int REFERENCES "BusinessEntity"', is.technical, to(260)],
      payTo: ['text', is.name, p.full],
      gross: ['numeric(10,2)', is.quasi, p.amount(9000)],
      fica: ['numeric(8,2)', is.value, p.amount(500)],
      depositAcct: ['text', is.account, p.digits('##########')],
      depositRtn: ['text', is.account, p.digits('0########')],
      periodEnd: ['date', is.value, p.past],
      mailTo: ['text', is.address, () => `${p.street()}, ${p.city()}, OH ${p.digits('4####')()}`],
    },
  },
  JobHistory: {
    rows: 280,
    columns: {
      entityID: ['int', is.technical, to(260)],
      who: ['text', is.name, p.reversed],
      reportsTo: ['text', is.name, p.full],
      role: ['text', is.value, p.one('Welder', 'Clerk', 'Planner', 'Driver')],
      wasRate: ['numeric(8,2)', is.quasi, p.amount(80)],
      effective: ['date', is.technical, p.past],
      approver: ['text', is.login, p.login],
      rationale: ['text', is.words, () => `${p.given()} took over the night shift and asked for a review`],
    },
  },
  Vehicle: {
    rows: 60,
    columns: {
      unit: ['int PRIMARY KEY', is.technical, row],
      makeModel: ['text', is.value, p.one('Ford Transit', 'Ram 1500', 'Chevy Express')],
      tag: ['text', is.device, p.code('??? ####')],
      assignedTo: ['text', is.name, p.full],
      odometer: ['int', is.value, p.count(90_000)],
      lastLat: ['numeric(9,6)', is.place, () => f.location.latitude()],
      lastLng: ['numeric(9,6)', is.place, () => f.location.longitude()],
    },
  },
});

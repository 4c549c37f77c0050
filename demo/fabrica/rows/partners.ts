import {
  type Address,
  makeAddress,
  makeCompany,
  makeNote,
  makePerson,
  type Person,
  pickCulture,
} from '../people/person';
import { array, composite, days, json, type Row, type TableRows, timestamp } from '../writing/cells';
import { iban, withLuhn } from '../writing/check-digits';
import { createRandom, type Random } from '../writing/random';
import { firstDayMs, type TenantPlan } from './plan';
import { currencyOf } from './reference-rows';
import type { StaffMember } from './staff';

/** Suppliers and customers: a company in a country, its people, where it is and how it is paid. */
export type Partner = {
  id: number;
  name: string;
  person: Person;
  mail: string;
  address: Address;
  currency: string;
};

/** Partners of one kind; the id is the place in the list plus one. */
export function makePartners(plan: TenantPlan, kind: 'suppliers' | 'customers', count: number): Partner[] {
  const random = createRandom(`${plan.name}/${kind}`);
  return Array.from({ length: count }, (_, index) => {
    const culture = pickCulture(random, plan.mix);
    const person = makePerson(random, culture);
    const domain =
      plan.flavour === 'demo' ? 'example.test' : `${person.family.latin}-${random.pattern('##')}.example`;
    return {
      id: index + 1,
      name: makeCompany(random, culture),
      person,
      mail: `${person.mailbox}@${domain}`,
      address: makeAddress(random, culture),
      currency: currencyOf(culture.country),
    };
  });
}

/** The tables of both kinds of partner, parents first. */
export function partnerTables(
  plan: TenantPlan,
  {
    suppliers,
    customers,
    staff,
  }: { suppliers: readonly Partner[]; customers: readonly Partner[]; staff: readonly StaffMember[] },
): TableRows[] {
  return [
    supplierTable(plan, suppliers),
    bankAccounts(plan, suppliers),
    customerTable(plan, customers, staff),
    contacts(plan, customers),
  ];
}

function supplierTable(plan: TenantPlan, suppliers: readonly Partner[]): TableRows {
  const random = createRandom(`${plan.name}/suppliers/details`);
  const demo = plan.flavour === 'demo';
  return {
    table: 'suppliers',
    columns: [
      'id',
      'code',
      'name',
      'country_code',
      'address',
      'contact_name',
      'email',
      'phone',
      'website',
      'vat_number',
      'certificates',
      'rating',
      'lead_time_days',
      'currency_code',
      'notes',
      'created_at',
      'updated_at',
    ],
    rows: suppliers.map(({ id, name, person, mail, address, currency }): Row => {
      const created = timestamp(firstDayMs - days(random.int(10, 2_000)));
      return [
        id,
        `S${String(id).padStart(4, '0')}`,
        name,
        address.country,
        composite([
          address.line,
          random.chance(0.1) ? `c/o ${person.name}` : null,
          address.city,
          null,
          address.postalCode,
          address.country,
        ]),
        random.chance(0.9) ? person.name : null,
        random.chance(0.9) ? mail : null,
        demo || random.chance(0.1) ? null : person.phone,
        random.chance(0.6) ? `https://www.${mail.split('@')[1]}` : null,
        !demo && random.chance(0.7) ? random.pattern(`${address.country}#########`) : null,
        array(
          random.pick([[], ['ISO 9001'], ['ISO 9001', 'ISO 14001'], ['EN 9100'], ['IATF 16949', 'ISO 9001']]),
        ),
        random.chance(0.8) ? (random.int(200, 500) / 100).toFixed(2) : null,
        random.int(2, 90),
        currency,
        !demo && random.chance(0.35) ? noteAbout(random, person, mail) : null,
        created,
        created,
      ];
    }),
  };
}

function noteAbout(random: Random, person: Person, mail: string): string {
  return makeNote(
    random,
    person.culture,
    person,
    mail,
    random.pattern('BRG-####'),
    random.pattern('1#.0%.2025'),
  );
}

const cardPrefixes = ['400012', '411111', '510510', '540123', '555500'];

function* bankAccountRows(plan: TenantPlan, suppliers: readonly Partner[]): Iterable<Row> {
  const random = createRandom(`${plan.name}/supplier_bank_accounts`);
  let id = 0;
  for (const { id: supplierId, name, person, currency } of suppliers) {
    const { account, country } = person.culture;
    const accounts = random.chance(0.15) ? 2 : 1;
    for (let place = 0; place < accounts; place++) {
      const byCard = account === undefined || random.chance(0.1);
      yield [
        ++id,
        supplierId,
        random.chance(0.85) ? name : person.name,
        account === undefined ? null : iban(country, random.pattern(account)),
        account === undefined ? null : random.pattern(`????${country}2?`),
        byCard ? withLuhn(random.pattern(`${random.pick(cardPrefixes)}#########`)) : null,
        currency,
        place === 0,
      ];
    }
  }
}

function bankAccounts(plan: TenantPlan, suppliers: readonly Partner[]): TableRows {
  return {
    table: 'supplier_bank_accounts',
    columns: ['id', 'supplier_id', 'holder', 'iban', 'bic', 'card_number', 'currency_code', 'is_default'],
    rows: bankAccountRows(plan, suppliers),
  };
}

function customerTable(
  plan: TenantPlan,
  customers: readonly Partner[],
  staff: readonly StaffMember[],
): TableRows {
  const random = createRandom(`${plan.name}/customers/details`);
  return {
    table: 'customers',
    columns: [
      'id',
      'code',
      'name',
      'email',
      'phone',
      'street',
      'postal_code',
      'city',
      'country_code',
      'vat_number',
      'account_manager_id',
      'site_location',
      'tags',
      'details',
      'notes',
      'created_at',
      'updated_at',
    ],
    rows: customers.map((customer) => customerRow(plan, random, customer, staff)),
  };
}

function customerRow(
  plan: TenantPlan,
  random: Random,
  customer: Partner,
  staff: readonly StaffMember[],
): Row {
  const { id, name, person, mail, address } = customer;
  const demo = plan.flavour === 'demo';
  const created = timestamp(firstDayMs - days(random.int(0, 1_500)));
  const near = (degrees: number) => (degrees + random.int(-900, 900) / 10_000).toFixed(5);
  return [
    id,
    `C${String(id).padStart(5, '0')}`,
    name,
    random.chance(0.85) ? mail : null,
    demo || random.chance(0.2) ? null : person.phone,
    address.line,
    address.postalCode,
    address.city,
    address.country,
    !demo && random.chance(0.6) ? random.pattern(`${address.country}#########`) : null,
    random.chance(0.8) ? random.pick(staff).id : null,
    random.chance(0.4) ? `(${near(address.at[0])},${near(address.at[1])})` : null,
    array(random.pick([[], ['key account'], ['export'], ['oem', 'key account'], ['spare parts']])),
    demo
      ? json({ delivery: { incoterm: random.pick(['DAP', 'EXW', 'FCA']) } })
      : customerDetails(random, customer),
    !demo && random.chance(0.3) ? noteAbout(random, person, mail) : null,
    created,
    created,
  ];
}

function customerDetails(random: Random, { person, mail, address }: Partner): string {
  const receiver = makePerson(random, person.culture);
  return json({
    delivery: {
      incoterm: random.pick(['DAP', 'EXW', 'FCA']),
      dock: random.int(1, 9),
      receiver: { name: receiver.name, phone: receiver.phone },
      hours: random.pick(['06:00-14:00', '08:00-16:30', 'by appointment']),
    },
    billing: random.chance(0.6)
      ? { mail, line: address.line, city: address.city, zip: address.postalCode }
      : undefined,
    crm: random.chance(0.3) ? { id: random.hex(12), owner: person.latinName } : undefined,
  });
}

const jobTitles = [
  'Head of purchasing',
  'Quality manager',
  'Managing director',
  'Design engineer',
  'Logistics',
  'Accounts payable',
];

function* contactRows(plan: TenantPlan, customers: readonly Partner[]): Iterable<Row> {
  const random = createRandom(`${plan.name}/customer_contacts`);
  const demo = plan.flavour === 'demo';
  let id = 0;
  for (const customer of customers) {
    const domain = customer.mail.split('@')[1];
    const count = random.int(1, 3);
    for (let place = 0; place < count; place++) {
      const person = place === 0 ? customer.person : makePerson(random, customer.person.culture);
      yield [
        ++id,
        customer.id,
        person.name,
        random.chance(0.9) ? `${person.mailbox}@${domain}` : null,
        demo || random.chance(0.25) ? null : person.phone,
        random.chance(0.8) ? random.pick(jobTitles) : null,
        !demo && random.chance(0.2) ? person.bornOn : null,
        place === 0,
        !demo && random.chance(0.2)
          ? json({ linkedin: `https://social.example/in/${person.mailbox}`, skype: person.mailbox })
          : null,
        timestamp(firstDayMs - days(random.int(0, 900))),
      ];
    }
  }
}

function contacts(plan: TenantPlan, customers: readonly Partner[]): TableRows {
  return {
    table: 'customer_contacts',
    columns: [
      'id',
      'customer_id',
      'name',
      'email',
      'phone',
      'job_title',
      'born_on',
      'is_primary',
      'social',
      'created_at',
    ],
    rows: contactRows(plan, customers),
  };
}

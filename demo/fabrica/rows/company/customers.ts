import { makePerson } from '../../people/person';
import { array, columnNames, days, json, type Row, type TableRows, timestamp } from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import { firstDayMs, type TenantPlan } from '../plan';
import { noteAbout, type Partner } from './partner';
import type { StaffMember } from './staff';

/** Customers and the people there. */
export function customerTables(
  plan: TenantPlan,
  customers: readonly Partner[],
  staff: readonly StaffMember[],
): TableRows[] {
  return [customerTable(plan, customers, staff), contacts(plan, customers)];
}

function customerTable(
  plan: TenantPlan,
  customers: readonly Partner[],
  staff: readonly StaffMember[],
): TableRows {
  const random = createRandom(`${plan.name}/customers/details`);
  return {
    table: 'customers',
    columns: columnNames(`
      id code name email phone street postal_code city country_code vat_number account_manager_id
      site_location tags details notes created_at updated_at`),
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
    columns: columnNames('id customer_id name email phone job_title born_on is_primary social created_at'),
    rows: contactRows(plan, customers),
  };
}

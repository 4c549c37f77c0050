import { makeAddress, makePerson, type Person, pickCulture } from '../../people/person';
import {
  array,
  columnNames,
  date,
  days,
  json,
  type Row,
  type TableRows,
  timestamp,
} from '../../writing/cells';
import { createRandom, pickAt, type Random } from '../../writing/random';
import { firstDayMs, type Sizes, spanDays, type TenantPlan } from '../plan';

/** The tenant's own people and their ways in. A staff member's id is their place in the list plus one. */
export type StaffMember = Person & { id: number; mail: string };

/** The people of a tenant, with a mail address each that no other has. */
export function makeStaff(plan: TenantPlan, count: number): StaffMember[] {
  const random = createRandom(`${plan.name}/users`);
  const taken = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const person = makePerson(random, pickCulture(random, plan.mix));
    const namesakes = taken.get(person.mailbox) ?? 0;
    taken.set(person.mailbox, namesakes + 1);
    const mailbox = namesakes === 0 ? person.mailbox : `${person.mailbox}${namesakes + 1}`;
    return { ...person, id: index + 1, mail: `${mailbox}@${plan.mailDomain}` };
  });
}

/** Teams, users, roles of users. */
export function staffTables(plan: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows[] {
  return [teams(plan, sizes, staff), users(plan, sizes, staff), userRoles(plan, staff)];
}

function teams({ name }: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${name}/teams`);
  const names = [
    'Assembly',
    'Machining',
    'Paint shop',
    'Goods in',
    'Quality',
    'Electronics',
    'Packing',
    'Test bench',
  ];
  return {
    table: 'teams',
    columns: columnNames('id name lead_id shift created_at'),
    rows: Array.from({ length: sizes.teams }, (_, index) => [
      index + 1,
      index < names.length
        ? pickAt(names, index)
        : `${pickAt(names, index)} ${Math.floor(index / names.length) + 1}`,
      random.chance(0.9) ? random.pick(staff).id : null,
      random.pick(['early', 'late', 'night', null]),
      timestamp(firstDayMs - days(400 - index)),
    ]),
  };
}

function users(plan: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${plan.name}/users/details`);
  return {
    table: 'users',
    columns: columnNames(`
      id email given_name family_name native_name alternate_emails phone national_id born_on hired_on
      left_on language team_id manager_id state badge_code password_hash mfa_secret contact
      preferences last_seen_at created_at updated_at`),
    rows: staff.map((person) => userRow(plan, sizes, random, person)),
  };
}

function userRow(plan: TenantPlan, sizes: Sizes, random: Random, person: StaffMember): Row {
  const demo = plan.flavour === 'demo';
  const hired = firstDayMs - days(random.int(30, 5_000));
  const state =
    person.id <= 4
      ? 'active'
      : random.pick(['active', 'active', 'active', 'active', 'active', 'left', 'locked', 'invited']);
  const foreign = person.name !== person.latinName;
  const [given, family] = writtenNames(random, person);
  const alternate =
    !demo && random.chance(0.25)
      ? [`${person.mailbox}@mail.example`, `${person.given.latin}${random.pattern('##')}@post.test`].slice(
          0,
          random.int(1, 2),
        )
      : [];
  return [
    person.id,
    person.mail,
    given,
    family,
    foreign ? person.name : null,
    array(alternate),
    demo || random.chance(0.15) ? null : person.phone,
    demo || random.chance(0.3) ? null : person.culture.nationalId(random, person.bornOn, person.female),
    demo || random.chance(0.1) ? null : person.bornOn,
    date(hired),
    state === 'left' ? date(hired + days(random.int(20, 4_000))) : null,
    person.culture.language,
    random.chance(0.92) ? random.int(1, sizes.teams) : null,
    person.id > 1 ? random.int(1, Math.max(1, Math.floor(person.id / 6))) : null,
    state,
    random.chance(0.8) ? `B${String(person.id).padStart(5, '0')}` : null,
    demo ? null : `$argon2id$v=19$m=65536,t=3,p=4$${random.hex(22)}$${random.hex(43)}`,
    demo || random.chance(0.6) ? null : random.pattern('????????????????'),
    demo ? '{}' : homeContact(plan, random, person),
    json({ theme: random.pick(['light', 'dark']), start_page: random.pick(['runs', 'stock', 'inbox']) }),
    state === 'invited'
      ? null
      : timestamp(firstDayMs + days(random.int(100, spanDays)) + random.int(0, 40_000_000)),
    timestamp(hired),
    timestamp(hired + days(random.int(0, 28))),
  ];
}

/** Most write their name in their own script; some chose the Latin spelling and keep the other beside it. */
function writtenNames(random: Random, person: Person): readonly [string, string] {
  if (random.chance(0.6)) return [person.given.native, person.family.native];
  const [given = '', ...family] = person.latinName.split(' ');
  return [given, family.join(' ')];
}

function homeContact(plan: TenantPlan, random: Random, person: StaffMember): string {
  if (random.chance(0.2)) return '{}';
  const home = makeAddress(random, person.culture);
  const relative = makePerson(random, person.culture);
  return json({
    address: { street: home.line, postal_code: home.postalCode, city: home.city, country: home.country },
    emergency: {
      name: relative.name,
      phone: relative.phone,
      relation: random.pick(['spouse', 'parent', 'sibling', 'friend']),
    },
    private_email: random.chance(0.5) ? `${person.mailbox}@mail.example` : undefined,
    payroll_number: random.pattern(`${plan.name.slice(0, 2).toUpperCase()}-######`),
  });
}

function userRoles({ name }: TenantPlan, staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${name}/user_roles`);
  const rows: Row[] = [];
  for (const { id } of staff) {
    const roles = new Set([id === 1 ? 1 : random.int(2, 7)]);
    if (random.chance(0.4)) roles.add(random.int(2, 7));
    for (const role of roles)
      rows.push([id, role, id === 1 ? null : 1, timestamp(firstDayMs - days(random.int(1, 300)))]);
  }
  return { table: 'user_roles', columns: columnNames('user_id role_id granted_by granted_at'), rows };
}

import { createHash } from 'node:crypto';
import { makeAddress, makePerson, type Person, pickCulture } from '../people/person';
import { productionApiKey } from '../production-key';
import { array, bytes, date, days, json, type Row, type TableRows, timestamp } from '../writing/cells';
import { createRandom, pickAt, type Random } from '../writing/random';
import { firstDayMs, type Sizes, spanDays, type TenantPlan } from './plan';

/** The tenant's own people and their ways in. A staff member's id is their place in the list plus one. */
export type StaffMember = Person & { id: number; mail: string };

export const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0',
  'Mozilla/5.0 (Linux; Android 14; SM-X306B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Safari/537.36',
  'fabrica-terminal/4.2 (kiosk)',
];

/** An address as the internet hands them out, one in eight of version 6. */
export function makeIp(random: Random): string {
  if (random.chance(0.12)) return `2a02:${random.hex(4)}:${random.hex(4)}::${random.hex(4)}`;
  return [random.int(11, 99), random.int(0, 255), random.int(0, 255), random.int(1, 254)].join('.');
}

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

/** Sessions and API keys: never part of a seed set. */
export function accessTables(plan: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows[] {
  return [sessions(plan, sizes, staff), apiKeys(plan, sizes, staff)];
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
    columns: ['id', 'name', 'lead_id', 'shift', 'created_at'],
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
    columns: [
      'id',
      'email',
      'given_name',
      'family_name',
      'native_name',
      'alternate_emails',
      'phone',
      'national_id',
      'born_on',
      'hired_on',
      'left_on',
      'language',
      'team_id',
      'manager_id',
      'state',
      'badge_code',
      'password_hash',
      'mfa_secret',
      'contact',
      'preferences',
      'last_seen_at',
      'created_at',
      'updated_at',
    ],
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
  return { table: 'user_roles', columns: ['user_id', 'role_id', 'granted_by', 'granted_at'], rows };
}

function* sessionRows({ name }: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): Iterable<Row> {
  const random = createRandom(`${name}/sessions`);
  for (let index = 0; index < sizes.sessions; index++) {
    const user = random.pick(staff);
    const created = firstDayMs + days(random.int(0, spanDays)) + random.int(0, 50_000_000);
    const revoked = random.chance(0.3);
    yield [
      makeUuid(random),
      user.id,
      bytes(random.hex(64)),
      makeIp(random),
      random.pick(userAgents),
      random.chance(0.5)
        ? json({ csrf: random.hex(16), email: user.mail, locale: user.culture.language })
        : '{}',
      timestamp(created),
      timestamp(created + days(30)),
      revoked ? timestamp(created + random.int(60_000, 80_000_000)) : null,
    ];
  }
}

function sessions(plan: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows {
  return {
    table: 'sessions',
    columns: [
      'id',
      'user_id',
      'token_hash',
      'ip',
      'user_agent',
      'data',
      'created_at',
      'expires_at',
      'revoked_at',
    ],
    rows: sessionRows(plan, sizes, staff),
  };
}

/** A version 4 UUID from the stream. */
export function makeUuid(random: Random): string {
  const hex = random.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${random.pick(['8', '9', 'a', 'b'])}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function apiKeys({ name }: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows {
  const random = createRandom(`${name}/api_keys`);
  const uses = [
    'ERP sync',
    'Warehouse robot',
    'Data lake export',
    'Label printer',
    'Customer portal',
    'Test rig',
  ];
  const rows = Array.from({ length: sizes.apiKeys }, (_, index): Row => {
    const plain = index === 1 || index === 2;
    const key = index === 0 ? productionApiKey(name) : `fabrica_live_${random.hex(43)}`;
    return [
      index + 1,
      index === 0 ? 'Production integration' : `${pickAt(uses, index)} ${index}`,
      random.pick(staff).id,
      key.slice(0, 17),
      plain ? null : bytes(createHash('sha256').update(key).digest('hex')),
      plain ? key : null,
      array(random.pick([['records:read'], ['records:read', 'records:write'], ['runs:read']])),
      random.chance(0.8) ? timestamp(firstDayMs + days(random.int(200, spanDays))) : null,
      random.chance(0.8) ? makeIp(random) : null,
      random.chance(0.3) ? timestamp(firstDayMs + days(900)) : null,
      index > 0 && random.chance(0.2) ? timestamp(firstDayMs + days(300)) : null,
      timestamp(firstDayMs + days(random.int(0, 90))),
    ];
  });
  return {
    table: 'api_keys',
    columns: [
      'id',
      'name',
      'owner_id',
      'prefix',
      'secret_hash',
      'plain_token',
      'scopes',
      'last_used_at',
      'last_used_ip',
      'expires_at',
      'revoked_at',
      'created_at',
    ],
    rows,
  };
}

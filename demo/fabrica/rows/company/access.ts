import { createHash } from 'node:crypto';
import { productionApiKey } from '../../production-key';
import {
  array,
  bytes,
  columnNames,
  days,
  json,
  type Row,
  type TableRows,
  timestamp,
} from '../../writing/cells';
import { createRandom, pickAt, type Random } from '../../writing/random';
import { firstDayMs, type Sizes, spanDays, type TenantPlan } from '../plan';
import type { StaffMember } from './staff';

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

/** Sessions and API keys: never part of a seed set. */
export function accessTables(plan: TenantPlan, sizes: Sizes, staff: readonly StaffMember[]): TableRows[] {
  return [sessions(plan, sizes, staff), apiKeys(plan, sizes, staff)];
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
    columns: columnNames('id user_id token_hash ip user_agent data created_at expires_at revoked_at'),
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
    columns: columnNames(`
      id name owner_id prefix secret_hash plain_token scopes last_used_at last_used_ip expires_at
      revoked_at created_at`),
    rows,
  };
}

import { type ClientBase, escapeLiteral } from 'pg';
import { iban, withLuhn } from './writing/check-digits';

/**
 * Values that nobody could mistake for anything else, one for every sensitive kind of column and place: whoever finds
 * one outside production has found a leak. Each tenant has its own, so that a leak from one into another shows too.
 */
export type Canary = {
  table: string;
  column: string;
  /** What kind of value this stands for. */
  kind: string;
  /** The text to search for, as the column prints it; of bytes, their hexadecimal digits. */
  value: string;
  /** In a row, or in the catalogue beside the table's definition. */
  place: 'row' | 'catalogue';
};

/** Nearly all of them hold it, so that a proof can look for one text instead of for each. */
export const canaryMark = 'CANARY-';

type Planting = { canary: Canary; statement: string; values: string[] };

/** The canaries of one tenant of production. */
export function canariesOf(tenant: string): Canary[] {
  return plantings(tenant).map(({ canary }) => canary);
}

/**
 * Writes the canaries over existing rows of the first schema in the search path, before it has triggers and foreign
 * keys. Throws where one met no row.
 */
export async function plantCanaries(client: ClientBase, tenant: string): Promise<void> {
  for (const { canary, statement, values } of plantings(tenant)) {
    const { rowCount } = await client.query(statement, values);
    if (rowCount === 0) throw new Error(`No row of ${canary.table} took the canary for ${canary.column}.`);
  }
}

function plantings(tenant: string): Planting[] {
  const mark = `${canaryMark}${tenant}`;
  return [...columnCanaries(mark, tenant), ...nestedCanaries(mark), ...catalogueCanaries(mark)];
}

const firstAttachment = 'id = (SELECT id FROM attachments ORDER BY id LIMIT 1)';
const firstSession = 'token_hash = (SELECT token_hash FROM sessions ORDER BY token_hash LIMIT 1)';

/** Plain columns: table, column, kind, value, and the row that takes it. */
function columnCanaries(mark: string, tenant: string): Planting[] {
  const digits = String(tenant.charCodeAt(0));
  const rows: readonly (readonly [string, string, string, string, string])[] = [
    ['users', 'given_name', 'person name', `${mark}-given`, 'id = 5'],
    ['users', 'family_name', 'person name', `${mark}-family`, 'id = 5'],
    ['users', 'native_name', 'person name', `${mark}-имя-名前`, 'id = 5'],
    ['users', 'phone', 'phone', `+00 ${mark} 5`, 'id = 5'],
    ['users', 'national_id', 'national id', `${mark}-NID-5`, 'id = 5'],
    ['users', 'born_on', 'date of birth', `1901-02-0${(Number(digits) % 9) + 1}`, 'id = 5'],
    ['users', 'password_hash', 'password', `$argon2id$${mark}`, 'id = 5'],
    ['users', 'mfa_secret', 'secret', `${mark}-MFA`, 'id = 5'],
    ['sessions', 'ip', 'ip address', `198.18.${digits}.77`, firstSession],
    ['sessions', 'user_agent', 'device', `Mozilla/5.0 (${mark})`, firstSession],
    ['sessions', 'id', 'session', `0ca9a12e-0ca9-4a12-8ca9-${digits.padStart(12, '0')}`, firstSession],
    ['api_keys', 'plain_token', 'token', `fabrica_live_${mark}`, 'id = 2'],
    ['suppliers', 'contact_name', 'person name', `${mark} Contact`, 'id = 1'],
    ['suppliers', 'vat_number', 'company number', `${mark}-VAT`, 'id = 1'],
    ['suppliers', 'notes', 'free text', `Ask ${mark}-Νίκος about the price, never by mail.`, 'id = 1'],
    [
      'supplier_bank_accounts',
      'iban',
      'account number',
      iban('GB', `CNRY0000000${digits.padStart(7, '0')}`),
      'id = 1',
    ],
    [
      'supplier_bank_accounts',
      'card_number',
      'card number',
      withLuhn(`49291307${digits.padStart(7, '0')}`),
      'id = 1',
    ],
    ['customers', 'street', 'address', `1 ${mark} Street`, 'id = 2'],
    ['customers', 'site_location', 'location', `(12.3456${digits},-98.7654${digits})`, 'id = 2'],
    ['customer_contacts', 'email', 'mail', `${mark}-contact@mail.example`, 'id = 2'],
    ['runs', 'notes', 'free text', `Handed over by ${mark}-山田 at the end of the shift.`, 'id = 3'],
    ['run_steps', 'note', 'free text', `${mark}-step-note`, 'id = 3'],
    ['measurements', 'remark', 'free text in a partition', `Repeated by ${mark}-reading`, 'id = 3'],
    [
      'work_centers',
      'machine_mac',
      'device address',
      `02:ca:9a:12:e0:${Number(digits).toString(16)}`,
      'id = 1',
    ],
    ['attachments', 'file_name', 'file name', `${mark}_passport.pdf`, firstAttachment],
    ['attachments', 'storage_url', 'url', `s3://${mark}/passport`, firstAttachment],
    ['comments', 'body', 'free text', `${mark}-comment called, see tomorrow.`, 'id = 4'],
    ['audit_events', 'actor_email', 'mail', `${mark}-actor@mail.example`, 'id = 6'],
    ['webhook_endpoints', 'url', 'live url', `https://hooks.${mark}.example/in?token=${mark}`, 'id = 1'],
    ['webhook_endpoints', 'signing_secret', 'secret', `whsec_${mark}`, 'id = 1'],
    [
      'webhook_deliveries',
      'response_body',
      'text that holds JSON',
      JSON.stringify({ reply_to: `${mark}-reply` }),
      'id = 1',
    ],
  ];
  return rows.map(([table, column, kind, value, where]) => ({
    canary: { table, column, kind, value, place: 'row' },
    statement: `UPDATE ${table} SET ${column} = $1 WHERE ${where}`,
    values: [value],
  }));
}

/** Inside composites, arrays, documents and bytes, and a mail that another table refers to. */
function nestedCanaries(mark: string): Planting[] {
  const within = (
    table: string,
    column: string,
    kind: string,
    value: string,
    set: string,
    where: string,
  ): Planting => ({
    canary: { table, column, kind, value, place: 'row' },
    statement: `UPDATE ${table} SET ${set} WHERE ${where}`,
    values: [value],
  });
  const mail = `${mark}-user@mail.example`;
  const pixels = Buffer.from(`${mark}-pixels`);
  return [
    {
      canary: {
        table: 'users',
        column: 'email',
        kind: 'mail that a foreign key refers to',
        value: mail,
        place: 'row',
      },
      statement: `WITH owned AS (
          UPDATE schedules SET owner_email = $1
          WHERE id = 1 OR owner_email = (SELECT email FROM users WHERE id = 5)
        )
        UPDATE users SET email = $1 WHERE id = 5`,
      values: [mail],
    },
    within(
      'users',
      'alternate_emails',
      'array',
      `${mark}-alt@mail.example`,
      'alternate_emails = ARRAY[$1]',
      'id = 5',
    ),
    within(
      'users',
      'contact',
      'document',
      `${mark}-emergency`,
      `contact = jsonb_build_object('emergency', jsonb_build_object('name', $1::text))`,
      'id = 5',
    ),
    within('suppliers', 'address', 'composite', `${mark} Lane 9`, 'address.line1 = $1', 'id = 1'),
    within(
      'customers',
      'details',
      'document',
      `${mark}-receiver`,
      `details = details || jsonb_build_object('unlisted key', jsonb_build_array(jsonb_build_object('name', $1::text)))`,
      'id = 2',
    ),
    within(
      'purchase_orders',
      'ship_to',
      'composite',
      `Attn. ${mark}`,
      `ship_to = ROW($1, NULL, NULL, NULL, NULL, 'DE')::postal_address`,
      'id = 2',
    ),
    within(
      'comments',
      'mentions',
      'array',
      `${mark}-mention@mail.example`,
      'mentions = mentions || $1::text',
      'id = 4',
    ),
    within(
      'audit_events',
      'after',
      'document',
      `${mark}-after`,
      `after = jsonb_build_object('phone', $1::text)`,
      'id = 6',
    ),
    within(
      'settings',
      'value',
      'secret in a document',
      `${mark}-smtp`,
      `value = jsonb_set(value, '{password}', to_jsonb($1::text))`,
      `name = 'smtp'`,
    ),
    within(
      'schedules',
      'target',
      'document',
      `${mark}-recipient@mail.example`,
      `target = jsonb_build_object('recipients', jsonb_build_array($1::text))`,
      'id = 1',
    ),
    within(
      'webhook_deliveries',
      'payload',
      'document',
      `${mark}-payload`,
      `payload = jsonb_set(payload, '{operator,name}', to_jsonb($1::text))`,
      'id = 1',
    ),
    within(
      'attachments',
      'preview',
      'bytes',
      pixels.toString('hex'),
      `preview = decode($1, 'hex')`,
      firstAttachment,
    ),
  ];
}

/** A person named where the structure is explained, as happens. */
function catalogueCanaries(mark: string): Planting[] {
  const value = `Kept by ${mark}-clerk until 2024`;
  return [
    {
      canary: { table: 'suppliers', column: 'notes', kind: 'comment on a column', value, place: 'catalogue' },
      statement: `COMMENT ON COLUMN suppliers.notes IS ${escapeLiteral(value)}`,
      values: [],
    },
  ];
}

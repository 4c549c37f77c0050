import {
  array,
  columnNames,
  type Json,
  json,
  type Row,
  type TableRows,
  timestamp,
} from '../../writing/cells';
import { createRandom } from '../../writing/random';
import { firstDayMs, type TenantPlan } from '../plan';

/** How a tenant has set the product up, and the wires to the outside that nobody may pull by accident. */
export function configurationTables(plan: TenantPlan): TableRows[] {
  return [modules(plan), branding(plan), featureFlags(plan), settings(plan)];
}

function modules({ name }: TenantPlan): TableRows {
  const random = createRandom(`${name}/modules`);
  const all: readonly (readonly [
    string,
    string,
    readonly string[],
    Record<string, string | number | boolean>,
  ])[] = [
    ['catalogue', 'Parts and bills of materials', [], { revisions: 'letters', require_release: true }],
    ['procedures', 'Work instructions', ['catalogue'], { four_eyes: true }],
    ['production', 'Runs', ['procedures'], { default_shift: 'early', allow_parallel_steps: false }],
    ['inventory', 'Stock', ['catalogue'], { negative_stock: false, lots: true }],
    ['purchasing', 'Purchase orders', ['inventory'], { approval_over: 5_000 }],
    ['quality', 'Measurements and deviations', ['production'], { cpk_minimum: 1.33 }],
    ['maintenance', 'Machines and bookings', ['production'], { calendar: 'work_center' }],
    ['integrations', 'Webhooks and API', [], { max_endpoints: 20 }],
    ['analytics', 'Dashboards', ['production', 'quality'], { refresh_minutes: 15 }],
  ];
  return {
    table: 'modules',
    columns: columnNames('id name title enabled requires options'),
    rows: all.map(([module, title, requires, options], index) => [
      index + 1,
      module,
      title,
      index < 6 || random.chance(0.6),
      array(requires),
      json(options),
    ]),
  };
}

function branding({ name, company, mix }: TenantPlan): TableRows {
  const random = createRandom(`${name}/branding`);
  const color = `#${random.hex(6)}`;
  const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="${color}"/></svg>`;
  const american = mix.startsWith('US');
  return {
    table: 'branding',
    columns: columnNames(`
      id product_name primary_color accent_color logo_svg locale time_zone paper_size updated_at`),
    rows: [
      [
        1,
        `${company} Works`,
        color,
        `#${random.hex(6)}`,
        logo,
        american ? 'en-US' : 'en-GB',
        american ? 'America/Los_Angeles' : 'Europe/Berlin',
        american ? 'Letter' : 'A4',
        timestamp(firstDayMs),
      ],
    ],
  };
}

function featureFlags({ name }: TenantPlan): TableRows {
  const random = createRandom(`${name}/feature_flags`);
  const flags: readonly (readonly [string, string])[] = [
    ['barcode_scanner', 'Scan parts with the camera of a tablet'],
    ['bom_compare', 'Compare two revisions of a bill side by side'],
    ['bulk_release', 'Release many parts at once'],
    ['dark_theme', 'Dark screens for the night shift'],
    ['digital_signature', 'Sign steps with a badge'],
    ['offline_runs', 'Carry on without a network'],
    ['photo_evidence', 'Demand a photo at inspections'],
    ['predictive_stock', 'Suggest orders from usage'],
    ['run_templates', 'Start runs from a saved set-up'],
    ['statistical_control', 'Control charts beside measurements'],
    ['supplier_portal', 'Let suppliers confirm orders themselves'],
    ['voice_notes', 'Dictate comments'],
  ];
  return {
    table: 'feature_flags',
    columns: columnNames('name description enabled rollout_percent rules updated_at'),
    rows: flags.map(([flag, description]) => [
      flag,
      description,
      random.chance(0.6),
      random.pick([100, 100, 100, 50, 10]),
      random.chance(0.3)
        ? json({ roles: [random.pick(['engineer', 'operator', 'inspector'])], plants: ['main'] })
        : null,
      timestamp(firstDayMs),
    ]),
  };
}

function settings(plan: TenantPlan): TableRows {
  const secret = Object.entries(outsideConnections(plan)).map(
    ([name, value]): Row => [name, json(value), true],
  );
  const plain: Row = ['numbering', json({ parts: 'family-running', orders: 'PO-######' }), false];
  return {
    table: 'settings',
    columns: columnNames('name value is_secret updated_at'),
    rows: [...secret, plain].map((row) => [...row, timestamp(firstDayMs)]),
  };
}

/** Every wire to the outside with its password, as an administrator typed it. */
function outsideConnections({ name, company, mailDomain }: TenantPlan): Record<string, Json> {
  const random = createRandom(`${name}/settings`);
  const sender = `${company} <no-reply@${mailDomain}>`;
  const account = { username: `mes@${mailDomain}`, password: random.hex(20) };
  const keys = { access_key: random.pattern('AKIA????????####'), secret_key: random.hex(40) };
  const erp = `postgres://mes:${random.hex(16)}@erp.${mailDomain}:5432/erp`;
  const client = { client_id: random.hex(16), client_secret: random.hex(40) };
  return {
    smtp: { host: `smtp.${mailDomain}`, port: 587, ...account, from: sender },
    single_sign_on: { issuer: `https://login.${mailDomain}`, ...client },
    erp: { url: erp, company_code: random.pattern('####') },
    chat: { webhook: `https://chat.${mailDomain}/services/${random.hex(24)}`, channel: '#shopfloor' },
    storage: { bucket: `${name}-attachments`, region: 'eu-central-1', ...keys },
    sms: { gateway: `https://sms.${mailDomain}/send`, token: random.hex(32), sender: company.slice(0, 11) },
  };
}

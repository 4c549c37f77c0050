import { array, columnNames, type TableRows } from '../../writing/cells';

/**
 * Rows that every tenant has alike. Seed sets refer to them by these very keys, so a key that was published stays.
 */
const currencies = `EUR Euro 2|USD US dollar 2|GBP Pound sterling 2|SEK Swedish krona 2|PLN Polish zloty 2|KZT Tenge 2|TRY Turkish lira 2|JPY Yen 0|CNY Renminbi 2|KRW Won 0|INR Indian rupee 2|BRL Brazilian real 2|AED UAE dirham 2|CHF Swiss franc 2|KWD Kuwaiti dinar 3`;

const countries = `DE Germany +49 EUR|FR France +33 EUR|ES Spain +34 EUR|SE Sweden +46 SEK|GB United Kingdom +44 GBP|PL Poland +48 PLN|KZ Kazakhstan +7 KZT|GR Greece +30 EUR|TR Türkiye +90 TRY|JP Japan +81 JPY|CN China +86 CNY|KR South Korea +82 KRW|IN India +91 INR|US United States +1 USD|BR Brazil +55 BRL|AE United Arab Emirates +971 AED|CH Switzerland +41 CHF|KW Kuwait +965 KWD|AT Austria +43 EUR|NL Netherlands +31 EUR|IT Italy +39 EUR|TW Taiwan +886 USD`;

const units: readonly (readonly [string, string, string, string | null, string])[] = [
  ['pcs', 'piece', 'count', null, '1'],
  ['set', 'set', 'count', null, '1'],
  ['mm', 'millimetre', 'length', null, '1'],
  ['m', 'metre', 'length', 'mm', '1000'],
  ['in', 'inch', 'length', 'mm', '25.4'],
  ['um', 'micrometre', 'length', 'mm', '0.001'],
  ['g', 'gram', 'mass', null, '1'],
  ['kg', 'kilogram', 'mass', 'g', '1000'],
  ['N', 'newton', 'force', null, '1'],
  ['kN', 'kilonewton', 'force', 'N', '1000'],
  ['Nm', 'newton metre', 'torque', null, '1'],
  ['kPa', 'kilopascal', 'pressure', null, '1'],
  ['bar', 'bar', 'pressure', 'kPa', '100'],
  ['degC', 'degree Celsius', 'temperature', null, '1'],
  ['V', 'volt', 'voltage', null, '1'],
  ['mV', 'millivolt', 'voltage', 'V', '0.001'],
  ['A', 'ampere', 'current', null, '1'],
  ['mA', 'milliampere', 'current', 'A', '0.001'],
  ['s', 'second', 'time', null, '1'],
  ['min', 'minute', 'time', 's', '60'],
  ['deg', 'degree', 'angle', null, '1'],
  ['ml', 'millilitre', 'volume', null, '1'],
  ['l', 'litre', 'volume', 'ml', '1000'],
];

const roles: readonly (readonly [number, string, string, readonly string[]])[] = [
  [1, 'administrator', 'Sets up the tenant and its people.', ['*']],
  [
    2,
    'engineer',
    'Owns parts, bills of materials and procedures.',
    ['parts:write', 'boms:write', 'procedures:write'],
  ],
  [3, 'operator', 'Carries out runs.', ['runs:execute', 'measurements:write']],
  [
    4,
    'inspector',
    'Signs off inspections and holds stock.',
    ['runs:sign', 'inventory:hold', 'measurements:write'],
  ],
  [5, 'buyer', 'Orders parts and deals with suppliers.', ['suppliers:write', 'purchase_orders:write']],
  [6, 'storekeeper', 'Receives and moves stock.', ['inventory:write']],
  [7, 'viewer', 'Reads everything but people.', ['records:read']],
];

/** The currency of a country's suppliers; the euro where the country is not listed. */
export function currencyOf(country: string): string {
  return countryRows.find(([code]) => code === country)?.[3] ?? 'EUR';
}

/** The reference tables, parents first. */
export function referenceTables(): TableRows[] {
  return [
    {
      table: 'currencies',
      columns: columnNames('code name minor_digits'),
      rows: currencies.split('|').map((line) => [line.slice(0, 3), line.slice(4, -2), line.slice(-1)]),
    },
    { table: 'countries', columns: columnNames('code name dial_code currency_code'), rows: countryRows },
    { table: 'units', columns: columnNames('code name dimension base_code factor'), rows: units },
    {
      table: 'roles',
      columns: columnNames('id name description permissions'),
      rows: roles.map(([id, name, description, permissions]) => [id, name, description, array(permissions)]),
    },
  ];
}

const countryRows = countries.split('|').map((line) => {
  const words = line.split(' ');
  return [words[0] ?? '', words.slice(1, -2).join(' '), words.at(-2) ?? '', words.at(-1) ?? ''] as const;
});

import {
  array,
  columnNames,
  composite,
  days,
  type Row,
  type TableRows,
  timestamp,
} from '../../writing/cells';
import { iban, withLuhn } from '../../writing/check-digits';
import { createRandom } from '../../writing/random';
import { firstDayMs, type TenantPlan } from '../plan';
import { noteAbout, type Partner } from './partner';

/** Suppliers and how they are paid. */
export function supplierTables(plan: TenantPlan, suppliers: readonly Partner[]): TableRows[] {
  return [supplierTable(plan, suppliers), bankAccounts(plan, suppliers)];
}

function supplierTable(plan: TenantPlan, suppliers: readonly Partner[]): TableRows {
  const random = createRandom(`${plan.name}/suppliers/details`);
  const demo = plan.flavour === 'demo';
  return {
    table: 'suppliers',
    columns: columnNames(`
      id code name country_code address contact_name email phone website vat_number certificates
      rating lead_time_days currency_code notes created_at updated_at`),
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
    columns: columnNames('id supplier_id holder iban bic card_number currency_code is_default'),
    rows: bankAccountRows(plan, suppliers),
  };
}

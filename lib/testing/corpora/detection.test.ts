import { expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { klinik } from './development/klinik';
import { nomina } from './development/nomina';
import { payroll } from './development/payroll';
import { praxis } from './development/praxis';
import { sklep } from './development/sklep';
import { szkola } from './development/szkola';
import { telecom } from './development/telecom';
import { ticketing } from './development/ticketing';
import { universidad } from './development/universidad';
import { verhuur } from './development/verhuur';
import { measure } from './measure';
import { bank, energy, recruiting, telephone } from './seen-bank-telephone-energy-recruiting';
import { charity, helpdesk, landlord, lawyers, taxi } from './seen-charity-landlord-lawyers-taxi-helpdesk';
import { hotel, insurance, parcels, school } from './seen-parcels-hotel-school-insurance';
import { music, rental } from './seen-rental-music';
import { boutique, clinic, staff } from './seen-staff-shop-clinic';
import { platform, register } from './tuning';

/**
 * The goals of detection, on schemas of our own. The rules were written against them, have learnt from them, or were changed
 * by people who saw what was missed in them: they prove nothing, and guard against a step back.
 */

const learnt = [
  ...[register, platform, rental, music, staff, boutique, clinic, parcels, hotel, school, insurance],
  ...[bank, telephone, energy, recruiting, charity, landlord, lawyers, taxi, helpdesk],
];
const development = [ticketing, klinik, szkola, nomina];
const later = [telecom, praxis, sklep, payroll, universidad, verhuur];

const database = useDatabase();

it.each([
  ['learnt from', learnt],
  ['development', development],
])('on the schemas of "%s", direct columns are found', async (name, fixtures) => {
  const { recall, wrong, report } = await measure(database.client, name, fixtures);
  process.stdout.write(report);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(wrong).toBeLessThanOrEqual(0.15);
});

it('on the later schemas of development, direct columns are found and the rest is left open', async () => {
  const { recall, stopped, wrong, report } = await measure(database.client, 'later', later);
  process.stdout.write(report);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(stopped).toBeGreaterThanOrEqual(0.98);
  expect(wrong).toBeLessThanOrEqual(0.15);
});

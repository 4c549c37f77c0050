import type { CultureMix } from '../people/person';
import { days } from '../writing/cells';
import type { Random } from '../writing/random';

/**
 * What distinguishes one tenant from another: its name, its size and where its people come from. Everything else
 * follows from the name, which seeds the random streams.
 */
export type TenantPlan = {
  /** Schema of the tenant in production, and the seed of all its values. */
  name: string;
  company: string;
  mailDomain: string;
  mix: CultureMix;
  /** Roughly how many rows to make, over all tables. */
  targetRows: number;
  /** Demo rows carry no detail that a classifier would have to mask: mails at example.test, no phones, no accounts. */
  flavour: 'production' | 'demo';
};

/** The three tenants of the production database, largest first. */
export const productionTenants: readonly TenantPlan[] = [
  {
    name: 'acme',
    company: 'Acme Cycles',
    mailDomain: 'acme.test',
    mix: 'DE DE DE US US GB FR FR PL PL ES SE TR JP JP CN KR IN GR KZ BR AE',
    targetRows: 300_000,
    flavour: 'production',
  },
  {
    name: 'borealis',
    company: 'Borealis Drönare AB',
    mailDomain: 'borealis.test',
    mix: 'SE SE SE SE PL DE GB KZ IN CN JP',
    targetRows: 30_000,
    flavour: 'production',
  },
  {
    name: 'cascade',
    company: 'Cascade Instruments',
    mailDomain: 'cascade.test',
    mix: 'US US BR ES JP AE GR',
    targetRows: 2_000,
    flavour: 'production',
  },
];

export type Sizes = ReturnType<typeof sizesOf>;

/** How many of each thing make up the target; the rest follows (steps of runs, items of bills). */
export function sizesOf({ targetRows }: TenantPlan) {
  const scale = targetRows / 300_000;
  const of = (count: number, least: number) => Math.max(least, Math.round(count * scale));
  return {
    teams: of(24, 4),
    users: of(400, 12),
    sessions: of(3_000, 6),
    apiKeys: of(25, 4),
    suppliers: of(300, 8),
    customers: of(1_200, 8),
    parts: of(5_000, 50),
    partsMade: of(1_000, 9),
    procedures: of(250, 5),
    workCenters: of(30, 4),
    runs: of(6_000, 30),
    bookings: of(3_000, 12),
    locations: of(160, 8),
    inventory: of(12_000, 60),
    movements: of(18_000, 80),
    orders: of(2_500, 10),
    attachments: of(2_500, 8),
    comments: of(6_000, 20),
    auditEvents: of(30_000, 120),
    webhookEndpoints: of(12, 3),
    webhookDeliveries: of(2_000, 8),
    schedules: of(16, 4),
  };
}

/** The first moment of the data, Monday 2025-01-06, 06:00 UTC, in milliseconds since 1970. */
export const firstDayMs = Date.UTC(2025, 0, 6, 6);

/** How many days the data spans; the last partition but the default ends after them. */
export const spanDays = 530;

/** How far through the data's span a thing of so many stands, as a moment; jitter keeps it from being a ruler. */
export function momentOf(random: Random, index: number, count: number): number {
  const span = days(spanDays - 12);
  return firstDayMs + Math.floor((index / count) * span) + random.int(0, 9 * 3_600_000);
}

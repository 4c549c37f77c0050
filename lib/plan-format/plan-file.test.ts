import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeDecisions } from './decide/merge-decisions';
import { diffPlans } from './diff-plans';
import { PlanFileError, readPlan, writePlan } from './plan-file';
import { planHash } from './plan-hash';
import { planSchema } from './plan-schema';
import type { PlanColumn, ScrubPlan } from './scrub-plan';

const column = (change: Partial<PlanColumn> = {}): PlanColumn => ({
  type: 'text',
  class: 'technical',
  mask: { name: 'keep' },
  ...change,
});
const plan = (columns: Record<string, PlanColumn>, change: Partial<ScrubPlan> = {}): ScrubPlan => ({
  formatVersion: 1,
  source: { fingerprint: 'f', server: 's' },
  schemas: ['app'],
  tables: { 'app.users': { columns } },
  links: [],
  structure: {},
  ...change,
});

describe('a plan as a file', () => {
  const written = plan({
    b: column(),
    a: column({ class: 'direct.mail', mask: { name: 'mail' }, evidence: ['name "quoted" \u2028'] }),
  });

  it('comes back as it went, whatever order a person left the keys in', () => {
    expect(readPlan(writePlan(written))).toEqual(written);
    expect(writePlan(plan({ a: written.tables['app.users']?.columns.a ?? column(), b: column() }))).toBe(
      writePlan(written),
    );
  });

  it('has one line per column, so that a changed mask is one changed line', () => {
    const changed = plan({
      b: column({ mask: { name: 'null' } }),
      a: written.tables['app.users']?.columns.a ?? column(),
    });
    const [before, after] = [writePlan(written).split('\n'), writePlan(changed).split('\n')];
    expect(after.length).toBe(before.length);
    expect(after.filter((line, at) => line !== before[at])).toHaveLength(1);
  });

  it('carries the tenant’s key and each table’s way to it, one line per table', () => {
    const by = [{ columns: ['task'], references: { table: 'app.task', columns: ['id'] } }];
    const tenant = { root: 'app.firm', columns: ['id'], values: ['42'] };
    const scoped = plan({ a: column() }, { tenant });
    Object.assign(scoped.tables['app.users'] ?? {}, { scope: { rows: 'tenant', by } });
    expect(readPlan(writePlan(scoped))).toEqual(scoped);
    const shared = structuredClone(scoped);
    Object.assign(shared.tables['app.users'] ?? {}, { scope: { rows: 'reference', reason: 'all share it' } });
    const [before, after] = [writePlan(scoped).split('\n'), writePlan(shared).split('\n')];
    expect(after.filter((line, at) => line !== before[at])).toHaveLength(1);
    expect(diffPlans(scoped, shared)).toMatchObject([{ place: 'app.users', fields: ['scope'] }]);
    expect(diffPlans(scoped, { ...scoped, tenant: { ...tenant, values: ['43'] } })).toMatchObject([
      { place: 'tenant', fields: ['tenant'] },
    ]);
    const hashes = [scoped, shared, plan({ a: column() }, { tenant }), plan({ a: column() })].map(planHash);
    expect(new Set(hashes).size).toBe(4);
    const zero = { ...scoped, tenant: { ...tenant, values: ['4\0'] } };
    expect(() => readPlan(JSON.stringify(zero))).toThrowError(/tenant › values/);
  });

  it('carries the list of objects that it was made for, one line each, and is read without one', () => {
    const objects = { app: { 'table "users"': 'a1', 'view "open, or "late""': 'b2' } };
    const listed = plan({ a: column() }, { source: { fingerprint: 'f', server: 's', objects } });
    expect(readPlan(writePlan(listed))).toEqual(listed);
    const moved = structuredClone(listed);
    Object.assign(moved.source.objects?.app ?? {}, { 'table "users"': 'c3' });
    const [before, after] = [writePlan(listed).split('\n'), writePlan(moved).split('\n')];
    expect(after.filter((line, at) => line !== before[at])).toHaveLength(1);
    expect(readPlan(writePlan(plan({ a: column() }))).source.objects).toBeUndefined();
  });

  it('is refused with the path of each wrong place and without quoting it', () => {
    const wrong = {
      ...written,
      tables: { 'app.users': { columns: { a: { type: 'text', class: 'direct.shoe', secret: 'hunter2' } } } },
    };
    expect(() => readPlan('{')).toThrowError(PlanFileError);
    expect(() => readPlan(JSON.stringify(wrong))).toThrowError(/tables › app\.users › columns › a/);
    expect(() => readPlan(JSON.stringify(wrong))).not.toThrowError(/hunter2/);
  });

  it('hashes alike in any order, and differently after any change that a person could make', () => {
    expect(planHash(readPlan(writePlan(written)))).toBe(planHash(written));
    const changes: ScrubPlan[] = [
      plan({ ...written.tables['app.users']?.columns, b: column({ reason: 'needed' }) }),
      plan({ ...written.tables['app.users']?.columns, b: column({ type: 'int4' }) }),
      { ...written, links: [['app.users.a', 'app.users.b']] },
      {
        ...written,
        tables: {
          'app.users': {
            ...written.tables['app.users'],
            columns: written.tables['app.users']?.columns ?? {},
            rowFilter: 'true',
          },
        },
      },
    ];
    expect(new Set([written, ...changes].map(planHash)).size).toBe(changes.length + 1);
  });

  it('is described by docs/plan.schema.json', () => {
    expect(JSON.parse(readFileSync('docs/plan.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(planSchema())),
    );
  });
});

describe('merging decisions into a new proposal', () => {
  const decided = plan({
    mail: column({ class: 'direct.mail', mask: { name: 'null' }, reason: 'not needed', decidedBy: 'kim' }),
    age: column({ type: 'int4', decidedBy: 'kim' }),
    note: column(),
  });
  const proposal = plan({
    mail: column({ class: 'direct.mail', mask: { name: 'mail' }, confidence: 0.9 }),
    age: column({ type: 'int8' }),
    note: column({ class: 'direct.free_text', mask: { name: 'free_text' } }),
    fax: column({ class: 'direct.phone', mask: { name: 'phone' } }),
  });
  const merged = mergeDecisions(decided, proposal).tables['app.users']?.columns;

  it('keeps what a person decided, mask, reason and all', () => {
    expect(merged?.mail).toEqual(decided.tables['app.users']?.columns.mail);
  });
  it('takes the new proposal where nobody had decided', () => {
    expect(merged?.note?.mask).toEqual({ name: 'free_text' });
  });
  it('makes a column of a changed type, and one that appeared, unclassified', () => {
    for (const name of ['age', 'fax']) {
      expect(merged?.[name]?.class).toBe('unclassified');
      expect(merged?.[name]?.mask).toBeUndefined();
    }
  });
  it('gives the same when done twice', () => {
    const once = mergeDecisions(decided, proposal);
    expect(mergeDecisions(once, proposal).tables['app.users']?.columns.mail).toEqual(
      once.tables['app.users']?.columns.mail,
    );
  });
});

describe('the difference of two plans', () => {
  const before = plan({ a: column(), b: column(), c: column({ evidence: ['x'], confidence: 0.7 }) });
  const after = plan(
    { a: column({ mask: { name: 'null' } }), c: column({ evidence: ['y'], confidence: 0.8 }), d: column() },
    { links: [['app.users.a', 'app.users.d']] },
  );

  it('names what changed, appeared and went, and is silent on evidence', () => {
    expect(
      diffPlans(before, after).map(({ place, column: name, kind, fields }) => [place, name, kind, fields]),
    ).toEqual([
      ['links', undefined, 'changed', ['links']],
      ['app.users', 'a', 'changed', ['mask']],
      ['app.users', 'b', 'removed', []],
      ['app.users', 'd', 'added', []],
    ]);
  });
  it('names objects of the structure that came, went or changed, and no column twice', () => {
    const made = (fingerprint: string, app: Record<string, string>) => ({
      source: { fingerprint, server: 's', objects: { app } },
    });
    const old = plan(
      { a: column() },
      made('f', { 'column "users.a"': '1', 'view "v"': '1', 'rule "r"': '1', 'table "users"': '1' }),
    );
    const now = plan(
      { a: column(), b: column() },
      made('g', {
        'column "users.a"': '2',
        'column "users.b"': '1',
        'view "v"': '2',
        'enum "e"': '1',
        'table "users"': '2',
        'view "w"': '1',
        'column "w.x"': '1',
      }),
    );
    expect(diffPlans(old, now).map(({ place, column: name, kind }) => [place, name, kind])).toEqual([
      ['column "users.a"', undefined, 'changed'],
      ['enum "e"', undefined, 'added'],
      ['rule "r"', undefined, 'removed'],
      ['table "users"', undefined, 'changed'],
      ['view "v"', undefined, 'changed'],
      ['view "w"', undefined, 'added'],
      ['app.users', 'b', 'added'],
    ]);
  });
  it('of a plan with itself is empty', () => {
    expect(diffPlans(after, after)).toEqual([]);
  });
});

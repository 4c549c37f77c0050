import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { planFor } from '../plan.fixture';
import { tenantDecisions, tenantSchema, tenantSql } from '../tenant.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();

async function tenant(people = 600) {
  const source = await database();
  await query(source, tenantSql(people));
  return {
    source,
    target: await database(),
    plan: await planFor(source.url, [tenantSchema], tenantDecisions),
  };
}

describe('what copies have been seen to get wrong, and this one must not', () => {
  it('a unique column and the column that refers to it are masked alike, blank rows and later ones too', async () => {
    const { source, target, plan } = await tenant();
    await copy(plan, source, target);
    const [found] = await query(
      target,
      `SELECT (SELECT count(*)::int FROM tenant.login) AS logins,
              (SELECT count(*)::int FROM tenant.login l JOIN tenant.person p ON p.mail = l.who) AS joined,
              (SELECT count(*)::int FROM tenant.person p WHERE p::text ~ 'firma|Nachname|called user') AS raw,
              (SELECT count(*)::int FROM tenant.login l WHERE l::text ~ 'firma') AS referring,
              (SELECT count(*)::int FROM tenant.person WHERE note = '') AS blank,
              (SELECT count(*)::int FROM tenant.person WHERE initials = left(name, 1)) AS generated`,
    );
    expect(found).toEqual({ logins: 200, joined: 200, raw: 0, referring: 0, blank: 120, generated: 600 });
  });

  it('two copies of one source have no pseudonym in common', async () => {
    const { source, target, plan } = await tenant();
    const other = await database();
    await copy(plan, source, target);
    await copy(plan, source, other);
    const mails = async (from: typeof target) =>
      (
        await query<{ v: string }>(
          from,
          'SELECT mail AS v FROM tenant.person UNION SELECT token FROM tenant.person',
        )
      ).map((row) => row.v);
    const [first, second] = [new Set(await mails(target)), await mails(other)];
    expect(first.size).toBe(1_200);
    expect(second.filter((value) => first.has(value))).toEqual([]);
  });

  it('sequences, views with contents, and triggers that would fire on load are as in the source', async () => {
    const { source, target, plan } = await tenant();
    const report = await copy(plan, source, target);
    const state = `SELECT (SELECT n::int FROM tenant.touched) AS fired, (SELECT sum(cents)::int FROM tenant.spent) AS spent,
        (SELECT array[last_value::text, is_called::text] FROM tenant.transfer_id_seq) AS serial,
        (SELECT array[last_value::text, is_called::text] FROM tenant.person_id_seq) AS identity,
        (SELECT reltuples::int FROM pg_class WHERE oid = 'tenant.transfer'::regclass) AS analysed`;
    await query(source, 'ANALYZE tenant.transfer');
    expect(await query(target, state)).toEqual(await query(source, state));
    expect(report.sequences).toBe(2);
    await query(target, 'INSERT INTO tenant.transfer (person, cents) VALUES (1, 5)');
    expect(await query(target, 'SELECT n::int FROM tenant.touched')).toEqual([{ n: 1 }]);
  });

  it('tables are of one moment: transfers that balance in every moment balance in the copy', async () => {
    const { source, target, plan } = await tenant(3_000);
    const writer = new Client(source.url);
    await writer.connect();
    let writes = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await writer.query(
          `WITH moved AS (UPDATE tenant.transfer SET cents = cents + 7 WHERE id = ${1 + (writes % 3_000)} RETURNING 1)
           UPDATE tenant.touched SET n = n - 7 FROM moved`,
        );
        writes += 1;
      }
    })();
    await copy(plan, source, target).finally(() => {
      isOver = true;
    });
    await writing;
    await writer.end();
    const balance =
      'SELECT (SELECT sum(cents)::int FROM tenant.transfer) + (SELECT n::int FROM tenant.touched) AS sum';
    expect(await query(target, balance)).toEqual([{ sum: 0 }]);
    // That the source went on while it was copied is what makes the line above worth anything.
    const [copied] = await query<{ n: number }>(target, 'SELECT n::int FROM tenant.touched');
    expect(copied?.n).toBeLessThan(0);
    expect(copied?.n).toBeGreaterThan(-7 * writes);
  });

  it.each([
    ['a default', `ALTER TABLE tenant.person ALTER note SET DEFAULT 'hans.meier@firma.de'`],
    ['a condition', `ALTER TABLE tenant.person ADD CHECK (mail <> 'hans.meier@firma.de')`],
    ['an index', `CREATE INDEX few ON tenant.person (id) WHERE mail <> 'hans.meier@firma.de'`],
    ['a view', `CREATE VIEW tenant.chief AS SELECT * FROM tenant.person WHERE mail = 'hans.meier@firma.de'`],
    ['an enum', `CREATE TYPE tenant.who AS ENUM ('hans.meier@firma.de')`],
    ['a default in prose', `ALTER TABLE tenant.person ALTER note SET DEFAULT 'ask the clerk upstairs'`],
    ['a name alone', `ALTER TABLE tenant.person ADD CHECK (name <> 'Hans')`],
    ['a label in prose', `CREATE TYPE tenant.who AS ENUM ('given to the clerk')`],
  ])('personal data in %s stops the copy before anything is written', async (_where, change) => {
    const { source, target, plan } = await tenant(10);
    await query(source, change);
    await expect(copy(plan, source, target)).rejects.toMatchObject({
      name: 'PlanRefused',
      refusals: [{ code: 'structure_open' }],
    });
    expect(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tenant'`)).toEqual([]);
  });

  it('old rows that break today’s constraint are kept and reported, and it stays unchecked', async () => {
    const { source, target, plan } = await tenant(10);
    await query(source, 'ALTER TABLE tenant.touched ADD CONSTRAINT positive CHECK (n > 5) NOT VALID');
    const report = await copy(plan, source, target);
    expect(report.unvalidated).toEqual(['tenant.touched: positive']);
  });

  it('a row that a constraint would refuse once it is masked refuses the plan, by the constraint’s name and no value', async () => {
    const { source, target, plan } = await tenant(10);
    const dates = plan.tables['tenant.person']?.columns.born;
    await query(
      source,
      `ALTER TABLE tenant.person ADD CONSTRAINT grown CHECK (born = '1950-01-01'::date + id::int % 18000)`,
    );
    expect(dates?.mask).toMatchObject({ name: 'date_shift' });
    const failure = await copy(plan, source, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      refusals: [{ code: 'check_broken', constraint: 'grown', column: 'born' }],
    });
    expect(String(failure)).not.toMatch(/@|19\d\d-/);
  });
});

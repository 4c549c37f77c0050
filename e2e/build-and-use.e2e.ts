import { execFileSync } from 'node:child_process';
import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, expectReady, fileAndBuild, fillRequest, sendRequest } from './harness/filing';
import { walk } from './harness/tour';

test('a customer asks for a seeded sandbox, uses it by its key, destroys it, and the audit tells of it all', async ({
  browser,
}) => {
  walk('`npm start`, and open <http://localhost:3000>.');
  walk('Sign in as **Amara**, a customer: her company Acme Robotics may have as many sandboxes as it likes.');
  const page = await signIn(browser, people.acme);
  walk(
    '**New request**: name an integration, say why, name one person, choose **Seeded** with the set *Onboarding*, tick *Modules*, *Branding* and *Feature flags*, give the sandbox a name.',
  );
  await page.goto('/requests/new');
  await expectAccessible(page);
  await picture(page, 'new-request');
  walk('The subscription allows it, so nobody has to agree: watch the steps of its build for some seconds.');
  const ms = await fileAndBuild(page, {
    integration: 'ERP sync',
    slug: 'erp-sync',
    shape: 'Seeded',
    seedSet: /^Onboarding/,
    configuration: ['Modules', 'Branding', 'Feature flags'],
  });
  process.stdout.write(`seeded sandbox ready ${Math.round(ms)} ms after filing\n`);
  await expectAccessible(page);
  await picture(page, 'sandbox-ready');

  walk("On the sandbox's page, **create a key**.");
  const access = await createKey(page, 'ERP, staging');
  walk('It is shown once, with a first call beside it; paste that call into a terminal.');
  const me = await call(access, '/me');
  expect(me.status).toBe(200);
  expect(JSON.stringify(await me.json())).toContain('erp-sync');
  walk('Then call `…/api/v1/records/parts`.');
  const parts = await (await call(access, '/records/parts')).json();
  expect(JSON.stringify(parts)).toMatch(/"id"/);
  await page.reload();
  await expect(page.getByText(access.key)).toHaveCount(0);

  walk('Try the key with `_live_` in place of `_test_`: the answer says what is wrong.');
  const wrong = { ...access, key: access.key.replace('_test_', '_live_') };
  const refused = await call(wrong, '/me');
  expect(refused.status).toBe(401);
  expect(await refused.text()).toContain('wrong_environment');
  expect((await fetch(`${access.baseUrl}/me`)).status).toBe(401);

  walk('As Amara, **destroy** the sandbox: its keys open nothing, and for seven days it can be restored.');
  await follow(page, 'Destroy');
  await expectAccessible(page);
  await picture(page, 'destroy');
  await page
    .getByLabel(/Type erp-sync to confirm/)
    .first()
    .fill('erp');
  await page.getByRole('button', { name: 'Destroy', exact: true }).click();
  await expect(page.getByLabel(/Type erp-sync to confirm/).first()).toHaveAttribute('aria-invalid', 'true');
  await page
    .getByLabel(/Type erp-sync to confirm/)
    .first()
    .fill('erp-sync');
  await page.getByRole('button', { name: 'Destroy', exact: true }).click();
  await expect(page.getByText('It is retired', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-retired');
  const closed = await call(access, '/me');
  expect([closed.status, await closed.text()]).toEqual([403, expect.stringContaining('sandbox_suspended')]);

  walk('**Restore** it: the same key answers again.');
  const restore = page.getByRole('button', { name: /^Restore/ });
  await expect(restore).not.toHaveAttribute('aria-disabled', 'true', { timeout: 120_000 });
  await restore.click();
  await expect(page.getByText('It is retired', { exact: true })).toHaveCount(0, { timeout: 120_000 });
  expect((await call(access, '/me')).status).toBe(200);

  walk('Destroy it again, **at once** this time: its database, role and keys are gone.');
  await follow(page, 'Destroy');
  await page.getByText('Destroy it at once instead').click();
  await page
    .getByLabel(/Type erp-sync to confirm/)
    .last()
    .fill('erp-sync');
  await page.getByRole('button', { name: 'Destroy for good, at once' }).click();
  await expect(page.getByText('Destroyed', { exact: true }).first()).toBeVisible({ timeout: 300_000 });
  expect((await call(access, '/me')).status).toBe(404);

  const house = await signIn(browser, people.compliance);
  // Others act meanwhile, and a page of the audit holds the latest events alone.
  await house.goto(`/audit?${new URLSearchParams({ person: people.acme })}`);
  await expectAccessible(house);
  await picture(house, 'audit');
  await expect(house.getByText(people.acme).first()).toBeVisible();
  for (const event of ['request.submitted', 'api_key.created', 'sandbox.destroy_requested'])
    await expect(house.getByText(event).first()).toBeVisible();
});

test('a blank sandbox holds the structure and no rows, and its records can be written', async ({
  browser,
}) => {
  const page = await signIn(browser, people.acmeColleague);
  const ms = await fileAndBuild(page, { integration: 'Blank slate', slug: 'blank-slate', shape: 'Blank' });
  process.stdout.write(`blank sandbox ready ${Math.round(ms)} ms after filing\n`);
  const access = await createKey(page, 'Tests');
  const suppliers = await call(access, '/records/suppliers');
  expect(suppliers.status).toBe(200);
  const unknown = await call(access, '/records/nothing');
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('content-type')).toContain('application/problem+json');
});

test('whoever looks sees the build go on, step by step, without reloading', async ({ browser }) => {
  const [page, colleague] = await Promise.all([
    signIn(browser, people.acme),
    signIn(browser, people.acmeColleague),
  ]);
  await fillRequest(page, { integration: 'Watched', slug: 'watched', shape: 'Seeded', seedSet: /^Volume/ });
  await sendRequest(page);
  await expect(page).toHaveURL(/\/s\/watched/);
  await colleague.goto('/s/watched');
  for (const each of [page, colleague]) await expectReady(each);
  await picture(page, 'sandbox-volume');
});

test('the command line proves the audit chain of what the journeys did', () => {
  walk(
    'As **Layla** (compliance), read the **audit**; then in a terminal `npm run sandgate -- verify-audit`.',
  );
  const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR };
  const args = ['--import', 'tsx', 'bin/sandgate.ts', 'verify-audit'];
  const output = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  expect(output).toMatch(/The audit chain holds: \d+ events\./);
});

import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, fileAndBuild } from './harness/filing';

/** What of a living sandbox changes without another copy: who gets in, and what it is called. */

test('a customer adds somebody, a colleague of theirs is seen, and somebody is removed', async ({
  browser,
}) => {
  const page = await signIn(browser, people.acmeColleague);
  await fileAndBuild(page, { integration: 'Shift planning', slug: 'shift-plan', shape: 'Seeded' });
  const panel = page.getByRole('region', { name: 'Who gets in' });
  await expect(panel).toContainText('developer@example.test');
  await panel.getByText('Add somebody').click();
  await panel.getByLabel('Mail address', { exact: false }).fill('not an address');
  await panel.getByLabel('What they do there').fill('Tests the planning');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByText(/Write a mail address such as/)).toBeVisible();
  await panel.getByLabel('Mail address', { exact: false }).fill('Tester@Example.test');
  await expectAccessible(page);
  await picture(page, 'people-add');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByText('tester@example.test')).toBeVisible();
  await expect(panel).toContainText(`Named by ${people.acmeColleague}`);

  await panel.getByText('Add somebody').click();
  await panel.getByLabel('Who', { exact: true }).selectOption({ label: 'A service account' });
  await panel.getByLabel('Mail address', { exact: false }).fill('Nightly import');
  await panel.getByLabel('What they do there').fill('Writes shifts back');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByText('Nightly import')).toBeVisible();
  await picture(page, 'people-of-a-sandbox');

  await panel.getByRole('button', { name: 'Remove developer@example.test' }).click();
  const question = page.getByRole('dialog', { name: 'Remove developer@example.test?' });
  await expectAccessible(page);
  await picture(page, 'people-remove');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(panel.getByText('developer@example.test')).toHaveCount(0);
});

test('a sandbox is renamed: pages are found under its former name, programs are told the next one, and nobody else gets it', async ({
  browser,
}) => {
  const page = await signIn(browser, people.acmeColleague);
  await page.goto('/s/shift-plan');
  const access = await createKey(page, 'Planner');
  await follow(page, 'Rename');
  await page.getByLabel('Its next name').fill('Shift Plan');
  await page.getByLabel('Type shift-plan to confirm').fill('shift-plan');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByText(/Use lower-case letters/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'rename');
  await page.getByLabel('Its next name').fill('shift-planning');
  await page.getByLabel('Type shift-plan to confirm').fill('shift-plan');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page).toHaveURL(/\/s\/shift-planning$/);

  const told = await call(access, '/me');
  expect(told.status).toBe(410);
  const { baseUrl } = await told.json();
  expect(baseUrl).toMatch(/\/s\/shift-planning\/api\/v1$/);
  expect((await call({ ...access, baseUrl }, '/me')).status).toBe(200);

  for (const path of [
    '?keysAfter=x',
    '/destroy',
    '/rename?from=mail',
    '/certificate',
    '/certificate/file?copy=a',
  ]) {
    const moved = await page.request.get(`/s/shift-plan${path}`, { maxRedirects: 0 });
    expect(moved.status(), path).toBe(308);
    expect(moved.headers().location, path).toMatch(
      new RegExp(`/s/shift-planning${path.replace('?', '\\?')}$`),
    );
  }
  await page.goto('/s/shift-plan');
  await expect(page).toHaveURL(/\/s\/shift-planning$/);

  const neighbour = await signIn(browser, people.borealis);
  expect((await neighbour.request.get('/s/shift-plan', { maxRedirects: 0 })).status()).toBe(404);
  const free = await neighbour.request.get('/requests/check-slug?slug=shift-plan');
  expect(await free.json()).toMatchObject({ isFree: false });
});

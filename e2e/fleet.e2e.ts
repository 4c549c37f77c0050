import { expect, expectAccessible, people, picture, signInByPage, test } from './harness/desk';

/** Support looks after all sandboxes: finds them, chooses columns, and extends many at once after a preview. */

test('support finds sandboxes, chooses columns by the address, and extends those that were ticked', async ({
  browser,
}) => {
  const page = await signInByPage(browser, people.support);
  await page.goto('/fleet');
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'fleet');
  await page.getByText('Columns', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Product' }).check();
  await page.getByRole('checkbox', { name: 'Failures' }).uncheck();
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/columns=/);
  await expect(page.getByRole('columnheader', { name: 'Product' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Failures' })).toHaveCount(0);
  await page.goto('/fleet?state=ready&shape=seeded');
  await page
    .getByRole('checkbox', { name: /^Choose / })
    .first()
    .check();
  await page.getByRole('button', { name: 'Act on those chosen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Act on many sandboxes' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'fleet-bulk');
  await page.getByLabel('Reason').fill('The fair was moved.');
  await page.getByRole('button', { name: 'Extend 1' }).click();
  await expect(page.getByRole('status')).toContainText('Done to 1, left out 0, failed 0');
});

test('a place in the fleet that cannot be read is refused above the first page', async ({ browser }) => {
  const page = await signInByPage(browser, people.support);
  await page.goto('/fleet?cursor=nonsense');
  await expect(page.getByRole('alert')).toContainText('Go to its first page');
  await page.goto('/fleet?page=2');
  await expect(page.getByRole('table', { name: 'All sandboxes' })).toBeVisible();
});

test('customers have no fleet', async ({ browser }) => {
  const page = await signInByPage(browser, people.acme);
  expect((await page.goto('/fleet'))?.status()).toBe(404);
  expect((await page.goto('/fleet/csv'))?.status()).toBe(403);
});

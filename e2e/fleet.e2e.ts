import { expect, expectAccessible, people, picture, signInByPage, test } from './harness/desk';

/** Support looks after all sandboxes: finds them, chooses columns, and takes a file. */

test('support finds sandboxes, chooses columns by the address, and takes a file of them', async ({
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
  await page.reload();
  await page.getByText('Columns', { exact: true }).click();
  await expect(page.getByRole('checkbox', { name: 'Product' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Failures' })).not.toBeChecked();
  const file = await page.request.get('/fleet/csv');
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('Sandbox,State,Data,Customer');
});

test('a place in the fleet that cannot be read is refused above the first page', async ({ browser }) => {
  const page = await signInByPage(browser, people.support);
  await page.goto('/fleet?cursor=nonsense');
  await expect(page.getByRole('alert').filter({ hasText: 'Go to its first page' })).toBeVisible();
  await page.goto('/fleet?page=2');
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible();
});

test('customers have no fleet', async ({ browser }) => {
  const page = await signInByPage(browser, people.acme);
  expect((await page.goto('/fleet'))?.status()).toBe(404);
  expect((await page.goto('/fleet/csv'))?.status()).toBe(403);
});

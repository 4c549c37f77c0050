import { expect, expectAccessible, people, picture, signIn, signInByPage, test } from './harness/desk';
import { fileAndBuild } from './harness/filing';

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

test('a view of the fleet is kept under a name, opened again, and removed', async ({ browser }) => {
  const page = await signInByPage(browser, people.support);
  await page.goto('/fleet?state=suspended&sort=used');
  await page.getByText('Keep this view', { exact: true }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Name the view.').first()).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Asleep');
  await page.getByRole('button', { name: 'Keep it' }).click();
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Asleep' });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await picture(page, 'fleet-view');
  await page.goto('/fleet');
  await tab.click();
  await expect(page).toHaveURL(/sort=used/);
  await page.getByText('View “Asleep”').click();
  await page.getByRole('button', { name: 'Remove this view' }).click();
  await expect(tab).toHaveCount(0);
});

test('support extends what was looked at, writes to its people, and sends nothing that moved since', async ({
  browser,
}) => {
  const customer = await signIn(browser, people.delta);
  await fileAndBuild(customer, { integration: 'In the fleet', slug: 'in-the-fleet', days: 20 });
  const page = await signInByPage(browser, people.support);
  const other = await signIn(browser, people.secondSupport);
  for (const each of [page, other]) {
    await each.goto('/fleet?text=in-the-fleet');
    await each.getByRole('checkbox', { name: 'Choose in-the-fleet' }).check();
    await each.getByRole('button', { name: 'Act on those chosen' }).click();
    await expect(each.getByRole('row').filter({ hasText: 'in-the-fleet' })).toContainText('Asked to end on');
    await each.getByLabel('Reason').fill('The fair was moved.');
  }
  await expectAccessible(page);
  await picture(page, 'fleet-bulk-extend');
  await page.getByRole('button', { name: 'Extend 1' }).click();
  await expect(page.getByText('Done to 1, left out 0, failed 0')).toBeVisible();
  await other.getByRole('button', { name: 'Extend 1' }).click();
  await expect(other.getByText('The fleet has moved since')).toBeVisible();
  await expect(other.getByLabel('Reason')).toHaveValue('The fair was moved.');
  await page.goto('/fleet?text=in-the-fleet');
  await expect(page.getByRole('row').filter({ hasText: 'in-the-fleet' })).toContainText('in 34 days');
  await page.getByRole('link', { name: 'Act on all that match' }).click();
  await page.getByRole('link', { name: 'Tell their people' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'in-the-fleet' })).toContainText('1 person reads it.');
  await page.getByLabel('Message').fill('The cluster moves on Sunday.');
  await picture(page, 'fleet-bulk-tell');
  await page.getByRole('button', { name: 'Tell the people of 1' }).click();
  await expect(page.getByText('Done to 1, left out 0, failed 0')).toBeVisible();
  await customer.goto('/notices');
  await expect(
    customer.getByRole('listitem').filter({ hasText: 'About sandbox in-the-fleet' }),
  ).toContainText('The cluster moves on Sunday.');
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

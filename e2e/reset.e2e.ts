import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, expectReady, fileAndBuild } from './harness/filing';
import { walk } from './harness/tour';

/** A sandbox that somebody tried things out in goes back to what was delivered, and forward again. */
test('a customer resets a sandbox under the same key, undoes it, and clones it as it is now', async ({
  browser,
}) => {
  const slug = 'start-again';
  const customer = await signIn(browser, people.acme);
  await fileAndBuild(customer, { integration: 'Tries things out', slug, shape: 'Blank' });
  const access = await createKey(customer, 'Nightly tests');
  const locations = async () => (await call(access, '/records/locations?limit=100')).text();
  const delivered = await locations();
  const body = { code: 'TRIED-1', name: 'Written by the integration' };
  expect((await call(access, '/records/locations', { method: 'POST', body })).status).toBe(201);
  const present = await locations();

  walk(
    'Write a row by that API, then **reset** the sandbox: its page says before what goes out of use, and how long it takes.',
  );
  await customer.getByRole('link', { name: 'Reset' }).click();
  await expect(customer).toHaveURL(/\/reset$/);
  const happens = customer.getByRole('region', { name: 'What happens' });
  // The server tells its counters some seconds late.
  await expect(async () => {
    await customer.reload();
    await expect(happens.getByText(/^One row change was made/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(happens.getByText(/used in the last 24 hours: Nightly tests/)).toBeVisible();
  await expect(happens.getByText(/^About .* s\./)).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'reset-ask');
  await customer.getByLabel(/Type .* to confirm/).fill(slug);
  await customer.getByRole('button', { name: 'Reset to the baseline' }).click();
  await expect(customer).toHaveURL(new RegExp(`/s/${slug}$`));
  await expectReady(customer);
  const kept = customer.getByRole('region', { name: 'The copy from before the reset is kept' });
  await expect(kept).toBeVisible({ timeout: 300_000 });
  expect(await locations()).toBe(delivered);
  await expectAccessible(customer);

  walk('**Undo the reset**, and the row is back.');
  await expect(kept.getByLabel(/Type .* to confirm/)).toBeAttached();
  await kept.getByText('Undo the reset', { exact: true }).click();
  await picture(customer, 'reset-done');
  await kept.getByLabel(/Type .* to confirm/).fill(slug);
  await kept.getByRole('button', { name: 'Go back to the copy from before the reset' }).click();
  await expect.poll(locations, { timeout: 60_000 }).toBe(present);
  await expect(customer.getByRole('region', { name: 'The former copy is kept' })).toBeVisible();

  walk('**Clone** the sandbox as it is now: the second one has the row too, and a key of its own.');
  await follow(customer, 'Clone');
  await expect(customer).toHaveURL(/\/clone$/);
  await expect(customer.getByText(`No later than ${slug}, on`, { exact: false })).toBeVisible();
  await customer.getByRole('radio', { name: /^As it is now/ }).check();
  await expect(customer.getByText(/used in the last 24 hours: Nightly tests/)).toBeVisible();
  await customer.getByLabel('Its name').fill('Second Try');
  await customer.getByLabel('Reason').fill('Keeps the state before the next release.');
  await customer.getByRole('button', { name: 'Clone it' }).click();
  await expect(customer.getByText(/Use lower-case letters/)).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'clone-ask');
  await customer.getByLabel('Its name').fill('second-try');
  await customer.getByRole('button', { name: 'Clone it' }).click();
  await expect(customer).toHaveURL(/\/s\/second-try$/);
  await expectReady(customer);
  const own = await createKey(customer, 'Next release');
  expect(await (await call(own, '/records/locations?limit=100')).text()).toBe(present);
  expect((await call({ ...own, key: access.key }, '/records/locations')).status).toBe(401);
  expect(await locations()).toBe(present);
  const lineage = customer.getByRole('region', { name: 'Clones' });
  await expect(lineage.getByText(/^As it was then, /)).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'clone-made');
  await lineage.getByRole('link', { name: slug }).click();
  await expect(lineage.getByRole('link', { name: 'second-try' })).toBeVisible();
});

import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, fileAndBuild } from './harness/filing';

test('a customer suspends a sandbox and resumes it, and its key answers accordingly', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await fileAndBuild(page, { integration: 'On holiday', slug: 'on-holiday' });
  const access = await createKey(page, 'CI');
  expect((await call(access, '/me')).status).toBe(200);
  await follow(page, 'Suspend');
  await expect(page.getByText(/One key is in force/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'suspend');
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByLabel('Reason').first()).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Reason').first().fill('Nobody is here in August.');
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByText('It is suspended')).toBeVisible();
  await expect(page.getByText('Nobody is here in August.')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-suspended');
  const refused = await call(access, '/me');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'sandbox_suspended', state: 'suspended' });
  const resume = page.getByRole('button', { name: 'Resume' });
  await expect(resume).not.toHaveAttribute('aria-disabled', 'true', { timeout: 120_000 });
  await resume.click();
  await expect(page.getByText('It is suspended')).toHaveCount(0, { timeout: 120_000 });
  expect((await call(access, '/me')).status).toBe(200);
});

test('a customer extends a sandbox up to the subscription, and support beyond it with a reason', async ({
  browser,
}) => {
  const page = await signIn(browser, people.delta);
  await fileAndBuild(page, { integration: 'Takes longer', slug: 'takes-longer', days: 3 });
  await follow(page, 'End');
  await expect(page.getByText(/asked for 3 days/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-end');
  await page.getByLabel('Days to add').fill('4');
  await page.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('in 7 days')).toBeVisible();
  await page.getByLabel('Days to add').fill('360');
  await page.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText(/Ask support for more/).first()).toBeVisible();
  await expect(page.getByLabel('Days to add')).toHaveAttribute('aria-invalid', 'true');

  const house = await signIn(browser, people.support);
  await house.goto('/s/takes-longer/end');
  await house.getByLabel('Days to add').fill('200');
  await house.getByRole('button', { name: 'Extend' }).click();
  await expect(house.getByText('Say why it goes beyond')).toBeVisible();
  await house.getByLabel('Reason').first().fill('Their audit takes longer.');
  await house.getByRole('button', { name: 'Extend' }).click();
  await expect(house.getByText('Their audit takes longer.').first()).toBeVisible();
  await house.getByLabel('For how many days').fill('30');
  await house.getByLabel('Reason').last().fill('They present it in May.');
  await house.getByRole('button', { name: 'Protect', exact: true }).click();
  await expect(house.getByText(/They present it in May/).first()).toBeVisible();
  await picture(house, 'sandbox-end-protected');
  await house.goto('/s/takes-longer/suspend');
  await house.getByLabel('Reason').last().fill('Something in it calls out.');
  await house.getByRole('button', { name: 'Quarantine', exact: true }).click();
  await expect(house.getByText('It is quarantined', { exact: true })).toBeVisible();
  await picture(house, 'sandbox-quarantined');
  await page.goto('/s/takes-longer');
  await expect(page.getByText('It is quarantined', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);

  await follow(page, 'History');
  const told = (name: string, what: string) =>
    expect(
      page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: what }).first(),
    ).toBeVisible();
  await told(people.support, 'quarantined it');
  await told(people.support, 'protected it until');
  await told(people.delta, 'extended it to');
  await told('The desk', 'its smoke test passed');
  await told(people.delta, 'asked for it');
  await expect(page.getByText('Something in it calls out.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'In the audit' })).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, 'history');
  await house.goto('/s/takes-longer/history');
  await house.getByRole('link', { name: 'In the audit' }).click();
  await expect(house.getByText('sandbox.quarantined')).toBeVisible();
});

test('the further ways of a sandbox open and close by keyboard alone', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await fileAndBuild(page, { integration: 'No mouse', slug: 'no-mouse' });
  await page.reload();
  const more = page.getByRole('button', { name: 'More', exact: true });
  await expect(page.getByRole('link', { name: 'Destroy' })).toBeHidden();
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Destroy' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-more');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Destroy' })).toBeHidden();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  for (const way of ['Clone', 'End', 'Activity', 'History']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: way, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/s\/no-mouse\/history$/);
  await expect(page.getByRole('heading', { name: 'History of no-mouse' })).toBeVisible();
});

import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { fillRequest, sendRequest } from './harness/filing';

/** What an administrator switches for everybody. Nothing else runs beside it; alone it runs with `--no-deps`. */
test('an administrator stops new requests with a sentence, and nothing that was typed is lost', async ({
  browser,
}) => {
  const [admin, customer] = await Promise.all([signIn(browser, people.admin), signIn(browser, people.acme)]);
  const sentence = 'The cluster moves tonight; file again tomorrow.';
  await fillRequest(customer, { integration: 'Typed before the stop', slug: 'typed-before' });
  await admin.goto('/settings');
  await admin.getByLabel('Why, and until when').fill('later');
  await admin.getByRole('button', { name: 'Stop new requests' }).click();
  await expect(admin.getByText(/Say why in at least 10 characters/)).toBeVisible();
  await expectAccessible(admin);
  await picture(admin, 'settings');
  await admin.getByLabel('Why, and until when').fill(sentence);
  await admin.getByRole('button', { name: 'Stop new requests' }).click();
  await expect(admin.getByRole('region', { name: 'New requests are stopped' })).toContainText(sentence);
  await expectAccessible(admin);
  await picture(admin, 'settings-stopped');

  await sendRequest(customer);
  await expect(customer.getByText(`New requests are stopped for now: ${sentence}`)).toBeVisible();
  await expect(customer.getByLabel('Which integration are you building?')).toHaveValue(
    'Typed before the stop',
  );
  await customer.goto('/requests/new');
  await expect(customer.getByText(`New requests are stopped for now: ${sentence}`)).toBeVisible();
  await expect(customer.getByLabel('Which integration are you building?')).toHaveValue(
    'Typed before the stop',
  );
  await expectAccessible(customer);
  await picture(customer, 'filing-stopped');

  await admin.getByRole('button', { name: 'Allow them again' }).click();
  await expect(admin.getByRole('region', { name: 'New requests', exact: true })).toBeVisible();
  await customer.reload();
  await expect(customer.getByText(/New requests are stopped/)).toHaveCount(0);
  await sendRequest(customer);
  await expect(customer).toHaveURL(/\/s\/typed-before/);
});

test('an administrator changes a subscription after a look at what it would mean', async ({ browser }) => {
  const page = await signIn(browser, people.admin);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'How many sandboxes customers may have without approval' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'subscriptions');
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByLabel('Longest stay without approval, days').fill('1');
  await page.getByRole('button', { name: 'Show what it would mean' }).click();
  await expect(page.getByText(/The longest stay is at least the usual one of/)).toBeVisible();
  await expect(page.getByLabel('Longest stay without approval, days')).toHaveValue('1');
  await page.getByLabel('Longest stay without approval, days').fill('61');
  await page.getByRole('button', { name: 'Show what it would mean' }).click();
  await expect(page.getByText(/from their next request on/)).toBeVisible();
  await page.getByRole('button', { name: 'Save these values' }).click();
  await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await picture(page, 'subscription-impact');
  await page.getByLabel('Reason').fill('As the new contract says.');
  await page.getByRole('button', { name: 'Save these values' }).click();
  await expect(page.getByText(/Now: .* for 61 at most without approval/)).toBeVisible();
  const support = await signIn(browser, people.support);
  await support.goto('/settings/subscriptions');
  await expect(support.getByRole('row', { name: /Team/ })).toContainText('61');
});

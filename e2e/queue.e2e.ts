import type { Page } from '@playwright/test';
import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { expectReady, fileAndBuild, fileForReview } from './harness/filing';
import { walk } from './harness/tour';

/** One sandbox fits into the plan of this customer; everything after it waits for support. */
test.beforeAll(async ({ browser }) => {
  walk('Sign out, and sign in as **Björk**: the subscription of Borealis allows one sandbox.');
  const page = await signIn(browser, people.borealis);
  await page.goto('/sandboxes');
  await expect(page.getByRole('heading', { name: 'Sandboxes' })).toBeVisible();
  // After a test that failed the others go on in a new process, which comes by here again.
  if ((await page.getByText('inside-the-plan').count()) > 0) return;
  await fileAndBuild(page, { integration: 'Inside the plan', slug: 'inside-the-plan' });
  await page.context().close();
});

async function decideOn(page: Page, summary: string, fill: (page: Page) => Promise<void>): Promise<void> {
  const heading = page.getByText(summary, { exact: true }).first();
  const open = page.locator('details[open]').filter({ hasText: summary });
  if ((await open.count()) === 0) await heading.click();
  await fill(page);
}

test('support asks, the customer answers, support approves, and the sandbox is built', async ({
  browser,
}) => {
  const customer = await signIn(browser, people.borealis);
  walk('File two requests: the first is built, the second waits.');
  const path = await fileForReview(customer, { integration: 'Second one', slug: 'second-one' });
  await expect(customer.getByText('Waiting for support').first()).toBeVisible();
  const facts = customer.getByRole('region', { name: 'Facts' });
  await expect(facts.getByText(/^\d+ of \d+, by how long they have waited\.$/)).toBeVisible();
  await expect(
    facts.getByText(/^Fewer than ten requests of this kind \(blank\) were decided here/),
  ).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'request-waiting');

  const support = await signIn(browser, people.secondSupport);
  await support.goto('/queue');
  await expect(support.getByRole('link', { name: /Second one/ })).toBeVisible();
  await expectAccessible(support);
  await picture(support, 'queue');
  await support.goto(path);
  await support.getByRole('button', { name: 'Take it' }).click();
  await expect(support.getByRole('button', { name: 'Put it back' })).toBeVisible();
  walk('Ask something, answer it as Björk, and approve the request with changes.');
  await decideOn(support, 'Ask the customer', async (page) => {
    await page.getByLabel('Your question').fill('Which of your plants is this for?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
  });
  await expect(support.getByText('Waiting for the customer').first()).toBeVisible();
  await picture(support, 'request-asked');

  await customer.reload();
  await customer.getByLabel('Your answer').fill('The one in Akureyri.');
  await customer.getByRole('button', { name: 'Answer' }).click();
  await expect(customer.getByText('Waiting for support').first()).toBeVisible();

  await support.reload();
  await expect(support.getByText('The one in Akureyri.')).toBeVisible();
  await decideOn(support, 'Approve with changes', async (page) => {
    await page.getByLabel('Days').fill('21');
    await page.getByLabel('Why it differs from what they asked for').fill('Three weeks are enough.');
    await page.getByRole('button', { name: 'Approve with these changes' }).click();
  });
  await expect(support.getByText('Approved', { exact: true }).first()).toBeVisible();

  await customer.goto('/s/second-one');
  await expectReady(customer);
});

test('approved with changes, the customer reads what was changed and why', async ({ browser }) => {
  const customer = await signIn(browser, people.borealis);
  const path = await fileForReview(customer, { integration: 'Too long', slug: 'too-long', days: 60 });
  const support = await signIn(browser, people.support);
  await support.goto(path);
  await decideOn(support, 'Approve with changes', async (page) => {
    await page.getByLabel('Days').fill('14');
    await page.getByLabel('Why it differs from what they asked for').fill('Two weeks are usual.');
    await page.getByRole('button', { name: 'Approve with these changes' }).click();
  });
  await expect(support.getByText('Approved', { exact: true }).first()).toBeVisible();
  await customer.goto(path);
  await expect(customer.getByText('Two weeks are usual.')).toBeVisible();
  await expect(customer.getByText(/14/).first()).toBeVisible();
});

test('declined, the customer reads the reason and the name is free again', async ({ browser }) => {
  const customer = await signIn(browser, people.borealis);
  const path = await fileForReview(customer, { integration: 'Not this one', slug: 'not-this-one' });
  const support = await signIn(browser, people.secondSupport);
  await support.goto('/queue');
  await support
    .getByRole('row', { name: /Not this one/ })
    .getByRole('link', { name: /Decline/ })
    .click();
  const dialog = support.getByRole('dialog');
  await expectAccessible(support);
  await dialog.getByLabel('Reason').fill('You have three already.');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(support.getByRole('row', { name: /Not this one/ })).toHaveCount(0);
  await customer.goto(path);
  await expect(customer.getByText('Declined', { exact: true }).first()).toBeVisible();
  await expect(customer.getByText('You have three already.').first()).toBeVisible();
  await fileForReview(customer, { integration: 'Same name', slug: 'not-this-one' });
});

test('who decides on a page that is no longer true is told who was first, and changes nothing', async ({
  browser,
}) => {
  const customer = await signIn(browser, people.borealis);
  const path = await fileForReview(customer, { integration: 'Contested', slug: 'contested' });
  const [first, second] = await Promise.all([
    signIn(browser, people.support),
    signIn(browser, people.secondSupport),
  ]);
  await first.goto(path);
  await second.goto(path);
  await first.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(first.getByText('Approved', { exact: true }).first()).toBeVisible();
  await decideOn(second, 'Decline', async (page) => {
    await page.getByLabel('Reason').fill('Too late.');
    await page.getByRole('button', { name: 'Decline' }).click();
  });
  await expect(second.getByRole('alert').filter({ hasText: people.support })).toBeVisible();
  await second.reload();
  await expect(second.getByText('Approved', { exact: true }).first()).toBeVisible();
});

test('the queue is worked by keyboard alone', async ({ browser }) => {
  const customer = await signIn(browser, people.borealis);
  await fileForReview(customer, { integration: 'By keyboard', slug: 'by-keyboard' });
  walk('Sign in as **Tomáš** (support) and open the queue; its keys are `j`, `k`, `Enter`, `a`, `d`.');
  const support = await signIn(browser, people.secondSupport);
  await support.goto('/queue?text=By+keyboard');
  const link = support
    .getByRole('row', { name: /By keyboard/ })
    .getByRole('link')
    .first();
  // Rows stand there before the page listens to keys.
  await expect(async () => {
    await support.keyboard.press('j');
    await expect(link).toBeFocused({ timeout: 500 });
  }).toPass();
  await support.keyboard.press('k');
  await expect(link).toBeFocused();
  const dialog = support.getByRole('dialog');
  for (const key of ['a', 'd']) {
    await support.keyboard.press(key);
    await expect(dialog).toBeVisible();
    await support.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await support.keyboard.press('Enter');
  await expect(support).toHaveURL(/\/requests\/\w+/);
});

test('a contract that demands it sends an approved request to compliance, who signs', async ({ browser }) => {
  const customer = await signIn(browser, people.cascade);
  const path = await fileForReview(customer, { integration: 'Under contract', slug: 'under-contract' });
  const support = await signIn(browser, people.support);
  await support.goto(path);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();
  const compliance = await signIn(browser, people.compliance);
  await compliance.goto(path);
  await expectAccessible(compliance);
  await picture(compliance, 'request-compliance');
  await compliance.getByLabel('Reason').first().fill('The people are staff of the customer.');
  await compliance.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(compliance.getByText('Approved', { exact: true }).first()).toBeVisible();
  await customer.goto('/s/under-contract');
  await expectReady(customer);
});

test('compliance has a contract demand its signature, and the next blank sandbox waits for it', async ({
  browser,
}) => {
  const compliance = await signIn(browser, people.compliance);
  await compliance.goto('/organizations?text=Delta');
  await compliance.getByRole('link', { name: 'Delta Clinics' }).click();
  await compliance.getByText('Demand compliance’s signature on every sandbox').click();
  await expect(compliance.getByText(/blank and seeded sandboxes of Delta Clinics wait/)).toBeVisible();
  await expectAccessible(compliance);
  await picture(compliance, 'customer-contract');
  await compliance.getByLabel('Reason').fill('Too short');
  await compliance.getByRole('button', { name: 'Demand the signature' }).click();
  await expect(compliance.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await compliance.getByLabel('Reason').fill('The amendment of May asks for it.');
  await compliance.getByRole('button', { name: 'Demand the signature' }).click();
  await expect(compliance.getByText('The amendment of May asks for it.')).toBeVisible();

  const customer = await signIn(browser, people.delta);
  const path = await fileForReview(customer, { integration: 'By the amendment', slug: 'by-amendment' });
  const support = await signIn(browser, people.support);
  await support.goto(path);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();

  await compliance.reload();
  await compliance.getByText('Waive compliance’s signature on blank and seeded sandboxes').click();
  await expect(compliance.getByText(/The one request that waits for the signature goes on/)).toBeVisible();
  await compliance.getByLabel('Reason').fill('The amendment was withdrawn.');
  await compliance.getByRole('button', { name: 'Waive the signature' }).click();
  await expect(compliance.getByText('The amendment was withdrawn.')).toBeVisible();
  await support.reload();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();
});

test('a customer withdraws, and amends, what has not been decided', async ({ browser }) => {
  const customer = await signIn(browser, people.borealis);
  const path = await fileForReview(customer, { integration: 'Changed my mind', slug: 'changed-my-mind' });
  await customer.getByRole('link', { name: 'Amend' }).click();
  await expectAccessible(customer);
  await customer.getByLabel('Which integration are you building?').fill('Changed my mind twice');
  await customer.getByRole('button', { name: /Amend|Save|Send/ }).click();
  await expect(customer).toHaveURL(new RegExp(`${path}$`));
  await expect(customer.getByText(/amended the request/)).toBeVisible();
  await customer.getByText('Withdraw', { exact: true }).click();
  await customer.getByRole('button', { name: 'Withdraw the request' }).click();
  await expect(customer.getByText('Withdrawn', { exact: true }).first()).toBeVisible();
});

import type { Page } from '@playwright/test';
import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { call, createKey, expectReady, fileForReview } from './harness/filing';
import { connectToProduction } from './harness/production';

/**
 * A scrubbed snapshot from the first look at its source to its certificate, as each of those who take part sees it; and
 * what happens when production changes between the signature and the copy.
 */

const aboutGoods = { holds: 'business.value', mask: 'keep', reason: 'Describes goods and work, not people.' };
const anything = {
  holds: 'direct.free_text',
  mask: 'constant',
  value: '{}',
  reason: 'Customers write into it what they like.',
};

/** What the demo's source leaves open, and what no proposed mask can hold: a person looks at it, and says so. */
const decisions = [
  { filters: { group: 'unclassified', text: 'headers' }, ...anything },
  { filters: { group: 'unclassified', text: 'preferences' }, ...anything },
  { filters: { group: 'unclassified', text: 'rules' }, ...anything },
  { filters: { group: 'unclassified', text: 'storage_url' }, ...anything, value: '' },
  { filters: { group: 'unclassified' }, ...aboutGoods },
  { filters: { only: 'refused', text: 'cascade.parts' }, ...aboutGoods },
];

async function openPlan(page: Page): Promise<void> {
  await page.goto('/plans');
  await page.getByRole('link', { name: /^Cascade/ }).click();
  await expect(page).toHaveURL(/\/plans\/\w+/);
}

/** Decides about every column that these filters match, if there are any: detection may have learnt to tell. */
async function decide(
  page: Page,
  filters: Record<string, string>,
  { holds, mask, value, reason }: { holds: string; mask: string; value?: string; reason: string },
): Promise<void> {
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}?${new URLSearchParams(filters)}`);
  const all = page.getByRole('link', { name: /that match$/ });
  await expect(all.or(page.getByText('No column matches'))).toBeVisible();
  if ((await all.count()) === 0) return;
  await all.click();
  await expect(page.getByText(/that match the filter$/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Holds' }).selectOption(holds);
  await page.getByRole('combobox', { name: 'Mask' }).selectOption(mask);
  if (value !== undefined) await page.getByLabel('Value', { exact: true }).fill(value);
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: /^Decide about/ }).click();
  await expect(page.getByText('Decided, and held against the source again.')).toBeVisible();
}

/** Files a request for a copy of production and has support approve it; returns its path. */
async function fileAndApprove(customer: Page, support: Page, slug: string): Promise<string> {
  const path = await fileForReview(customer, {
    integration: 'A defect of one plant',
    slug,
    shape: 'Scrubbed snapshot',
  });
  await support.goto(path);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();
  return path;
}

async function sign(compliance: Page): Promise<void> {
  await compliance
    .getByLabel('Reason')
    .first()
    .fill('Every column was looked at; what is kept is about goods.');
  await compliance.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(compliance.getByText('Approved', { exact: true }).first()).toBeVisible();
}

test.describe.configure({ mode: 'serial' });

test('support reads a source, and decides what nobody could classify', async ({ browser }) => {
  const support = await signIn(browser, people.support);
  await openPlan(support);
  await support.getByRole('button', { name: /^Read (the source|again)$/ }).click();
  await expect(support.getByRole('link', { name: /^Unclassified/ })).toBeVisible({ timeout: 300_000 });
  await expectAccessible(support);
  await picture(support, 'plan');
  for (const { filters, ...decision } of decisions) await decide(support, filters, decision);
  await support.goto(new URL(support.url()).pathname);
  await expect(support.getByRole('link', { name: 'Unclassified 0' })).toBeVisible();
  await expect(support.getByText('Nothing stands in the way of a snapshot.')).toBeVisible();
});

test('a snapshot is approved, signed column by column, copied, proven, and certified', async ({
  browser,
}) => {
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.support),
    signIn(browser, people.compliance),
  ]);
  const path = await fileAndApprove(customer, support, 'cascade-copy');
  await compliance.goto(path);
  await expectAccessible(compliance);
  await picture(compliance, 'review');
  await sign(compliance);

  await customer.goto('/s/cascade-copy');
  await picture(customer, 'snapshot-building');
  await expectReady(customer);
  await picture(customer, 'snapshot-ready');
  const access = await createKey(customer, 'To look for the defect');
  const suppliers = await (await call(access, '/records/suppliers')).json();
  expect(JSON.stringify(suppliers)).toContain('@example.test');

  await customer
    .getByRole('link', { name: /certificate/i })
    .first()
    .click();
  await expect(customer).toHaveURL(/\/s\/cascade-copy\/certificate/);
  await expectAccessible(customer);
  await picture(customer, 'certificate');
});

test('a column that production gains after the signature stops the copy, by name', async ({ browser }) => {
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.support),
    signIn(browser, people.compliance),
  ]);
  const path = await fileAndApprove(customer, support, 'cascade-drift');
  const production = await connectToProduction();
  try {
    // The release waits for its commit, and so does the copy for the table that it changes.
    await production.query('BEGIN');
    await production.query('ALTER TABLE cascade.suppliers ADD COLUMN loyalty_mail text');
    await compliance.goto(path);
    await sign(compliance);
    await production.query('COMMIT');
    await customer.goto('/s/cascade-drift');
    await expect(customer.getByText(/loyalty_mail/).first()).toBeVisible({ timeout: 300_000 });
    await picture(customer, 'snapshot-refused');
    await compliance.goto(path);
    await picture(compliance, 'review-after-drift');
  } finally {
    await production.query('ROLLBACK');
    await production.query('ALTER TABLE cascade.suppliers DROP COLUMN IF EXISTS loyalty_mail');
    await production.end();
  }
});

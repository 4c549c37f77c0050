import type { Page } from '@playwright/test';
import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, expectReady } from './harness/filing';
import { connectToProduction } from './harness/production';
import { decide, decideGroups, fileAndApprove, sign } from './harness/reviewing';
import { walk } from './harness/tour';

/**
 * A scrubbed snapshot from the first look at its source to its certificate, as each of those who take part sees it; and
 * what happens when production changes between the signature and the copy.
 */

const aboutGoods = {
  holds: 'business.value',
  mask: 'keep',
  reason: 'Describes goods and work, not people.',
};
const anything = {
  holds: 'direct.free_text',
  mask: 'constant',
  value: '{}',
  reason: 'Customers write into it what they like.',
};

async function openPlan(page: Page): Promise<void> {
  await page.goto('/plans');
  await page.getByRole('link', { name: /^Cascade/ }).click();
  await expect(page).toHaveURL(/\/plans\/\w+/);
}

test.describe.configure({ mode: 'serial' });

test('support reads a source, and decides what nobody could classify', async ({ browser }) => {
  walk('A scrubbed snapshot: as Tomáš, open **Plans**, choose Cascade and **read the source**.');
  const support = await signIn(browser, people.secondSupport);
  await openPlan(support);
  await support.getByRole('button', { name: /^Read (the source|again)$/ }).click();
  await expect(support.getByRole('link', { name: /^Unclassified/ })).toBeVisible({ timeout: 300_000 });
  walk('Columns that it cannot classify stand under *Left open, in groups*.');
  await expect(support.getByRole('region', { name: 'Left open, in groups' })).toBeVisible();
  await expectAccessible(support);
  await picture(support, 'plan');
  walk(
    'Customers write what they like into *website, storage_url* and into *preferences, rules*: tick both groups, then choose *Identifies directly: free text* and the mask *Constant* with the value `{}`, and give a reason.',
  );
  await decideGroups(support, /website, storage_url|preferences, rules/, anything);
  await expect(support.getByText(/website, storage_url/)).toBeHidden();
  walk(
    'All other groups are about goods and work: tick them, choose *Business value: value* and the mask *Keep*, and give a reason.',
  );
  await decideGroups(support, /^\d+ columns?/, aboutGoods);
  await support.goto(new URL(support.url()).pathname);
  await expect(support.getByRole('link', { name: 'Unclassified 0' })).toBeVisible();
  await expect(support.getByText('Nothing stands in the way of a snapshot.')).toBeVisible();
});

test('a snapshot is approved, signed column by column, copied, proven, and certified', async ({
  browser,
}) => {
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.secondSupport),
    signIn(browser, people.compliance),
  ]);
  walk(
    'As **Дмитрий** (Cascade), request a *Scrubbed snapshot*; Tomáš approves it; Layla looks first at what people kept, then column by column at what leaves in which form, and **signs**.',
  );
  const path = await fileAndApprove(customer, support, 'cascade-copy');
  await compliance.goto(path);
  const first = compliance.getByRole('region', { name: 'Look here first' });
  await expect(first.getByRole('table', { name: 'Kept by a person' })).toContainText(aboutGoods.reason);
  await expectAccessible(compliance);
  await picture(compliance, 'review');
  await sign(compliance);

  await customer.goto('/s/cascade-copy');
  await picture(customer, 'snapshot-building');
  await expectReady(customer);
  await customer.getByText(/^Build.*took/).click();
  await customer.getByText(/^(\d+) of \1 tables$/).click();
  await expect(customer.getByText(/^and \d+ more$/)).toBeVisible();
  await picture(customer, 'snapshot-ready');
  const access = await createKey(customer, 'To look for the defect');
  const suppliers = await (await call(access, '/records/suppliers')).json();
  expect(JSON.stringify(suppliers)).toContain('@example.test');

  walk('The copy is made and proven, and only then handed over; its page links the **certificate**.');
  await customer
    .getByRole('link', { name: /certificate/i })
    .first()
    .click();
  await expect(customer).toHaveURL(/\/s\/cascade-copy\/certificate/);
  await expect(customer.getByText(/^Event [\d,]+ of the audit holds this result/)).toBeVisible();
  const signers = customer.getByRole('region', { name: 'Who signed' });
  await expect(signers).toContainText(people.compliance);
  await expect(customer.getByRole('table', { name: 'Columns that were kept' })).toContainText(
    aboutGoods.reason,
  );
  await expectAccessible(customer);
  await picture(customer, 'certificate');
});

test('somebody is added to what came from production once compliance signs for it', async ({ browser }) => {
  const [customer, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.compliance),
  ]);
  await customer.goto('/s/cascade-copy');
  const panel = customer.getByRole('region', { name: 'Who gets in' });
  await panel.getByText('Add somebody').click();
  await expect(panel.getByText(/^Compliance signed who gets in/)).toBeVisible();
  await panel.getByLabel('Mail address', { exact: false }).fill('auditor@example.test');
  await panel.getByLabel('What they do there').fill('Looks for the defect with us');
  await panel.getByRole('button', { name: 'Ask compliance' }).click();
  await expect(panel.getByText('Waits for compliance')).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'people-asked');

  await compliance.goto('/queue');
  const row = compliance.getByRole('row').filter({ hasText: 'People' });
  await picture(compliance, 'people-queue');
  await row.getByRole('link').first().click();
  await expect(compliance.getByRole('region', { name: 'Who is to be added' })).toContainText(
    'auditor@example.test',
  );
  await expect(compliance.getByRole('region', { name: 'What a signature binds' })).toContainText(
    'Inside the sandbox cascade-copy',
  );
  await expectAccessible(compliance);
  await picture(compliance, 'people-review');
  await compliance.getByLabel('Reason').first().fill('A colleague of those who see it already.');
  await compliance.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(compliance.getByText('Approved', { exact: true }).first()).toBeVisible();

  await customer.reload();
  await expect(panel.getByText('Waits for compliance')).toHaveCount(0);
  await expect(panel.getByText('auditor@example.test')).toBeVisible();
  await picture(customer, 'people-signed');
});

test('what came from production is cloned once support gave it a place and compliance signed for that copy', async ({
  browser,
}) => {
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.support),
    signIn(browser, people.compliance),
  ]);
  await customer.goto('/s/cascade-copy/clone');
  await expect(
    customer.getByText(/^Support, then compliance: .*quota of sandboxes is used up: \d+ of 1/),
  ).toBeVisible();
  await customer.getByLabel('Its name').fill('cascade-second');
  await customer.getByLabel('Reason').fill('A second team works on the importer.');
  await customer.getByRole('button', { name: 'Clone it' }).click();
  await expect(customer).toHaveURL(/\/requests\/\w+$/);
  await expect(customer.getByText('Waiting for support', { exact: true }).first()).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'clone-asked');

  const { pathname } = new URL(customer.url());
  await support.goto(pathname);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance', { exact: true }).first()).toBeVisible();

  await compliance.goto(pathname);
  await expect(compliance.getByRole('region', { name: 'What a signature binds' })).toContainText(
    'As it was delivered',
  );
  await expectAccessible(compliance);
  await picture(compliance, 'clone-review');
  await compliance.getByLabel('Reason').first().fill('The same people and the same columns.');
  await compliance.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(compliance.getByText('Approved', { exact: true }).first()).toBeVisible();

  await customer.goto('/s/cascade-second');
  await expectReady(customer);
  const differs = customer.getByRole('region', { name: 'What differs from production' });
  await expect(differs.getByText(/^Its rows are those that cascade-copy was delivered with/)).toBeVisible();
  await expect(differs.getByRole('link', { name: 'the certificate' })).toHaveAttribute(
    'href',
    /^\/s\/cascade-copy\/certificate\?copy=/,
  );
  await expectAccessible(customer);
  await picture(customer, 'clone-of-a-snapshot');
});

test('a refreshed copy is made beside the one in use, looked at, activated and rolled back', async ({
  browser,
}) => {
  const slug = 'cascade-copy';
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.secondSupport),
    signIn(browser, people.compliance),
  ]);
  await customer.goto(`/s/${slug}`);
  const access = await createKey(customer, 'Before the refresh');
  const body = { code: 'TRIED-2', name: 'Written by the integration' };
  expect((await call(access, '/records/locations', { method: 'POST', body })).status).toBe(201);
  const locations = async () => (await call(access, '/records/locations?limit=100')).text();

  walk(
    "Production moved on: as Дмитрий, ask for a **Refresh** on that sandbox's page, and let the same two agree.",
  );
  await follow(customer, 'Refresh');
  await expectAccessible(customer);
  await picture(customer, 'refresh-ask');
  await customer.getByLabel('Reason').fill('The suppliers of this month are missing.');
  await customer.getByRole('button', { name: 'Ask for a refresh' }).click();
  await expect(customer).toHaveURL(/\/requests\/\w+/);
  const { pathname } = new URL(customer.url());
  await support.goto(pathname);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();
  await compliance.goto(pathname);
  await expect(compliance.getByText('Nothing that leaves has changed', { exact: false })).toBeVisible();
  await expectAccessible(compliance);
  await picture(compliance, 'refresh-review');

  const production = await connectToProduction();
  try {
    await production.query(
      `INSERT INTO cascade.locations (code, name) VALUES ('TRIED-3', 'Since the first copy')`,
    );
    // While somebody holds a table, the copy waits for it: time to see that the one in use still answers.
    await production.query('BEGIN; LOCK TABLE cascade.parts IN ACCESS EXCLUSIVE MODE');
    await sign(compliance, 2);
    expect(await locations()).toContain('TRIED-2');
    await customer.goto(`/s/${slug}`);
    await picture(customer, 'refresh-building');
  } finally {
    await production.query('ROLLBACK');
    await production.end();
  }
  walk('The second copy is built beside the first; its page then shows what would change.');
  const waiting = customer.getByRole('region', { name: 'A refreshed copy waits' });
  await expect(waiting).toBeVisible({ timeout: 300_000 });
  await expect(waiting.getByText(/used in the last 24 hours: .*Before the refresh/)).toBeVisible();
  await expect(waiting.getByText(/opened its page in the last 24 hours/)).toBeVisible();
  await expectAccessible(customer);
  expect(await locations()).toContain('TRIED-2');
  walk('**Activate** it, look, and **roll back**.');
  await waiting.getByText('Activate', { exact: true }).click();
  await picture(customer, 'refresh-waiting');
  await waiting
    .getByLabel(/Type .* to confirm/)
    .first()
    .fill(slug);
  await waiting.getByRole('button', { name: 'Activate the refreshed copy' }).click();
  const kept = customer.getByRole('region', { name: 'The former copy is kept' });
  await expect(kept).toBeVisible();
  expect(await locations()).not.toContain('TRIED-2');
  expect(await locations()).toContain('TRIED-3');

  await expect(kept.getByLabel(/Type .* to confirm/)).toBeAttached();
  await kept.getByText('Roll back', { exact: true }).click();
  await picture(customer, 'refresh-kept');
  await kept.getByLabel(/Type .* to confirm/).fill(slug);
  await kept.getByRole('button', { name: 'Roll back to the former copy' }).click();
  await expect.poll(locations, { timeout: 60_000 }).toContain('TRIED-2');
});

test('signed for two builds, a fresh copy is made without asking again, and discarded', async ({
  browser,
}) => {
  const slug = 'cascade-copy';
  const customer = await signIn(browser, people.cascade);
  walk('If Layla signed for several builds, the next refresh asks nobody.');
  await customer.goto(`/s/${slug}/refresh`);
  await expect(customer.getByText(/for several builds\. One is left/)).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'refresh-signed');
  await customer.getByRole('button', { name: 'Build a fresh copy now' }).click();
  await expect(customer).toHaveURL(new RegExp(`/s/${slug}$`));
  const waiting = customer.getByRole('region', { name: 'A refreshed copy waits' });
  await expect(waiting).toBeVisible({ timeout: 300_000 });
  await waiting.getByText('Discard', { exact: true }).click();
  await waiting
    .getByLabel(/Type .* to confirm/)
    .last()
    .fill(slug);
  await waiting.getByRole('button', { name: 'Discard the refreshed copy' }).click();
  await expect(waiting).toHaveCount(0);
  await customer.goto(`/s/${slug}/refresh`);
  await expect(customer.getByRole('button', { name: 'Ask for a refresh' })).toBeVisible();
  await expect(customer.getByRole('button', { name: 'Build a fresh copy now' })).toHaveCount(0);
  await customer.getByRole('link', { name: 'Back' }).click();
  await picture(customer, 'refresh-discarded');
});

test('a column that production gains after the signature stops the copy, by name', async ({ browser }) => {
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.secondSupport),
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
    await expect(customer.getByRole('link', { name: /certificate/i })).toHaveCount(0);
    await picture(customer, 'snapshot-refused');
    await compliance.goto(path);
    await picture(compliance, 'review-after-drift');
  } finally {
    await production.query('ROLLBACK');
    await production.query('ALTER TABLE cascade.suppliers DROP COLUMN IF EXISTS loyalty_mail');
    await production.end();
  }
});

test('a failed proof names its column to the customer, tells the house, and leads support to it in the plan', async ({
  browser,
}) => {
  walk(
    'If you had kept all columns, the proof would fail, name `storage_url`, and lead Tomáš to it in the plan.',
  );
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.cascade),
    signIn(browser, people.secondSupport),
    signIn(browser, people.compliance),
  ]);
  await openPlan(support);
  await decide(support, { text: 'storage_url' }, aboutGoods);
  const path = await fileAndApprove(customer, support, 'cascade-kept');
  await compliance.goto(path);
  await sign(compliance);
  await customer.goto('/s/cascade-kept');
  const build = customer.getByRole('region', { name: 'Build' });
  await expect(
    build.getByText(/fault with 1 column: cascade\.attachments, column "storage_url"/).first(),
  ).toBeVisible({ timeout: 300_000 });
  await customer.reload();
  await expect(build.getByText(/It would fail again as it is/)).toBeVisible();
  await expect(build.getByRole('button', { name: /again/ })).toHaveCount(0);
  await expectAccessible(customer);
  await picture(customer, 'proof-failed-customer');
  await build.getByRole('link', { name: 'See the proof' }).click();
  await expect(customer.getByText('This proof failed', { exact: false })).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'certificate-failed');

  for (const house of [support, compliance]) {
    await house.goto('/notices');
    await expect(house.getByRole('link', { name: /its copy was not handed over/ }).first()).toBeVisible();
  }
  await support.goto('/s/cascade-kept');
  await picture(support, 'proof-failed-support');
  await support.getByRole('link', { name: 'Open the plan at these columns' }).click();
  await expect(support).toHaveURL(/\/plans\/\w+\?only=proof/);
  const named = support.getByRole('table', { name: 'Columns of the source' });
  await expect(named).toContainText('storage_url');
  await expect(named.getByRole('row')).toHaveCount(2);
  await expectAccessible(support);
  await picture(support, 'plan-proof-failed');
  await decide(support, { only: 'proof' }, anything);
});

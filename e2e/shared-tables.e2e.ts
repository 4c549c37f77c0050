import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { call, createKey, expectReady } from './harness/filing';
import { decideGroups, fileAndApprove, sign } from './harness/reviewing';
import { walk } from './harness/tour';

/** One customer of a product whose customers share all tables: whose rows leave, who decides that, and its proof. */

test.describe.configure({ mode: 'serial' });

test('support sees by which way each table’s rows are found, and decides about the one that has none', async ({
  browser,
}) => {
  walk(
    'Tenants that share tables: as Tomáš, open **Plans**, choose Delta Clinics in Rota and read the source.',
  );
  const support = await signIn(browser, people.secondSupport);
  await support.goto('/plans');
  await support.getByRole('link', { name: /^Delta/ }).click();
  await expect(support).toHaveURL(/\/plans\/\w+/);
  await support.getByRole('button', { name: /^Read (the source|again)$/ }).click();
  const rows = support.getByRole('region', { name: 'Rows that leave' });
  await expect(rows).toBeVisible({ timeout: 300_000 });
  await expect(rows.getByText('person_id → people.id, then organization_id').first()).toBeVisible();
  await expect(support.getByText(/in the way of a snapshot/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(support);
  await picture(support, 'scopes-plan');

  walk(
    "*Rows that leave* says by which way each table's rows are found; `import_batches` has no way, so decide it and what is left open, and ask for a snapshot as **Noor**.",
  );
  await rows.getByRole('checkbox', { name: 'rota.import_batches' }).check();
  await rows.getByText('Decide rows', { exact: true }).click();
  await rows.getByRole('combobox', { name: 'Rows that leave' }).selectOption('exclude');
  await rows.getByLabel('Reason').fill('Whose a line was, nobody can say.');
  await expectAccessible(support);
  await picture(support, 'scopes-decide');
  await rows.getByRole('button', { name: 'Decide about 1 table' }).click();
  await expect(support.getByText('Decided, and held against the source again.')).toBeVisible();
  await support.goto(new URL(support.url()).pathname);
  await decideGroups(support, /^\d+ columns?/, {
    holds: 'business.value',
    mask: 'keep',
    reason: 'What the maker and the customers call their work.',
  });
  await support.goto(new URL(support.url()).pathname);
  await expect(support.getByText('Nothing stands in the way of a snapshot.')).toBeVisible({
    timeout: 60_000,
  });
});

test('the reviewer sees whose rows leave, and the certificate that nobody else’s did', async ({
  browser,
}) => {
  const slug = 'delta-copy';
  const [customer, support, compliance] = await Promise.all([
    signIn(browser, people.delta),
    signIn(browser, people.secondSupport),
    signIn(browser, people.compliance),
  ]);
  const path = await fileAndApprove(customer, support, slug);
  await compliance.goto(path);
  await expect(compliance.getByRole('region', { name: 'Rows that leave' })).toBeVisible();
  await expect(compliance.getByText(/announcements: 2 rows are nobody’s and stay behind/)).toBeVisible();
  await expectAccessible(compliance);
  await picture(compliance, 'scopes-review');
  await sign(compliance);

  await customer.goto(`/s/${slug}`);
  await expectReady(customer);
  const access = await createKey(customer, 'To look for the defect');
  const { data } = await (await call(access, '/records/sites')).json();
  expect(data).toHaveLength(4);
  await customer.goto(`/s/${slug}/certificate`);
  walk('The certificate then lists, table by table, that no row of Emberly Hotels is in it.');
  const proof = customer.getByRole('region', { name: 'Rows of this tenant alone' });
  await expect(proof.getByText('0 rows of others found')).toBeVisible();
  await expect(proof.getByRole('row', { name: /rota\.qualifications Copied whole/ })).toBeVisible();
  // As a number of its own: a hash may hold the same digits by chance.
  await expect(customer.getByText(/(?<![0-9a-f])7301(?![0-9a-f])/)).toHaveCount(0);
  await expectAccessible(customer);
  await picture(customer, 'scopes-certificate');
});

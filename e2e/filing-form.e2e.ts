import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { fileAndBuild, fillRequest, sendRequest } from './harness/filing';

test('mistakes are told at their fields, and nothing that was typed is lost', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await page.goto('/requests/new');
  await page.getByLabel('Which integration are you building?').fill('Half a form');
  await page.getByLabel('Mail address in line 1').fill('not a mail address');
  await page.getByLabel('Name of the sandbox').fill('half-a-form');
  await sendRequest(page);
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('What will it do with the sandbox?')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Mail address in line 1')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Which integration are you building?')).toHaveValue('Half a form');
  await expect(page.getByLabel('Mail address in line 1')).toHaveValue('not a mail address');
  await expectAccessible(page);
  await picture(page, 'new-request-mistakes');
  // What was typed comes back until it is filed or thrown away.
  await page.goto('/requests/new');
  await expect(page.getByLabel('Mail address in line 1')).toHaveValue('not a mail address');
  await page.getByRole('button', { name: 'Throw it away' }).first().click();
  await expect(page.getByLabel('Mail address in line 1')).toHaveValue('');
});

test('a draft survives a reload', async ({ browser }) => {
  const page = await signIn(browser, people.acmeColleague);
  await page.goto('/requests/new');
  await page.getByLabel('Which integration are you building?').fill('Unfinished business');
  await page.getByLabel('Mail address in line 1').fill('someone@example.test');
  await expect(page.getByText('Draft saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('This is your draft')).toBeVisible();
  await expect(page.getByLabel('Which integration are you building?')).toHaveValue('Unfinished business');
  await expect(page.getByLabel('Mail address in line 1')).toHaveValue('someone@example.test');
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await expect(page.getByLabel('Which integration are you building?')).toHaveValue('');
});

test('a pasted list of addresses becomes a line each', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await page.goto('/requests/new');
  await page.getByText('Paste a list of mail addresses').click();
  await page
    .getByLabel('Mail addresses')
    .fill('Ada <ada@example.test>, grace@example.test; linus@example.test');
  await page.getByLabel('Reason for all of them').fill('The team');
  await page.getByRole('button', { name: 'Add these as lines' }).click();
  await expect(page.getByLabel('Mail address in line 3')).toHaveValue('linus@example.test');
  await expect(page.getByLabel('Reason in line 2')).toHaveValue('The team');
});

test('a taken name is refused at its field, with a way on', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await fileAndBuild(page, { integration: 'First come', slug: 'first-come' });
  await fillRequest(page, { integration: 'Second come', slug: 'first-come' });
  await expect(page.getByText('first-come is taken.')).toBeVisible();
  await sendRequest(page);
  await expect(page.getByLabel('Name of the sandbox')).toHaveAttribute('aria-invalid', 'true');
});

test('sent twice, a form files one request', async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await fillRequest(page, { integration: 'Only once', slug: 'only-once' });
  await page.getByRole('button', { name: 'File the request' }).dblclick();
  await expect(page).toHaveURL(/\/s\/only-once/);
  await page.goto('/requests?text=Only+once');
  await expect(page.getByRole('link', { name: /Only once/ })).toHaveCount(1);
});

test('without script a request is filed all the same', async ({ browser }) => {
  const page = await signIn(browser, people.acme, { javaScriptEnabled: false });
  await fillRequest(page, { integration: 'No script', slug: 'no-script' });
  await sendRequest(page);
  await expect(page).toHaveURL(/\/s\/no-script/);
});

test('without script mistakes are told and what was typed is kept', async ({ browser }) => {
  const page = await signIn(browser, people.acme, { javaScriptEnabled: false });
  await page.goto('/requests/new');
  await page.getByLabel('Which integration are you building?').fill('No script, no purpose');
  await sendRequest(page);
  await expect(page.getByLabel('Which integration are you building?')).toHaveValue('No script, no purpose');
  await expect(page.getByLabel('What will it do with the sandbox?')).toHaveAttribute('aria-invalid', 'true');
});

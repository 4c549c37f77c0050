import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';

/** A plan as a file: it leaves, is edited elsewhere, shows what it would change, and replaces what it was made from. */

type PlanFile = { tables: Record<string, { columns: Record<string, { reason?: string }> }> };

test.describe.configure({ mode: 'serial' });

/** The plan of a source that is read, if need be. */
async function openPlan(page: Page): Promise<string> {
  await page.goto('/plans');
  await page.getByRole('link', { name: /^Borealis/ }).click();
  await expect(page).toHaveURL(/\/plans\/\w+/);
  const unread = page.getByRole('button', { name: 'Read the source' });
  if (await unread.isVisible()) await unread.click();
  await expect(page.getByText(/in the way of a snapshot/)).toBeVisible({ timeout: 300_000 });
  return new URL(page.url()).pathname;
}

const versionOf = async (page: Page) =>
  Number(
    /Version (\d+)/.exec(
      await page
        .getByText(/^Version \d+$/)
        .first()
        .innerText(),
    )?.[1],
  );

async function read(download: Download): Promise<PlanFile> {
  return JSON.parse(await readFile(await download.path(), 'utf8'));
}

/** The file with one more reason in it, and the column that has it. */
function withReason(plan: PlanFile, reason: string): { text: string; place: string } {
  const [table, { columns }] = Object.entries(plan.tables)[0] ?? ['', { columns: {} }];
  const [column, entry] = Object.entries(columns)[0] ?? ['', {}];
  entry.reason = reason;
  return { text: JSON.stringify(plan, null, 2), place: `${table}.${column}` };
}

const fileOf = (text: string) => ({
  name: 'plan.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('a plan leaves as a file, comes back edited, and is taken back', async ({ browser }) => {
  const support = await signIn(browser, people.support);
  await openPlan(support);
  const before = await versionOf(support);
  const leaving = support.waitForEvent('download');
  await support.getByRole('link', { name: 'Export' }).click();
  const { text, place } = withReason(await read(await leaving), 'Agreed in the spring.');

  const chosen = support.getByLabel('A plan’s file');
  await chosen.setInputFiles(fileOf('{"tables": 7}'));
  await expect(support.getByRole('alert').first()).toBeVisible();
  await chosen.setInputFiles(fileOf(text));
  await expect(support.getByText(`One place differs from version ${before}.`)).toBeVisible();
  await expect(support.getByText(place.split('.').at(-1) ?? '').first()).toBeVisible();
  await expectAccessible(support);
  await picture(support, 'plan-import');
  const importing = support.getByRole('region', { name: 'Import a file' });
  await importing.getByLabel('Reason').fill('What the spring’s meeting decided.');
  await importing.getByRole('button', { name: `Replace version ${before}` }).click();
  await expect.poll(() => versionOf(support)).toBe(before + 1);

  const versions = support.getByRole('region', { name: 'Versions' });
  await expect(versions.getByText('What the spring’s meeting decided.').first()).toBeVisible();
  await versions.getByText('Take back the last change').click();
  await versions.getByLabel('Reason').fill('It was for another source.');
  await versions.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => versionOf(support)).toBe(before + 2);
  const after = support.waitForEvent('download');
  await support.getByRole('link', { name: 'Export' }).click();
  expect(JSON.stringify(await read(await after))).not.toContain('Agreed in the spring.');
});

test('a file is taken from those who may change plans, from a page of the desk, for the latest version', async ({
  browser,
}) => {
  const [support, customer] = await Promise.all([
    signIn(browser, people.support),
    signIn(browser, people.borealis),
  ]);
  const route = `/api${await openPlan(support)}`;
  const version = await versionOf(support);
  const { origin } = new URL(support.url());
  const text = await (await support.request.get(route)).text();
  const put = async (by: Page, data: string, { from = origin, at = version } = {}) => {
    const headers = { origin: from, 'content-type': 'application/json', 'sandgate-reason': 'Tried.' };
    const answer = await by.request.put(`${route}?version=${at}`, { data, headers });
    return { status: answer.status(), detail: String((await answer.json()).detail) };
  };
  const stranger = await (await browser.newContext()).newPage();
  expect(await put(stranger, text)).toMatchObject({ status: 401 });
  expect(await put(customer, text)).toMatchObject({ status: 403 });
  expect(await put(support, text, { from: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
  expect(await put(support, text, { at: version - 1 })).toMatchObject({ status: 409 });
  expect(await put(support, '{"tables": {"__proto__": []')).toMatchObject({ status: 400 });
  expect(await put(support, `${text}${' '.repeat(8_000_000)}`)).toMatchObject({
    status: 413,
    detail: expect.stringContaining('at most 8 MB'),
  });
  expect((await customer.request.get(route)).status()).toBe(403);
  await support.reload();
  expect(await versionOf(support)).toBe(version);
});

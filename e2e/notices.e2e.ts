import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeLinkToken } from '@/lib/access/link-token';
import { configure } from '@/lib/env';
import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { fileAndBuild } from './harness/filing';
import { connectToDesk } from './harness/production';

/** What comes by mail: what each person chooses, what the letters say, and what their links do. */

const secrets = z.object({ authSecret: z.string() });

test.beforeAll(async () => {
  const file = path.join(process.env.E2E_DATA_DIR ?? '', 'secrets.json');
  configure({ AUTH_SECRET: secrets.parse(JSON.parse(await readFile(file, 'utf8'))).authSecret });
});

async function ask<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row> {
  const client = await connectToDesk();
  try {
    const { rows } = await client.query<Row>(sql, [...values]);
    if (!rows[0]) throw new Error('The desk holds no such row.');
    return rows[0];
  } finally {
    await client.end();
  }
}

const idOf = (name: string) => ask<{ id: string }>(`SELECT "id" FROM "Person" WHERE "name" = $1`, [name]);
const mailsOf = (name: string) =>
  ask<{ mails: boolean }>(`SELECT "mailsWarnings" AS "mails" FROM "Person" WHERE "name" = $1`, [name]);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test('everybody chooses their zone and their mails, and support reads every letter', async ({ browser }) => {
  const page = await signIn(browser, people.borealis);
  await page.goto('/settings/notices');
  await expectAccessible(page);
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('checkbox', { name: 'What others did' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Time zone')).toHaveValue('Mars/Olympus');
  await expect(page.getByRole('checkbox', { name: 'What others did' })).toBeChecked();
  await picture(page, 'notices-refused');
  await page.getByLabel('Time zone').fill('Atlantic/Reykjavik');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Time zone')).toHaveValue('Atlantic/Reykjavik');
  await expect(page.getByRole('checkbox', { name: 'What others did' })).toBeChecked();
  expect((await page.goto('/settings/letters'))?.status()).toBe(404);

  const support = await signIn(browser, people.support);
  await support.goto('/settings/letters');
  await expect(support.getByRole('heading', { level: 1, name: 'Letters' })).toBeVisible();
  await expect(support.getByText('In one mail a day, at 08:00 of its reader.').first()).toBeVisible();
  await expectAccessible(support);
  await picture(support, 'letters');
});

test('warnings are stopped by a press on the page of a link, never by opening it, and by a program’s post without a cookie', async ({
  browser,
}) => {
  const { id } = await idOf(people.borealis);
  const token = writeLinkToken('stop-mails', { to: id, about: id, until: inDays(10) });
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/stop-mails/${token}`);
  await expect(page.getByText(people.borealis)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'stop-mails');
  expect(await mailsOf(people.borealis)).toEqual({ mails: true });
  // The address that programs post to leads a person who opens it to that page, and does nothing.
  const opened = await fetch(`${process.env.E2E_URL}/api/stop-mails/${token}`, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([
    303,
    `${process.env.E2E_URL}/stop-mails/${token}`,
  ]);
  expect(await mailsOf(people.borealis)).toEqual({ mails: true });
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await expect(page.getByText('No such mails are sent any more.')).toBeVisible();
  expect(await mailsOf(people.borealis)).toEqual({ mails: false });

  const desk = await signIn(browser, people.borealis);
  await desk.goto('/settings/notices');
  await desk.getByRole('checkbox', { name: 'Warnings of what will happen' }).check();
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText('Saved.')).toBeVisible();
  expect(await mailsOf(people.borealis)).toEqual({ mails: true });
  const post = (sealed: string) =>
    fetch(`${process.env.E2E_URL}/api/stop-mails/${sealed}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  expect((await post(`${token}x`)).status).toBe(404);
  expect(await mailsOf(people.borealis)).toEqual({ mails: true });
  expect((await post(token)).status).toBe(200);
  expect(await mailsOf(people.borealis)).toEqual({ mails: false });

  await page.goto(`/stop-mails/${token.slice(0, -4)}`);
  await expect(page.getByText('This link does nothing')).toBeVisible();
  await picture(page, 'stop-mails-refused');
});

test('whose mails come back is told so at the desk, and says when the address works again', async ({
  browser,
}) => {
  const client = await connectToDesk();
  await client
    .query(
      `UPDATE "Person" SET "bounces" = 2, "bouncedSince" = now() AT TIME ZONE 'UTC' - interval '3 days' WHERE "name" = $1`,
      [people.borealis],
    )
    .finally(() => client.end());
  const page = await signIn(browser, people.borealis);
  await page.goto('/settings/notices');
  await expect(page.getByText(/2 mails to you came back since/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'notices-come-back');
  const admin = await signIn(browser, people.admin);
  await admin.goto(`/people/${(await idOf(people.borealis)).id}`);
  await expect(admin.getByText(/2 mails came back since .* No more are sent/)).toBeVisible();
  await expectAccessible(admin);
  await picture(admin, 'person-mails-come-back');
  await page.getByRole('button', { name: 'My address works: send them again' }).click();
  await expect(page.getByText(/came back since/)).toHaveCount(0);
});

test('a sandbox is kept by the link of a warning, with a reason, and not by opening it', async ({
  browser,
}) => {
  const owner = await signIn(browser, people.delta);
  await fileAndBuild(owner, { integration: 'Kept by link', slug: 'kept-by-link', days: 30 });
  const { id } = await idOf(people.delta);
  const sandbox = await ask<{ id: string }>(`SELECT "id" FROM "Sandbox" WHERE "slug" = $1`, ['kept-by-link']);
  const about = { to: id, about: sandbox.id };
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/keep-alive/${writeLinkToken('keep-alive', { ...about, until: inDays(10) })}`);
  await expect(page.getByRole('heading', { name: 'Keep kept-by-link' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'keep-alive');
  const kept = () =>
    ask<{ times: number }>(`SELECT count(*)::int AS "times" FROM "KeepAlive" WHERE "sandboxId" = $1`, [
      sandbox.id,
    ]);
  expect(await kept()).toEqual({ times: 0 });
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Reason').fill('We show it at the fair in March.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Sandbox kept-by-link is kept.')).toBeVisible();
  expect(await kept()).toEqual({ times: 1 });
  await owner.goto('/s/kept-by-link/activity');
  await expect(owner.getByText('We show it at the fair in March.')).toBeVisible();
  await page.goto(`/keep-alive/${writeLinkToken('keep-alive', { ...about, until: inDays(-1) })}`);
  await expect(page.getByText('This link does nothing')).toBeVisible();
  // A link for one thing is worth nothing for another.
  await page.goto(`/keep-alive/${writeLinkToken('stop-mails', { ...about, until: inDays(10) })}`);
  await expect(page.getByText('This link does nothing')).toBeVisible();
});

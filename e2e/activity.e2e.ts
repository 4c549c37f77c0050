import { expect, expectAccessible, follow, people, picture, signIn, test } from './harness/desk';
import { call, createKey, fileAndBuild } from './harness/filing';
import { connectToDesk } from './harness/production';

/** What is not used, from the day on which it was last used to the policy that takes it away. */

async function inDesk(sql: string, values: readonly unknown[]): Promise<void> {
  const client = await connectToDesk();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

/** A year of weekdays with use until so many days ago, as if the sampler had seen it. */
const yearOfUse = (days: number) =>
  inDesk(
    `WITH days AS (
       SELECT s."id", on_day, extract(year FROM on_day)::int AS year, extract(doy FROM on_day)::int - 1 AS day
         FROM "Sandbox" s, generate_series(now() - interval '340 days', now() - make_interval(days => $2), '1 day') AS on_day
        WHERE s."slug" = $1 AND extract(isodow FROM on_day) < 6 AND extract(day FROM on_day)::int % 4 <> 0)
     INSERT INTO "ActivityYear" ("sandboxId", "year", "calls")
     SELECT "id", year, (SELECT string_agg(set_byte('\\x00'::bytea, 0, coalesce((
         SELECT sum(1 << (day & 7))::int FROM days d WHERE d."id" = days."id" AND d.year = days.year AND d.day >> 3 = byte), 0)), ''::bytea ORDER BY byte)
       FROM generate_series(0, 45) AS byte)
     FROM days GROUP BY "id", year
     ON CONFLICT ("sandboxId", "year") DO UPDATE SET "calls" = EXCLUDED."calls"`,
    ['not-much-used', days],
  );

test('a customer comes back on day 89: the strip and the forecast say so, and keeping or using it begins the days anew', async ({
  browser,
}) => {
  const page = await signIn(browser, people.delta);
  await fileAndBuild(page, { integration: 'Not much used', slug: 'not-much-used', days: 80 });
  const access = await createKey(page, 'CI');
  const longAgo = `now() AT TIME ZONE 'UTC' - interval '89 days'`;
  await inDesk(
    `INSERT INTO "SandboxActivity" ("sandboxId", "lastSeenAt", "lastSignal", "callsAt", "readAt")
     SELECT "id", ${longAgo}, 'calls', ${longAgo}, now() AT TIME ZONE 'UTC' FROM "Sandbox" WHERE "slug" = $1
     ON CONFLICT ("sandboxId") DO UPDATE SET "lastSeenAt" = ${longAgo}, "lastSignal" = 'calls', "callsAt" = ${longAgo}`,
    ['not-much-used'],
  );
  await inDesk(
    `UPDATE "Sandbox" SET "readyAt" = now() - interval '341 days', "expiresAt" = now() + interval '200 days' WHERE "slug" = $1`,
    ['not-much-used'],
  );
  await yearOfUse(89);

  await follow(page, 'End');
  await expect(page.getByText('What is not used for 90 days is suspended.')).toBeVisible();
  await expect(page.getByText(/if it is used until then/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'end-unused');

  await page.goto('/s/not-much-used/activity');
  await expect(page.getByText(/a call with one of its keys/)).toBeVisible();
  await expect(page.getByText(/Used on \d+ of \d+ days/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'activity');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Reason').fill('The integration goes live in March.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText(/somebody who kept, extended, reset or reopened it here/)).toBeVisible();
  await expect(page.getByText('The integration goes live in March.')).toBeVisible();
  await picture(page, 'activity-kept');
  expect((await call(access, '/me')).status).toBe(200);
  await page.goto('/s/not-much-used/end');
  await expect(page.getByText('What is not used for 90 days is suspended.')).toBeVisible();
  await expect(page.getByText(/due on/).first()).toBeVisible();
});

test('an administrator changes the policy: what it would change is shown first, and what moved meanwhile refuses it', async ({
  browser,
}) => {
  const [admin, support] = await Promise.all([
    signIn(browser, people.admin),
    signIn(browser, people.support),
  ]);
  const customer = await signIn(browser, people.delta);
  await fileAndBuild(customer, { integration: 'Falls asleep', slug: 'falls-asleep', days: 80 });
  const unused = (days: number) =>
    inDesk(
      `INSERT INTO "SandboxActivity" ("sandboxId", "lastSeenAt", "readAt")
       SELECT "id", now() AT TIME ZONE 'UTC' - make_interval(days => $2), now() AT TIME ZONE 'UTC' FROM "Sandbox" WHERE "slug" = $1
       ON CONFLICT ("sandboxId") DO UPDATE SET "lastSeenAt" = EXCLUDED."lastSeenAt"`,
      ['falls-asleep', days],
    );
  await unused(40);
  await inDesk(`UPDATE "Sandbox" SET "expiresAt" = now() + interval '200 days' WHERE "slug" = $1`, [
    'falls-asleep',
  ]);
  await admin.goto('/settings');
  await admin.getByRole('link', { name: /After how many days/ }).click();
  const suspended = admin.getByRole('spinbutton', { name: /Blank and seeded: Suspended/ });
  await expect(suspended.first()).toBeVisible();
  for (let at = 0; at < (await suspended.count()); at += 1) await suspended.nth(at).fill('70');
  await admin.getByRole('button', { name: 'Show what it would change' }).click();
  await expect(admin.getByText(/after day 83/).first()).toBeVisible();
  await picture(admin, 'policy-refused');
  for (const [field, days] of [
    ['First warning', '50'],
    ['Second', '60'],
    ['Last', '65'],
  ] as const) {
    const inputs = admin.getByRole('spinbutton', { name: new RegExp(`Blank and seeded: ${field}`) });
    for (let at = 0; at < (await inputs.count()); at += 1) await inputs.nth(at).fill(days);
  }
  const lapse = admin.getByRole('spinbutton', { name: 'Waiting for support: Ended, days' });
  await lapse.fill('3');
  await admin.getByRole('button', { name: 'Show what it would change' }).click();
  await expect(admin.getByText('It ends after more people were told, so after day 3.').first()).toBeVisible();
  await lapse.fill('45');
  await admin.getByLabel('Closed days').fill('2026-12-25\n2027-01-01');
  await expectAccessible(admin);
  await picture(admin, 'policy');
  await admin.getByRole('button', { name: 'Show what it would change' }).click();
  await expect(admin.getByRole('row', { name: /falls-asleep/ })).toBeVisible();
  await expectAccessible(admin);
  await picture(admin, 'policy-changes');
  const download = admin.waitForEvent('download');
  await admin.getByRole('link', { name: 'All as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('policy-changes.csv');

  await unused(0);
  await admin.getByLabel('Reason').fill('Fewer sandboxes lie about.');
  await admin.getByRole('button', { name: 'Save the policy' }).click();
  await expect(admin.getByText(/Look at the changes again/).first()).toBeVisible();
  await expect(admin.getByLabel('Reason')).toHaveValue('Fewer sandboxes lie about.');
  await admin.reload();
  await admin.getByLabel('Reason').fill('Fewer sandboxes lie about.');
  await admin.getByRole('button', { name: 'Save the policy' }).click();
  await expect(admin.getByText('In force: version 2')).toBeVisible();
  await expect(
    admin.getByText(/waits for support is said again on day 1 .* ends by itself on day 45/),
  ).toBeVisible();
  await support.goto('/settings/policies');
  await expect(support.getByText('Fewer sandboxes lie about.')).toBeVisible();
  await expect(support.getByRole('button', { name: 'Show what it would change' })).toHaveCount(0);
  await picture(support, 'policy-read');
});

import { expect, expectAccessible, people, picture, signInByPage, test } from './harness/desk';

test('the health of every part is told to whoever asks, and nothing else', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({
    status: 'ok',
    web: 'ok',
    worker: 'ok',
    queue: 'ok',
    database: 'ok',
  });
  expect(answer.headers()['cache-control']).toBe('no-store');
});

test('a stranger is led to the sign-in page, which names the demo people by role', async ({ page }) => {
  await page.goto('/requests');
  await expect(page).toHaveURL(/\/sign-in/);
  for (const name of Object.values(people))
    await expect(page.getByRole('button', { name: `Sign in as ${name}` })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sign-in');
});

const places = {
  [people.acme]: ['Requests', 'Sandboxes'],
  [people.support]: ['Queue', 'Requests', 'Sandboxes', 'Fleet', 'Plans', 'Customers', 'Audit', 'Settings'],
  [people.compliance]: ['Queue', 'Requests', 'Sandboxes', 'Fleet', 'Plans', 'Customers', 'Audit', 'Settings'],
  [people.admin]: [
    'Queue',
    'Requests',
    'Sandboxes',
    'Fleet',
    'Plans',
    'Customers',
    'People',
    'Audit',
    'Settings',
  ],
} as const;

for (const name of [people.acme, people.support, people.compliance, people.admin]) {
  test(`signed in as ${name}, the desk offers that role's places and each of them opens`, async ({
    browser,
  }) => {
    const page = await signInByPage(browser, name);
    const navigation = page.getByRole('navigation').first();
    await expect(navigation.getByRole('link')).toHaveText(
      [...places[name]].map((place) => new RegExp(place)),
    );
    for (const place of places[name]) {
      await navigation.getByRole('link', { name: place }).click();
      await expect(page.getByRole('heading', { level: 1, name: new RegExp(place) })).toBeVisible();
      await expectAccessible(page);
      await picture(page, `${place.toLowerCase()}-${name === people.acme ? 'customer' : 'house'}`);
    }
  });
}

test('signing out ends the session', async ({ browser }) => {
  const page = await signInByPage(browser, people.borealis);
  await page.getByRole('button', { name: /account and theme/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/sandboxes');
  await expect(page).toHaveURL(/\/sign-in/);
});

import type { Page } from '@playwright/test';
import { expect, people, signIn, test } from './harness/desk';
import { call, createKey, fileAndBuild, fileForReview } from './harness/filing';

/** What belongs to one customer is, to another, as absent as what does not exist. */

async function statusOf(page: Page, path: string): Promise<number> {
  const response = await page.request.get(path, { maxRedirects: 0 });
  return response.status();
}

test("a neighbour's ids are not found on any surface", async ({ browser }) => {
  const owner = await signIn(browser, people.acme);
  const streams: string[] = [];
  owner.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/operations\/[^/]+\/events$/.test(pathname)) streams.push(pathname);
  });
  await fileAndBuild(owner, { integration: 'Mine alone', slug: 'mine-alone' });
  const requestPath = await owner.getByRole('link', { name: /Mine alone/ }).getAttribute('href');
  const access = await createKey(owner, 'Mine');

  const neighbour = await signIn(browser, people.cascade);
  const surfaces = [
    '/s/mine-alone',
    '/s/mine-alone/destroy',
    requestPath ?? '/requests/unknown',
    `${requestPath}/amend`,
    // A build may be over before its page begins to follow it.
    ...streams.slice(0, 1),
  ];
  for (const path of surfaces) {
    expect(await statusOf(owner, path), `${path} to its owner`).toBe(200);
    expect(await statusOf(neighbour, path), `${path} to a neighbour`).toBe(404);
  }
  await neighbour.goto('/s/mine-alone');
  await expect(neighbour.getByText('Mine alone')).toHaveCount(0);
  await neighbour.goto('/sandboxes');
  await expect(neighbour.getByRole('link', { name: 'mine-alone' })).toHaveCount(0);

  const other = { ...access, baseUrl: access.baseUrl.replace('mine-alone', 'no-such-sandbox') };
  expect((await call(access, '/me')).status).toBe(200);
  expect((await call(other, '/me')).status).toBe(404);
});

test("one sandbox's key opens no other sandbox", async ({ browser }) => {
  const page = await signIn(browser, people.acme);
  await fileAndBuild(page, { integration: 'Left', slug: 'left-hand' });
  const left = await createKey(page, 'Left');
  await fileAndBuild(page, { integration: 'Right', slug: 'right-hand' });
  const right = await createKey(page, 'Right');
  expect((await call(left, '/records/parts')).status).toBe(200);
  expect((await call(right, '/records/parts')).status).toBe(200);
  const crossed = await call({ key: left.key, baseUrl: right.baseUrl }, '/records/parts');
  expect(crossed.status).toBe(401);
  expect(await crossed.text()).toContain('wrong_environment');
});

test('customers are kept out of the pages of the house', async ({ browser }) => {
  const customer = await signIn(browser, people.acmeColleague);
  for (const path of ['/queue', '/audit', '/people', '/organizations'])
    expect([403, 404], path).toContain(await statusOf(customer, path));
  const path = await fileForReview(customer, { integration: 'For support', slug: 'for-support', days: 120 });
  await customer.goto(path);
  await expect(customer.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
});

test('an address that the database cannot read is answered with the parameter’s name', async ({
  browser,
}) => {
  const house = await signIn(browser, people.support);
  const answer = await house.goto('/audit?from=0000-01-01');
  expect([answer?.status(), answer?.headers()['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
  await expect(house.getByText('from: The database takes no such value.')).toBeVisible();
  // The connection that was answered so goes on to serve.
  for (let again = 0; again < 3; again += 1) {
    expect(await statusOf(house, '/audit?from=0000-01-01')).toBe(400);
    expect(await statusOf(house, '/audit')).toBe(200);
  }
});

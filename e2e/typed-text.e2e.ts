import type { Page } from '@playwright/test';
import { expect, expectAccessible, people, picture, signIn, signInByPage, test } from './harness/desk';
import { fileForReview } from './harness/filing';

/** Nothing that was typed is lost, whatever happens to the page, and no page goes anywhere by itself. */

const integration = (page: Page) => page.getByLabel('Which integration are you building?');
const purpose = (page: Page) => page.getByLabel('What will it do with the sandbox?');

/** The form without what an earlier test left in it. */
async function openEmpty(page: Page): Promise<void> {
  await page.goto('/requests/new');
  const old = page.getByRole('button', { name: 'Throw it away' });
  await page.waitForLoadState('networkidle');
  if ((await old.count()) > 0) await old.first().click();
  await expect(integration(page)).toHaveValue('');
  await page.waitForLoadState('networkidle');
}

/** As somebody types, letter by letter, after what stands there. */
async function type(page: Page, text: string): Promise<void> {
  await integration(page).press('End');
  await integration(page).pressSequentially(text);
}

test('a reload, the way back and a closed tab lose nothing, however soon they come', async ({ browser }) => {
  const page = await signInByPage(browser, people.delta);
  await openEmpty(page);
  await type(page, 'Reloaded');
  await page.getByLabel('Mail address in line 1').fill('someone@example.test');
  await page.getByRole('radio', { name: 'Blank' }).check();
  await page.reload();
  await expect(integration(page)).toHaveValue('Reloaded');
  await expect(page.getByLabel('Mail address in line 1')).toHaveValue('someone@example.test');
  await expect(page.getByRole('radio', { name: 'Blank' })).toBeChecked();

  await type(page, ', gone back');
  await page.getByRole('link', { name: 'Requests', exact: true }).click();
  await expect(page).toHaveURL(/\/requests$/);
  await page.goBack();
  await expect(integration(page)).toHaveValue('Reloaded, gone back');

  await type(page, ', closed');
  const context = page.context();
  await page.close({ runBeforeUnload: true });
  const next = await context.newPage();
  await next.goto('/requests/new');
  await expect(integration(next)).toHaveValue('Reloaded, gone back, closed');
  await expectAccessible(next);
  await picture(next, 'typed-text-restored');
});

test('an ended session is told in place, keeps what is typed after, and goes on after signing in', async ({
  browser,
}) => {
  const page = await signInByPage(browser, people.delta);
  await openEmpty(page);
  await page.context().clearCookies();
  await type(page, 'Typed without a session');
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await purpose(page).pressSequentially('And more, after that.');
  await page.getByRole('button', { name: 'File the request' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Your session has ended.' })).toBeVisible();
  await expect(page).toHaveURL(/\/requests\/new$/);
  await expect(integration(page)).toHaveValue('Typed without a session');
  await expect(purpose(page)).toHaveValue('And more, after that.');
  await picture(page, 'typed-text-ended-session');

  const [signInPage] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Sign in, in another tab' }).first().click(),
  ]);
  await signInPage.getByRole('button', { name: `Sign in as ${people.delta}` }).click();
  await expect(signInPage).toHaveURL(/\/requests\/new/);
  await page.bringToFront();
  await expect(page.getByText('Draft saved.')).toBeVisible();
  await expect(purpose(page)).toHaveValue('And more, after that.');
});

test('of two tabs the later one sees both texts and chooses', async ({ browser }) => {
  const first = await signInByPage(browser, people.delta);
  await openEmpty(first);
  const second = await first.context().newPage();
  await second.goto('/requests/new');
  await second.waitForLoadState('networkidle');
  await type(first, 'From the first tab');
  await expect(first.getByText('Draft saved.')).toBeVisible();

  await type(second, 'From the second tab');
  const choice = second.getByRole('alert').filter({ hasText: 'changed in another place' });
  await expect(choice).toContainText('Here: From the second tab');
  await expect(choice).toContainText('There: From the first tab');
  await expectAccessible(second);
  await picture(second, 'typed-text-two-tabs');
  await choice.getByRole('button', { name: 'Keep what stands here' }).click();
  await expect(second.getByText('Draft saved.')).toBeVisible();

  await type(first, ', and on');
  const other = first.getByRole('alert').filter({ hasText: 'changed in another place' });
  await expect(other).toContainText('There: From the second tab');
  await expect(integration(first)).toHaveValue('From the first tab, and on');
  await other.getByRole('button', { name: 'Take the other' }).click();
  await expect(integration(first)).toHaveValue('From the second tab');
  await first.reload();
  await expect(integration(first)).toHaveValue('From the second tab');
});

test('whoever signs in next at a shared machine finds nothing of another', async ({ browser }) => {
  const page = await signInByPage(browser, people.delta);
  await openEmpty(page);
  await type(page, 'Nobody else’s business');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `Sign in as ${people.cascade}` }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto('/requests/new');
  await page.waitForLoadState('networkidle');
  await expect(integration(page)).not.toHaveValue(/Nobody/);
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(await stored()).not.toContain('Nobody else');

  await type(page, 'Gone with the sign-out');
  await expect.poll(stored).toContain('Gone with');
  await page.getByRole('button', { name: people.cascade }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await stored()).not.toContain('Gone with');
});

test('what was filled in as one person is not sent as another', async ({ browser }) => {
  const page = await signInByPage(browser, people.delta);
  await openEmpty(page);
  await type(page, 'Typed as Noor');
  const other = await page.context().newPage();
  await page.context().clearCookies();
  await other.goto('/sign-in');
  await other.getByRole('button', { name: `Sign in as ${people.cascade}` }).click();
  await expect(other).not.toHaveURL(/sign-in/);
  await page.bringToFront();
  await page.getByRole('button', { name: 'File the request' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'is signed in by now' })).toBeVisible();
  await expect(integration(page)).toHaveValue('Typed as Noor');
});

test('a question and a reason are kept like a draft, and forgotten once they were sent', async ({
  browser,
}) => {
  const customer = await signIn(browser, people.delta);
  const path = await fileForReview(customer, {
    integration: 'Kept reasons',
    slug: 'kept-reasons',
    days: 300,
  });
  const page = await signIn(browser, people.support);
  await page.goto(path);
  await page.getByText('Ask the customer', { exact: true }).click();
  await page.getByLabel('Your question').pressSequentially('Why so long?');
  await page.reload();
  await expect(page.getByLabel('Your question')).toBeVisible();
  await expect(page.getByLabel('Your question')).toHaveValue('Why so long?');
  await expectAccessible(page);
  await picture(page, 'typed-text-question');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('The customer has to answer first.').first()).toBeVisible();

  await customer.goto(path);
  await customer.getByLabel('Your answer').pressSequentially('It takes a year.');
  await customer.goto('/requests');
  await customer.goto(path);
  await expect(customer.getByLabel('Your answer')).toHaveValue('It takes a year.');
  await customer.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(customer.getByText('Waiting for support').first()).toBeVisible();

  await page.goto(path);
  await page.getByText('Ask the customer', { exact: true }).click();
  await expect(page.getByLabel('Your question')).toHaveValue('');
});

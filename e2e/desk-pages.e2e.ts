import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, people, picture, signIn, test } from './harness/desk';
import { fileAndBuild, fileForReview } from './harness/filing';

/** What the pages of the desk tell, and that they hold their layout. */

const widths = [320, 390, 640, 768, 1024, 1280, 1440, 1920, 2560];

test('the audit and the queue hold their layout at every width', async ({ browser }) => {
  const page = await signIn(browser, people.support);
  for (const path of ['/audit', '/queue', '/people', '/requests']) {
    await page.goto(path);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const measure = () =>
        page.evaluate(() => {
          const cut = [
            ...document.querySelectorAll('main td, main th, main input, main select, main a'),
          ].filter((element) => {
            // What has a bar of its own to scroll by, such as tabs, can be reached.
            for (let at = element.parentElement; at; at = at.parentElement)
              if (getComputedStyle(at).overflowX === 'auto') return false;
            const { left, right, width: own } = element.getBoundingClientRect();
            return own > 0 && (left < 0 || right > document.documentElement.clientWidth + 1);
          });
          const narrow = [...document.querySelectorAll('main td')].filter((element) => {
            const own = element.getBoundingClientRect().width;
            return own > 0 && own < 40;
          });
          // Below 768 px a row is a card, with room for all its words.
          const shortened = [...document.querySelectorAll('main td')].filter(
            ({ scrollWidth, clientWidth }) => window.innerWidth < 768 && scrollWidth > clientWidth + 1,
          );
          return {
            scrolls: document.documentElement.scrollWidth > document.documentElement.clientWidth,
            cut: cut.map((element) => `${element.tagName} ${element.textContent.slice(0, 60)}`),
            narrow: narrow.map((element) => element.getAttribute('data-label')),
            shortened: shortened.map((element) => element.textContent),
          };
        });
      // What a page looks like once it is at rest counts.
      const atRest = { path, width, scrolls: false, cut: [], narrow: [], shortened: [] };
      await expect.poll(async () => ({ path, width, ...(await measure()) })).toEqual(atRest);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('a request says why it waits, its notices are read by opening it', async ({ browser }) => {
  const customer = await signIn(browser, people.cascade);
  await customer.goto('/requests/new');
  await picture(customer, 'new-request');
  const path = await fileForReview(customer, { integration: 'Long haul', slug: 'long-haul', days: 300 });
  const page = await signIn(browser, people.secondSupport);
  await page.goto('/queue');
  await expect(page.getByRole('row').filter({ hasText: 'Long haul' })).toContainText('300 of');
  await expectAccessible(page);
  await picture(page, 'queue');
  await page.goto('/notices');
  const notice = page.getByRole('listitem').filter({ hasText: 'Long haul' });
  await expect(notice).toContainText('waits for support');
  await expect(notice).toContainText('(unread)');
  await picture(page, 'notices');
  await notice.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(path));
  await expect(page.getByText(/longer than the subscription’s usual stay: 300 days/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'request-waits');
  await page.goto('/notices');
  await expect(page.getByRole('listitem').filter({ hasText: 'Long haul' })).not.toContainText('(unread)');
});

test('days are counted as people count, and what is destroyed looks destroyed', async ({ browser }) => {
  const page = await signIn(browser, people.delta);
  await fileAndBuild(page, { integration: 'Short life', slug: 'short-life', days: 7 });
  await expect(page.getByText('in 7 days')).toBeVisible();
  await expect(page.getByText('Its smoke test passed').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What differs from production' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-ready');
  await page.goto('/s/short-life/destroy');
  await page.getByText('Destroy it at once instead').click();
  await page.getByLabel('Type short-life to confirm').last().fill('short-life');
  await page.getByRole('button', { name: 'Destroy for good, at once' }).click();
  await expect(page.getByText('This sandbox is destroyed')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sandbox-destroyed');
  await page.getByRole('link', { name: 'certificate of destruction' }).first().click();
  await expect(page.getByRole('heading', { name: 'Certificate of destruction' })).toBeVisible();
  await expect(page.getByText('Nothing of it was found')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'certificate-of-destruction');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download JSON' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^destruction-[a-z0-9]+\.json$/);
  expect(await readFile(await file.path(), 'utf8')).not.toContain('short-life');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText('Nothing of it was found')).toBeVisible();
  await page.emulateMedia({ media: null });
  await page.goto('/requests?text=Short+life');
  await expect(page.getByRole('row').filter({ hasText: 'Short life' })).toContainText('destroyed since');
  await picture(page, 'requests-destroyed');
  await page.getByRole('link', { name: /Short life/ }).click();
  await expect(page.getByText('Approved, destroyed since')).toBeVisible();
  await picture(page, 'request-destroyed');
  await page.goto('/sandboxes?state=destroyed');
  await expect(page.getByRole('row').filter({ hasText: 'short-life' })).toContainText('ended');
  await picture(page, 'sandboxes-destroyed');
  const house = await signIn(browser, people.support);
  await house.goto('/audit');
  await picture(house, 'audit');
});

test('the house reads which products are registered, and their seed sets', async ({ browser }) => {
  const page = await signIn(browser, people.support);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'What sandboxes are built of' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Seed sets of Fabrica' })).toContainText('onboarding');
  await expectAccessible(page);
  await picture(page, 'products');
  const customer = await signIn(browser, people.delta);
  expect((await customer.goto('/settings/products'))?.status()).toBe(404);
});

import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { demoPeople } from '@/prisma/demo-people';

/**
 * How journeys move about the desk: as a demo person, by roles and labels alone, with a look at accessibility and a
 * picture wherever they say so.
 */

export type DemoName = (typeof people)[keyof typeof people];

/** The demo people that journeys act as. */
export const people = {
  acme: 'Amara Ọkáfọ̀',
  acmeColleague: '李娜',
  borealis: 'Björk Sigurðardóttir',
  cascade: 'Дмитрий Соколов',
  delta: 'Noor de Vries',
  support: 'பிரியா ராமன்',
  secondSupport: 'Tomáš Novák',
  compliance: 'ليلى حداد',
  admin: '佐藤 遥',
} as const;

/** Opens a browser context of its own, signed in as this demo person, on the desk's first page. */
export async function signIn(
  browser: Browser,
  name: DemoName,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  if (!demoPeople.some((person) => person.name === name)) throw new Error(`There is no demo person ${name}.`);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

/** Fails with what axe finds serious or critical on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
  const told = grave.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`);
  expect(told, `on ${page.url()}`).toEqual([]);
}

/** Keeps pictures of the page, narrow and wide, light and dark, for people to look at: `test-results/pages/`. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const [size, width] of [
    ['wide', 1280],
    ['narrow', 360],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: `test-results/pages/${name}-${size}-${colorScheme}.png`,
        fullPage: true,
        // A colour on its way from one scheme to the other is in neither.
        animations: 'disabled',
      });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** A test that fails when the page logs an error or breaks the content security policy. */
export const test = base.extend<{ noErrors: undefined }>({
  noErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(String(error.error())));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
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

type ContextOptions = { javaScriptEnabled?: boolean };
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A session of each person who acted so far, and when it began, in milliseconds. */
const sessions = new Map<DemoName, { session: Promise<Session>; begun: number }>();

/** Signing and destroying ask for a sign-in of the last ten minutes, and a journey may take most of them. */
const reusedForMs = 2 * 60_000;

/**
 * Opens a browser context of its own with a session of this demo person, on an empty page. A person keeps
 * a session for a while in further contexts; whoever signs out does so after `signInByPage`.
 */
export async function signIn(browser: Browser, name: DemoName, options: ContextOptions = {}): Promise<Page> {
  const known = sessions.get(name);
  const isYoung = known !== undefined && performance.now() - known.begun < reusedForMs;
  const kept = isYoung ? known : { session: beginSession(browser, name), begun: performance.now() };
  sessions.set(name, kept);
  const context = await browser.newContext({ ...options, storageState: await kept.session });
  return context.newPage();
}

async function beginSession(browser: Browser, name: DemoName): Promise<Session> {
  const context = (await signInByPage(browser, name)).context();
  const session = await context.storageState();
  await context.close();
  return session;
}

/** Signs in on the page for it, with a session of its own; ends on the desk's first page. */
export async function signInByPage(browser: Browser, name: DemoName): Promise<Page> {
  if (!demoPeople.some((person) => person.name === name)) throw new Error(`There is no demo person ${name}.`);
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

/**
 * Fails with what axe finds serious or critical on the page as it stands. Axe runs once, within the page, which holds no
 * frames, and lists nothing else: the wrapper for Playwright opens a second page to add up frames, and carries all that is well along.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const told = await page.evaluate(async () => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    const { violations } = await injected.run({ resultTypes: ['violations'] });
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
  expect(told, `on ${page.url()}`).toEqual([]);
}

/** Follows one of the ways at the head of a sandbox's page, which may stand under "More". */
export async function follow(page: Page, name: string): Promise<void> {
  const [link, more] = [
    page.getByRole('link', { name, exact: true }),
    page.getByRole('button', { name: 'More', exact: true }),
  ];
  await link.or(more).first().waitFor();
  if (!(await link.isVisible())) await more.click();
  await link.click();
}

const keepsPictures = process.env.E2E_PICTURES === '1';

/**
 * Keeps pictures of the page, as on a telephone, a tablet and a desk, light and dark, for people to look at: `test-results/pages/`. Nothing
 * judges them and drawing them takes longer than all else, so they are made only for E2E_PICTURES=1.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (!keepsPictures) return;
  for (const width of [390, 1024, 1440]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: `test-results/pages/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
        // A colour on its way from one scheme to the other is in neither.
        animations: 'disabled',
      });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * A test that fails when a page of any of its contexts throws an error that nobody catches, and that closes every context
 * at its end. What stays open goes on working: each page holds a renderer, asks for news and is drawn.
 */
export const test = base.extend<{ noErrors: undefined }>({
  noErrors: [
    async ({ browser }, use) => {
      const errors: string[] = [];
      const listen = (context: BrowserContext) =>
        context.on('weberror', (error) => errors.push(String(error.error())));
      browser.on('context', listen);
      await use(undefined);
      browser.off('context', listen);
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

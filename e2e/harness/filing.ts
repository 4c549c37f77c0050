import type { Page } from '@playwright/test';
import { expect } from './desk';

/** What a journey files; what it leaves out stands as the form offers it. */
export type Filing = {
  integration: string;
  slug: string;
  shape?: 'Blank' | 'Seeded' | 'Scrubbed snapshot';
  seedSet?: RegExp;
  days?: number;
  configuration?: readonly string[];
};

/** Opens the form and fills it in, without sending it. */
export async function fillRequest(page: Page, filing: Filing): Promise<void> {
  await page.goto('/requests/new');
  await page.getByLabel('Which integration are you building?').fill(filing.integration);
  await page
    .getByLabel('What will it do with the sandbox?')
    .fill('Reads parts and bills of materials every night and writes orders back.');
  await page.getByLabel('Mail address in line 1').fill('developer@example.test');
  await page.getByLabel('Reason in line 1').fill('Writes the integration');
  await page.getByRole('radio', { name: filing.shape ?? 'Blank' }).check();
  if (filing.seedSet) {
    const sets = page.getByRole('combobox', { name: 'Seed set' });
    const title = await sets.locator('option').filter({ hasText: filing.seedSet }).first().textContent();
    await sets.selectOption({ label: title ?? '' });
  }
  for (const part of filing.configuration ?? []) await page.getByRole('checkbox', { name: part }).check();
  if (filing.days !== undefined) await page.getByLabel('For how many days').fill(String(filing.days));
  await page.getByLabel('Name of the sandbox').fill(filing.slug);
}

/** Sends the form. */
export async function sendRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'File the request' }).click();
}

/** Files a request that needs a person's approval; ends on its page and returns that page's path. */
export async function fileForReview(page: Page, filing: Filing): Promise<string> {
  await fillRequest(page, filing);
  await sendRequest(page);
  await expect(page).toHaveURL(/\/requests\/(?!new)\w+/);
  return new URL(page.url()).pathname;
}

/** Files a request inside the subscription's quota; ends on the sandbox's page once that is ready. Returns the wait in ms. */
export async function fileAndBuild(page: Page, filing: Filing): Promise<number> {
  await fillRequest(page, filing);
  const from = performance.now();
  await sendRequest(page);
  await expect(page).toHaveURL(new RegExp(`/s/${filing.slug}`));
  await expectReady(page);
  return performance.now() - from;
}

/** Waits, without reloading, until the sandbox's page says that it is ready. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible({ timeout: 300_000 });
}

/** Makes an API key on the sandbox's page and returns it with the base URL. */
export async function createKey(page: Page, label: string): Promise<{ key: string; baseUrl: string }> {
  const panel = page.getByRole('region', { name: 'API keys' });
  await panel.getByLabel('What will use the key').fill(label);
  await panel.getByRole('button', { name: 'Create key' }).click();
  const shown = page.getByRole('status').filter({ hasText: 'It is shown this once.' });
  await expect(shown).toBeVisible();
  const key = await shown.getByRole('code').first().textContent();
  const baseUrl = await panel.getByRole('code').first().textContent();
  if (!key || !baseUrl) throw new Error('The key is not shown.');
  return { key, baseUrl };
}

/** Calls the sandbox's own API. */
export function call(
  { baseUrl, key }: { baseUrl: string; key: string },
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<Response> {
  return fetch(`${baseUrl}${path}`, {
    method: init.method ?? 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
}

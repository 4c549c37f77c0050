import type { Page } from '@playwright/test';
import { expect } from './desk';
import { fileForReview } from './filing';

/** What those do who stand between a request for a snapshot and its copy. */

export type Decision = { holds: string; mask: string; value?: string; reason: string };

/** Decides about every column that these filters match, if there are any: detection may have learnt to tell. */
export async function decide(
  page: Page,
  filters: Record<string, string>,
  { holds, mask, value, reason }: Decision,
): Promise<void> {
  const { pathname } = new URL(page.url());
  await page.goto(pathname);
  // What stands in the way is known once the version has been held against the source.
  await expect(page.getByText(/in the way of a snapshot/)).toBeVisible();
  await page.goto(`${pathname}?${new URLSearchParams(filters)}`);
  const all = page.getByRole('link', { name: /that match$/ });
  await expect(all.or(page.getByText('No column matches'))).toBeVisible();
  if ((await all.count()) === 0) return;
  await all.click();
  await expect(page.getByText(/that match the filter$/)).toBeVisible();
  const form = page.getByRole('form', { name: 'Decide about columns' });
  await form.getByRole('combobox', { name: 'Holds' }).selectOption(holds);
  await form.getByRole('combobox', { name: 'Mask' }).selectOption(mask);
  if (value !== undefined) await form.getByLabel('Value', { exact: true }).fill(value);
  await form.getByLabel('Reason').fill(reason);
  await form.getByRole('button', { name: /^Decide about/ }).click();
  await expect(page.getByText('Decided, and held against the source again.')).toBeVisible();
}

/** Decides about all columns of the groups that are called so, by one tick for each group. */
export async function decideGroups(
  page: Page,
  called: RegExp,
  { holds, mask, value, reason }: Decision,
): Promise<void> {
  const form = page.getByRole('form', { name: 'Decide open columns in groups' });
  const folded = form.locator('details:not([open]) > summary', { hasText: /smaller groups$/ });
  if ((await folded.count()) > 0) await folded.click();
  for (const group of await form.getByRole('checkbox', { name: called }).all()) await group.check();
  await form.getByRole('combobox', { name: 'Holds' }).selectOption(holds);
  await form.getByRole('combobox', { name: 'Mask' }).selectOption(mask);
  if (value !== undefined) await form.getByLabel('Value', { exact: true }).fill(value);
  await form.getByLabel('Reason').fill(reason);
  await form.getByRole('button', { name: /^Decide about \d+ columns?$/ }).click();
  // The confirmation of the decision before may still be there; what was ticked leaves with its own answer.
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(page.getByText(/^Decided, and held against the source again/).last()).toBeVisible();
}

/** Files a request for a copy of production and has support approve it; returns its path. */
export async function fileAndApprove(customer: Page, support: Page, slug: string): Promise<string> {
  const path = await fileForReview(customer, {
    integration: 'A defect of one plant',
    slug,
    shape: 'Scrubbed snapshot',
  });
  await support.goto(path);
  await support.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(support.getByText('Waiting for compliance').first()).toBeVisible();
  return path;
}

/** Signs the request whose page is open, for so many builds. */
export async function sign(compliance: Page, builds = 1): Promise<void> {
  const howMany = compliance.getByLabel('Builds', { exact: true });
  await expect(howMany).toHaveValue('1');
  await howMany.fill(String(builds));
  await compliance
    .getByLabel('Reason')
    .first()
    .fill('Every column was looked at; what is kept is about goods.');
  await compliance.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(compliance.getByText('Approved', { exact: true }).first()).toBeVisible();
}

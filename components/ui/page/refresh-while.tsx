'use client';

import { useRefreshWhile } from './use-refresh-while';

/** Loads the page anew every few seconds while `active`. Shows nothing. */
export function RefreshWhile({ active }: { active: boolean }) {
  useRefreshWhile(active);
  return null;
}

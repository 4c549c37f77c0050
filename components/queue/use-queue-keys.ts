'use client';

import { useEffect } from 'react';
import { isTyping } from '../shell/is-typing';
import type { Decision } from './decision-dialog';
import type { QueueRow } from './queue-data';

/**
 * j and k move the focus along the rows, a and d decide on the focused one; Enter is the focused link's own. Nothing
 * happens while somebody types or a dialog is open.
 */
export function useQueueKeys(rows: readonly QueueRow[], onDecide?: (decision: Decision) => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const at = rows.findIndex((row) => row.id === focusedRow());
      if (event.key === 'j') focusRow(rows[Math.min(at + 1, rows.length - 1)]);
      if (event.key === 'k') focusRow(rows[Math.max(at - 1, 0)]);
      const row = rows[at];
      const verb = event.key === 'a' ? 'approve' : event.key === 'd' ? 'decline' : null;
      if (!row || !verb || !onDecide) return;
      event.preventDefault();
      onDecide({ verb, row });
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [rows, onDecide]);
}

function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
}

function focusRow(row: QueueRow | undefined): void {
  const element = row && document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"] .row-link`);
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}

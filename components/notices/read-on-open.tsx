'use client';

import { usePathname } from 'next/navigation';
import { startTransition, useEffect, useRef } from 'react';
import type { FormAction } from '../ui/form/action-form';

/**
 * Marks the notices that lead to this page as read, however somebody came here: by the list, by a mail or by the queue.
 * Shows nothing.
 */
export function ReadOnOpen({
  unreadPlaces,
  markNoticesReadAction,
}: {
  unreadPlaces: readonly string[];
  markNoticesReadAction: FormAction;
}) {
  const path = usePathname();
  const isUnread = unreadPlaces.includes(path);
  /** Asked for once while the page stands; one that failed is tried again with the next page. */
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!isUnread) asked.current = null;
    if (!isUnread || asked.current === path) return;
    asked.current = path;
    const form = new FormData();
    form.set('href', path);
    startTransition(async () => {
      await markNoticesReadAction({ status: 'idle' }, form).catch(() => undefined);
    });
  }, [isUnread, path, markNoticesReadAction]);
  return null;
}

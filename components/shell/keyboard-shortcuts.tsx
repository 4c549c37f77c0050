'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { KeyHint } from '../ui/data/key-hint';
import { Dialog } from '../ui/overlay/dialog';
import { isTyping } from './is-typing';
import type { Destination } from './navigation';

/** As long as two keys may lie apart and still be one chord. */
const chordMs = 1_200;

/**
 * Keys that work on every page: `?` lists them, `g` and a letter goes somewhere. Pages with keys of their own (the
 * queue's j, k, a and d) listen by themselves. Nothing happens while somebody types or holds a modifier.
 */
export function KeyboardShortcuts({ destinations }: { destinations: readonly Destination[] }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let chordUntil = 0;
    function press(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') setOpen(true);
      const destination = destinations.find(({ key }) => key === event.key);
      if (destination && event.timeStamp < chordUntil) router.push(destination.href);
      chordUntil = event.key === 'g' ? event.timeStamp + chordMs : 0;
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [destinations, router]);
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title="Keyboard">
      <dl className="divide-y divide-line text-sm">
        {destinations.map(({ href, label, key }) => (
          <Shortcut key={href} keys={['g', key]} meaning={`Go to ${label.toLowerCase()}`} />
        ))}
        <Shortcut keys={['j']} meaning="Next row of the queue" />
        <Shortcut keys={['k']} meaning="Previous row of the queue" />
        <Shortcut keys={['Enter']} meaning="Open that request" />
        <Shortcut keys={['a']} meaning="Approve it" />
        <Shortcut keys={['d']} meaning="Decline it" />
        <Shortcut keys={['?']} meaning="Show this list" />
        <Shortcut keys={['Esc']} meaning="Close it" />
      </dl>
    </Dialog>
  );
}

function Shortcut({ keys, meaning }: { keys: string[]; meaning: string }) {
  return (
    <div className="flex h-9 items-center justify-between">
      <dt className="text-muted">{meaning}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <KeyHint key={key}>{key}</KeyHint>
        ))}
      </dd>
    </div>
  );
}

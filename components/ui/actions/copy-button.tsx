'use client';

import { useState } from 'react';
import { showToast } from '../overlay/toast-store';
import { Button } from './button';
import type { ButtonSize } from './button-class';

/** Copies a text to the clipboard and says so, also to those who do not see the button change. */
export function CopyButton({
  text,
  what,
  size = 'small',
}: {
  text: string;
  what: string;
  size?: ButtonSize;
}) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      showToast(`Copied ${what}.`);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      showToast(`Your browser did not let us copy ${what}; select it and copy it by hand.`, 'danger');
    }
  }
  return (
    <Button size={size} onClick={copy} aria-label={`Copy ${what}`}>
      <span className="grid">
        <span className={`col-start-1 row-start-1 ${copied ? 'invisible' : ''}`}>Copy</span>
        <span className={`col-start-1 row-start-1 ${copied ? '' : 'invisible'}`}>Copied</span>
      </span>
    </Button>
  );
}

'use client';

import { Button } from '../ui/actions/button';

/** Opens the browser's own way to print or keep a page as a file. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>Print</Button>;
}

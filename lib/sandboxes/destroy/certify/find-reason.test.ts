import { expect, test } from 'vitest';
import { withoutNames } from './find-reason';

test.each([
  ['We are done.', 'We are done.'],
  ['Ask ada.l@acme.example (or <bob@acme.example>).', 'Ask [address] (or <[address]>).'],
  [
    'erp-trial is over, my-erp-trial and erp-trial-2 are not.',
    '[the sandbox] is over, my-erp-trial and erp-trial-2 are not.',
  ],
  ['ERP-Trial: done', '[the sandbox]: done'],
])('of the reason %j a certificate keeps %j', (told, kept) => {
  expect(withoutNames(told, 'erp-trial')).toBe(kept);
});

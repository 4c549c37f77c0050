import { describe, expect, test } from 'vitest';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { decidedPlan } from '../../testing/plans';
import { signaturesNeeded } from './signatures-needed';

function changed(change: (plan: ScrubPlan) => void): ScrubPlan {
  const plan = decidedPlan();
  change(plan);
  return plan;
}
const email = (plan: ScrubPlan) => plan.tables['cascade.users']?.columns.email ?? {};
const comment = (plan: ScrubPlan) => plan.structure['comment on table cascade.users'] ?? {};

describe('two people sign', () => {
  test.each<[string, (plan: ScrubPlan) => void]>([
    ['a mail address that is kept', (plan) => Object.assign(email(plan), { mask: { name: 'keep' } })],
    [
      'a secret that is kept',
      (plan) => Object.assign(email(plan), { class: 'secret', mask: { name: 'keep' } }),
    ],
    [
      'a mail address that is kept inside an array',
      (plan) => Object.assign(email(plan), { mask: { name: 'array', items: { name: 'keep' } } }),
    ],
    [
      'a comment that looks like a person and is kept',
      (plan) => Object.assign(comment(plan), { decision: 'keep', reason: 'It is a ship.' }),
    ],
  ])('%s', (_what, change) => expect(signaturesNeeded(changed(change))).toBe(2));
});

describe('one person signs', () => {
  test.each<[string, (plan: ScrubPlan) => void]>([
    ['a mail address that is masked', () => undefined],
    [
      'a number that is kept',
      (plan) => Object.assign(email(plan), { class: 'technical', mask: { name: 'keep' } }),
    ],
    [
      'a comment that is left out',
      (plan) => Object.assign(comment(plan), { decision: 'drop', reason: 'Why not.' }),
    ],
    [
      'a comment that is a sentence and no more',
      (plan) => Object.assign(comment(plan), { found: ['free text'], decision: 'keep', reason: 'Read.' }),
    ],
  ])('%s', (_what, change) => expect(signaturesNeeded(changed(change))).toBe(1));
});

import { describe, expect, test } from 'vitest';
import { type ApprovalTerms, agreedBy, approvalReasons, reasonTexts } from './approval';

const subscription = { quota: 2, living: 0, maximumDays: 30, contractDemandsReview: false };
const plain: ApprovalTerms = { shape: 'seeded', durationDays: 30, features: [] };
const snapshot: ApprovalTerms = { ...plain, shape: 'snapshot' };

describe('a card says who has to agree', () => {
  test.each([
    [plain, subscription, 'Nobody, inside your subscription’s quota.'],
    [
      plain,
      { ...subscription, quota: 1, living: 1 },
      'Support: the subscription’s quota of sandboxes is used up: 1 of 1.',
    ],
    [
      plain,
      { ...subscription, contractDemandsReview: true },
      'Support, then compliance: the contract asks for compliance’s signature on every sandbox.',
    ],
    [snapshot, subscription, 'Support, then compliance, who sign for each column.'],
    [
      snapshot,
      { ...subscription, living: 2 },
      'Support, then compliance, who sign for each column; the subscription’s quota of sandboxes is used up: 2 of 2.',
    ],
    [plain, { ...subscription, quota: null, living: 500 }, 'Nobody, inside your subscription’s quota.'],
  ])('%j under %j', (content, terms, text) => expect(agreedBy(content, terms)).toBe(text));
});

describe('those who decide read why it waits, with the figures', () => {
  test('all reasons at once, each in a word and in a sentence', () => {
    const loadTest = { requestsPerSecond: 1_500, from: '2026-12-03', until: '2026-12-05' };
    const asked: ApprovalTerms = { shape: 'snapshot', durationDays: 90, features: ['bulk_import'], loadTest };
    const told = reasonTexts(asked, { ...subscription, living: 2, contractDemandsReview: true });
    expect(told.map(({ short }) => short)).toEqual([
      'Production data',
      'Contract',
      'Quota 2 of 2',
      '90 of 30 days',
      'Load test',
      'Early feature',
    ]);
    expect(told.find(({ reason }) => reason === 'load_test')?.text).toBe(
      'A load test has to be fitted in with other tenants: 1,500 requests a second, 3 Dec 2026 to 5 Dec 2026.',
    );
    expect(told.find(({ reason }) => reason === 'duration')?.text).toContain(
      '90 days, the subscription has 30',
    );
  });

  test('a refresh takes over its sandbox’s terms: neither quota nor stay is a reason', () => {
    const refresh: ApprovalTerms = { ...snapshot, kind: 'refresh', durationDays: 90 };
    expect(approvalReasons(refresh, { ...subscription, living: 9 })).toEqual(['shape']);
  });

  test('a load test whose days are not chosen yet is a reason all the same', () => {
    const [reason] = reasonTexts(
      { ...plain, loadTest: { requestsPerSecond: 1, from: '', until: '' } },
      subscription,
    );
    expect(reason?.text).toBe('A load test has to be fitted in with other tenants.');
  });
});

import { expect, test } from 'vitest';
import { currentStep, failureTitle, type OperationData, type StepData, timeLeftMs } from './operation-data';

const step = (values: Partial<StepData>): StepData => ({
  name: 'seed',
  title: 'Seed set',
  position: 1,
  state: 'started',
  rows: 0,
  totalRows: null,
  bytes: 0,
  detail: null,
  aside: null,
  overview: null,
  startedAt: '2026-11-22T09:00:00.000Z',
  finishedAt: null,
  ...values,
});

const startedAt = Date.parse('2026-11-22T09:00:00.000Z');

test('the time left is reckoned from the pace so far', () => {
  expect(timeLeftMs(step({ rows: 100, totalRows: 400 }), startedAt + 10_000)).toBe(30_000);
  expect(timeLeftMs(step({ rows: 400, totalRows: 400 }), startedAt + 10_000)).toBe(0);
});

test('nobody claims to know the time left before a row has come, without a total, or once the step has ended', () => {
  expect(timeLeftMs(step({ totalRows: 400 }), startedAt + 10_000)).toBeNull();
  expect(timeLeftMs(step({ rows: 100 }), startedAt + 10_000)).toBeNull();
  expect(timeLeftMs(step({ rows: 100, totalRows: 400, state: 'done' }), startedAt + 10_000)).toBeNull();
  expect(timeLeftMs(undefined, startedAt)).toBeNull();
});

test('a clock that runs behind the server’s claims nothing either', () => {
  expect(timeLeftMs(step({ rows: 100, totalRows: 400 }), startedAt - 5_000)).toBeNull();
});

test('an operation stands at its failed step though later ones cleaned up', () => {
  const steps = [
    step({ name: 'a', state: 'done' }),
    step({ name: 'b', state: 'failed' }),
    step({ name: 'c', state: 'done' }),
  ];
  expect(currentStep({ steps } as OperationData)?.name).toBe('b');
});

test('what went through all of its steps failed at none of them', () => {
  const title = (...states: StepData['state'][]) =>
    failureTitle({ steps: states.map((state) => step({ title: state, state })) } as OperationData);
  expect(title('done', 'skipped', 'done')).toBe('It was built and not handed over');
  expect(title('done', 'failed')).toBe('It failed at the step “failed”');
  expect(title('done', 'started')).toBe('It failed');
  expect(title()).toBe('It failed');
});

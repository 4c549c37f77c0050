import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** A copy refuses a plan by the list that `plan check --target` asks, or for rows that break a rule although no sample did. */
it('no part of a copy has a reason of its own to refuse a plan', () => {
  const refusing = ['lib/provisioning/snapshot', 'lib/provisioning/masks']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /new PlanRefused\(/.test(readFileSync(file, 'utf8')))
    .sort();
  expect(refusing).toEqual([
    'lib/provisioning/masks/compile/compile-select.ts',
    'lib/provisioning/snapshot/build/name-broken-rule.ts',
    'lib/provisioning/snapshot/prepare-copy.ts',
  ]);
  const reasons = readFileSync('lib/provisioning/snapshot/prepare-copy.ts', 'utf8').match(
    /new PlanRefused\(.*\)/g,
  );
  expect(reasons).toEqual(['new PlanRefused([...refusals, ...uncounted])', 'new PlanRefused([other])']);
});

import { sizes } from '@/lib/testing/sizes';

/** How much of the suites that repeat one thing `npm test` runs, a line each, and where the rest runs. */
export function sharesOfSizes(): string {
  const lines = Object.entries(sizes).map(([name, { ci, long, unit }]) => {
    if (!Number.isFinite(long)) return `       ${name}: ${ci} ${unit}, of as many as there are places`;
    return `       ${name}: ${ci} of ${long.toLocaleString('en')} ${unit} (${percent(ci / long)})`;
  });
  return `What npm test runs of the suites that repeat one thing; npm run test:long NAME runs all of it:\n${lines.join('\n')}`;
}

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

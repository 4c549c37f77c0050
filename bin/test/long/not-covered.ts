/**
 * What no suite and no benchmark tries at its size, with the reason: whoever runs everything is told what was not run. Take
 * a line out when a suite for it exists.
 */
const notCovered: readonly { what: string; why: string }[] = [
  {
    what: 'a server that is stopped hard every few seconds while people work',
    why: 'the tests share one server; connections are cut one by one instead (cuts)',
  },
  {
    what: 'an audit chain of a million events',
    why: 'writing it takes hours; the chain is verified after every command (states)',
  },
  {
    what: 'every page and header for every person, in a browser',
    why: 'it takes a built desk, which npm test makes for the journeys alone',
  },
  {
    what: 'desk pages over 100,000 sandboxes, answers of a sandbox’s API beside a plain query, twenty builds at once',
    why: 'no benchmark measures them yet',
  },
  {
    what: 'time from approval to ready',
    why: 'npm start and the journeys of npm test print it',
  },
];

/** A line each, under a heading. */
export function notCoveredLines(): string {
  return ['Not covered, and why:', ...notCovered.map(({ what, why }) => `  ${what}: ${why}`)].join('\n');
}

import type { Guard } from './guard';

const engineTests = ['lib/provisioning/promises/clone.test.ts'];
const requestTests = ['lib/requests/clone/clone.test.ts'];
const lifeTests = ['lib/sandboxes/promises/clone-life.test.ts'];
const letGoTests = ['lib/sandboxes/clone/let-go.test.ts'];
const beginTests = ['lib/sandboxes/clone/begin-clone.test.ts'];

/** Guards of clones: that one has no more than what it was made from, and that neither takes the other along. */
export const cloneGuards: readonly Guard[] = [
  {
    of: 'that a clone’s database names the other sandbox’s role nowhere',
    file: 'lib/provisioning/steps/revoke.ts',
    take: '      await assertNothingLeft(client, other);\n',
    tests: engineTests,
    only: 'makes no clone',
  },
  {
    of: 'that a clone which fails has the other sandbox opened again',
    file: 'lib/provisioning/steps/copy-in-use.ts',
    take: '      await build.options.onInUseCopied?.().catch(() => undefined);\n',
    tests: engineTests,
    only: 'fails on its way',
  },
  {
    of: 'that whoever was removed meanwhile does not get into a clone',
    file: 'lib/requests/clone/start-clone.ts',
    take: '.filter((person) => present.has(personKey(person)))',
    tests: requestTests,
    only: 'somebody who was removed',
  },
  {
    of: 'that a clone ends no later than the other sandbox',
    file: 'lib/sandboxes/start-sandbox.ts',
    take: 'clone && clone.endsBy < asked ? clone.endsBy : asked',
    put: 'asked',
    tests: requestTests,
    only: 'an end no later than its own',
  },
  {
    of: 'that no clone is asked for beyond the other’s end',
    file: 'lib/requests/clone/clone-sandbox.ts',
    take: '    assertNoLonger(durationDays, sandbox.expiresAt, now);\n',
    tests: requestTests,
    only: 'a later end',
  },
  {
    of: 'that the quota is asked again once compliance signed a clone',
    file: 'lib/requests/clone/start-clone.ts',
    take: "reasons.includes('quota') && request.decidedById === null",
    put: 'false',
    tests: requestTests,
    only: 'the last place went meanwhile',
  },
  {
    of: 'that a clone of production is not handed over without its signature',
    file: 'lib/sandboxes/build/require-ground.ts',
    take: "  if (shape === 'snapshot') await requireSigned(tx, requestId);\n",
    tests: requestTests,
    only: 'once its signature is void',
  },
  {
    of: 'that a clone of what was quarantined is not handed over',
    file: 'lib/sandboxes/build/require-ground.ts',
    take: "  await requireCloneGround(tx, requestId, 'hand_over');\n",
    tests: requestTests,
    only: 'where the other was quarantined',
  },
  {
    of: 'that a clone which failed is never built from production',
    file: 'lib/sandboxes/copies/start-copy.ts',
    take: "  if (request.kind !== 'clone')\n",
    tests: requestTests,
    only: 'made again from the sandbox',
  },
  {
    of: 'that a clone as it is now does not begin while the other is switched or closed',
    file: 'lib/sandboxes/clone/begin-clone.ts',
    take: "whyNotClone('ready', ground)",
    put: 'null',
    tests: beginTests,
    only: 'clones as it is now|being reset',
  },
  {
    of: 'that a clone whose signature is void closes nothing',
    file: 'lib/sandboxes/clone/load-clone.ts',
    take: "  if (shape === 'snapshot') await requireSigned(db(), requestId);\n",
    tests: requestTests,
    only: 'once its signature is void',
  },
  {
    of: 'that a quarantine and the hand-over of a clone come one after the other',
    file: 'lib/sandboxes/build/require-ground.ts',
    take: "  await lockCopies(tx, concernsId ?? '');\n",
    tests: letGoTests,
    only: 'waits for a quarantine',
  },
  {
    of: 'that a baseline which a clone alone held is dropped after it',
    file: 'lib/sandboxes/clone/let-go.ts',
    take: '    await queueOperation({ tx, enqueue }, { sandboxId, copyId: sealedOf, kind, requestedById: null, now });\n',
    put: '    void sealedOf;\n',
    tests: letGoTests,
    only: 'clone alone held',
  },
  {
    of: 'that opening a sandbox after its clone leaves nothing open that was given up meanwhile',
    file: 'lib/sandboxes/clone/open-cloned.ts',
    take: '  for (const place of closed) await closeCopy(place, options);\n',
    tests: lifeTests,
    only: 'given up while it is being opened',
  },
  {
    of: 'that nothing is destroyed while it is cloned',
    file: 'lib/sandboxes/copies/end-copies.ts',
    take: '  await requireNoClone(tx, sandboxId);\n',
    tests: requestTests,
    only: 'holds what it is made from',
  },
];

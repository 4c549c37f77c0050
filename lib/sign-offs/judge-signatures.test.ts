import { describe, expect, test } from 'vitest';
import {
  judgeSignatures,
  type ManifestToJudge,
  type Moment,
  type SignatureToJudge,
} from './judge-signatures';

/**
 * The rules by which signatures count, as a table: what stands under a request, at which moment, and what follows. Each row
 * changes one thing of two signatures that count.
 */
const content = {
  tenantId: 't',
  shape: 'snapshot',
  people: [],
  durationDays: 30,
  startsOn: null,
  configuration: [],
  seedSetName: null,
  loadTest: null,
  features: [],
  engineVersion: 1,
  signatures: 1,
} as const;
const manifest: ManifestToJudge = { hash: 'now', content: { ...content }, signaturesNeeded: 1 };
const onDay = (day: number) => new Date(Date.UTC(2026, 0, day));

const ada: SignatureToJudge = {
  manifestHash: 'now',
  manifest: content,
  signedAt: onDay(10),
  validUntil: onDay(40),
  builds: 2,
  voidedAt: null,
  voidReason: null,
  signedBy: { name: 'Ada', humanId: 'ada', disabledAt: null, role: 'compliance' },
};
const bob: SignatureToJudge = {
  ...ada,
  signedAt: onDay(11),
  validUntil: onDay(30),
  builds: 1,
  signedBy: { ...ada.signedBy, name: 'Bob', humanId: 'bob' },
};
const built = (...days: number[]) => days.map((day) => ({ readyAt: onDay(day) }));
const today: Moment = { at: onDay(20) };
const two = { ...manifest, signaturesNeeded: 2 };
/** The same manifest, once something in it has changed. */
const longer = { ...manifest, hash: 'then', content: { ...content, durationDays: 90 } };
const upgraded = { ...manifest, hash: 'then', content: { ...content, engineVersion: 2 } };

type Row = {
  what: string;
  signatures?: SignatureToJudge[];
  manifest?: ManifestToJudge | null;
  moment?: Moment;
  /** Why they do not count; null where they do. */
  whyNot: string | null;
  buildsLeft?: number;
};

const rows: Row[] = [
  { what: 'one signature where one is needed', whyNot: null, buildsLeft: 2 },
  { what: 'nobody signed', signatures: [], whyNot: 'Nobody signed it.' },
  { what: 'there is no plan that could be signed', manifest: null, whyNot: 'Nobody signed it.' },
  {
    what: 'one where two are needed',
    manifest: two,
    whyNot: 'Only 1 of 2 people signed it.',
  },
  {
    what: 'two where two are needed: the fewer builds count',
    signatures: [bob, ada],
    manifest: two,
    whyNot: null,
    buildsLeft: 1,
  },
  {
    what: 'two accounts of one human where two are needed',
    signatures: [{ ...bob, signedBy: { ...bob.signedBy, humanId: 'ada' } }, ada],
    manifest: two,
    whyNot: 'Only 1 of 2 people signed it.',
  },
  {
    what: 'it was taken back',
    signatures: [{ ...ada, voidedAt: onDay(15), voidReason: 'Taken back.' }],
    whyNot: 'The signature of Ada is void. Taken back.',
  },
  { what: 'its last moment', moment: { at: onDay(40) }, whyNot: 'The signature of Ada is out of date.' },
  {
    what: 'the moment before',
    moment: { at: new Date(onDay(40).getTime() - 1) },
    whyNot: null,
    buildsLeft: 2,
  },
  {
    what: 'its signer’s account is disabled',
    signatures: [{ ...ada, signedBy: { ...ada.signedBy, disabledAt: onDay(15) } }],
    whyNot: 'The signature of Ada counts no more: that account is disabled.',
  },
  {
    what: 'its signer is with support now',
    signatures: [{ ...ada, signedBy: { ...ada.signedBy, role: 'support' } }],
    whyNot: 'The signature of Ada counts no more: that person is with compliance no more.',
  },
  {
    what: 'something in the manifest has changed',
    manifest: longer,
    whyNot: 'The signature of Ada does not cover what has changed since: kept for.',
  },
  {
    what: 'the engine has changed before the build',
    manifest: upgraded,
    whyNot: 'The signature of Ada does not cover what has changed since: engine.',
  },
  {
    what: 'one of two is void: the other alone is judged',
    signatures: [{ ...bob, voidedAt: onDay(15), voidReason: null }, ada],
    whyNot: null,
    buildsLeft: 2,
  },
  {
    what: 'one copy was handed over of two',
    moment: { ...today, copies: [...built(12), { readyAt: null }] },
    whyNot: null,
    buildsLeft: 1,
  },
  {
    what: 'a copy from before the signature',
    moment: { ...today, copies: built(9) },
    whyNot: null,
    buildsLeft: 2,
  },
  {
    what: 'both copies were handed over',
    moment: { ...today, copies: built(12, 13) },
    whyNot: 'It was signed for 2 builds, and all of them were handed over.',
  },
  {
    what: 'the only build was handed over',
    signatures: [bob],
    moment: { ...today, copies: built(12) },
    whyNot: 'It was signed for one build, and that was handed over already.',
  },
  {
    what: 'a copy that was handed over is one of its builds',
    signatures: [bob],
    moment: { at: onDay(12), isHandedOver: true, copies: built(12) },
    whyNot: null,
    buildsLeft: 0,
  },
  {
    what: 'the engine has changed since a copy was handed over',
    manifest: upgraded,
    moment: { at: onDay(12), isHandedOver: true },
    whyNot: null,
    buildsLeft: 2,
  },
  {
    what: 'something else has changed since a copy was handed over',
    manifest: longer,
    moment: { at: onDay(12), isHandedOver: true },
    whyNot: 'The signature of Ada does not cover what has changed since: kept for.',
  },
  {
    what: 'it was taken back after a copy was handed over',
    signatures: [{ ...ada, voidedAt: onDay(15), voidReason: null }],
    moment: { at: onDay(12), isHandedOver: true },
    whyNot: 'The signature of Ada is void.',
  },
];

describe('signatures count', () => {
  test.each(rows)(
    '$what: $whyNot',
    ({ signatures = [ada], manifest: standing = manifest, moment = today, whyNot, buildsLeft }) => {
      const judged = judgeSignatures(signatures, standing, moment);
      expect(judged.whyNot).toBe(whyNot);
      if (whyNot === null) expect(judged.buildsLeft).toBe(buildsLeft);
    },
  );

  test('together they end when the first of them does', () => {
    expect(judgeSignatures([bob, ada], two, today).validUntil).toEqual(onDay(30));
  });
});

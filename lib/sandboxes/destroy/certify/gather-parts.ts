import { z } from 'zod';
import { type DestroyedPart, type Look, look } from '../../../certificate-format/destruction';
import type { Tx } from '../../../db/transaction';
import { conflict } from '../../../errors';
import { countParts, endingNames, endingParts } from '../../parts/sandbox-parts';
import { type Existed, listExisted } from './list-existed';

/** What the examiner reports of the cluster. */
export const examinedParts = z.array(
  z.strictObject({
    kind: z.enum(['database', 'role']),
    name: z.string(),
    oids: z.array(z.int().positive()),
    looks: z.array(look).min(1),
  }),
);
export type ExaminedParts = z.infer<typeof examinedParts>;

/**
 * Every part of a sandbox with the looks for it: those on the cluster as they were examined, each with what the intent
 * ledger says, and our own rows by the table of parts, asked here and now. Throws `state_conflict` where something existed
 * that nobody looked for: a certificate is about everything or there is none.
 */
export async function gatherParts(
  tx: Tx,
  sandboxId: string,
  examined: ExaminedParts,
): Promise<DestroyedPart[]> {
  const existed = await listExisted(tx, sandboxId);
  const forgotten = existed.filter((part) => !examined.some((each) => isSame(each, part)));
  if (forgotten.length > 0)
    throw conflict(`Nobody looked for ${forgotten.map(({ name }) => name).join(', ')}.`);
  const onCluster = examined.map(({ kind, name, oids, looks }): DestroyedPart => {
    const record = existed.find((part) => isSame(part, { kind, name }));
    return {
      kind: record?.as ?? kind,
      name,
      oids: [...new Set([...oids, ...(record?.oids ?? [])])],
      madeAt: record?.madeAt?.toISOString() ?? null,
      droppedAt: record?.droppedAt?.toISOString() ?? null,
      looks: [...looks, ...lookInLedger(record)],
    };
  });
  return [...onCluster, ...(await ownRows(tx, sandboxId))];
}

const isSame = (left: Pick<Existed, 'kind' | 'name'>, right: Pick<Existed, 'kind' | 'name'>) =>
  left.kind === right.kind && left.name === right.name;

function lookInLedger(record: Existed | undefined): Look[] {
  if (!record?.ledger) return [];
  const where = 'intent ledger';
  return record.ledger === 'gone'
    ? [{ where, result: 'gone' }]
    : [{ where, result: 'remains', why: 'It is on record as something that is there.' }];
}

async function ownRows(tx: Tx, sandboxId: string): Promise<DestroyedPart[]> {
  const inForce = await countParts(tx, sandboxId);
  return endingNames.map((key) => {
    const { model, title } = endingParts[key];
    const left = inForce[key];
    const where = `rows of ${model} that are in force`;
    const found: Look =
      left === 0
        ? { where, result: 'gone' }
        : { where, result: 'remains', why: `${left} ${left === 1 ? 'is' : 'are'} in force.` };
    return { kind: 'rows', name: title[1], oids: [], madeAt: null, droppedAt: null, looks: [found] };
  });
}

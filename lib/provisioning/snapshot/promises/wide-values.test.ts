import { describe, expect, it } from 'vitest';
import { sizeOf } from '@/lib/testing/sizes';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { inspectPlan } from '../../plan-check/inspect-plan';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { type Decision, masked, planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/** One row that is wider than a server, or a pattern, takes as text. It repeats itself, so it is small on disk. */

const database = useDatabases();
const million = 1024 ** 2;

type Shape = {
  what: string;
  columns: string;
  /** Of the one row, behind its key. */
  values: string;
  decisions?: Record<string, Decision>;
  /** Refused with these words, or copied and found to hold this. */
  refused?: string[];
  finds?: string[];
};

const bytes = (count: number) => `convert_to(repeat('a', ${count * million}), 'UTF8')`;
const text = (count: number, end: string) => `repeat('word ', ${(count * million) / 5}) || '${end}'`;
const keptText = { class: 'business.value', mask: { name: 'keep' } } as const;

const shapes: Shape[] = [
  {
    what: 'bytes that a column without a shared binary form sends as text',
    columns: 'data bytea, span int4range',
    values: `${bytes(540)}, '[1,2)'`,
    refused: ['s.wide', '1,080 MB as text', '"data"'],
  },
  {
    what: 'a text that a mask reads',
    columns: 'doc text',
    values: text(150, ''),
    decisions: { 'wide.doc': masked.text },
    refused: ['s.wide', 'column "doc"', '150 MB', 'free_text'],
  },
  {
    what: 'a kept text of 300 MB, and a mail at its end',
    columns: 'doc text',
    values: text(300, 'anna@firma.de'),
    decisions: { 'wide.doc': keptText },
    finds: ['mail'],
  },
  {
    what: 'bytes of 540 MB beside a point, which leave in binary form',
    columns: 'data bytea, at point',
    values: `${bytes(540)}, '(1,2)'`,
    finds: [],
  },
  {
    what: 'a kept text of 600 MB, with a card in the middle',
    columns: 'doc text',
    values: `${text(300, ' 4111 1111 1111 1111 ')} || ${text(300, '')}`,
    decisions: { 'wide.doc': keptText },
    finds: [],
  },
];

async function wide({ columns, values, decisions }: Shape) {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA s; CREATE TABLE s.wide (id int PRIMARY KEY, ${columns}); INSERT INTO s.wide SELECT 1, ${values}`,
  );
  const plan: ScrubPlan = await planFor(source.url, ['s'], decisions);
  return { source, target, plan };
}

const chosen = shapes.slice(0, sizeOf('wide-values'));

describe('a wide row', () => {
  it.each(chosen.filter(({ refused }) => refused))('is refused: $what', async (shape) => {
    const { source, target, plan } = await wide(shape);
    const { refusals } = await inspectPlan({ url: source.url, plan });
    const sentences = refusals.filter(({ code }) => code === 'value_too_wide').map(({ message }) => message);
    expect(sentences).toHaveLength(1);
    for (const words of shape.refused ?? []) expect(sentences[0]).toContain(words);
    await expect(copy(plan, source, target)).rejects.toThrow(sentences[0]);
    expect(await query(target, `SELECT FROM pg_namespace WHERE nspname = 's'`)).toHaveLength(0);
  });

  it.each(chosen.filter(({ finds }) => finds))('is copied and looked through: $what', async (shape) => {
    const { source, target, plan } = await wide(shape);
    const { refusals, samples } = await inspectPlan({ url: source.url, plan });
    expect(refusals.filter(({ code }) => code === 'value_too_wide')).toEqual([]);
    expect(JSON.stringify(samples).length).toBeLessThan(10_000);
    await copy(plan, source, target);
    const { findings, tables } = await proveSnapshot(plan, { source, target, jobs: 1 });
    expect(findings.map(({ looksLike }) => looksLike)).toEqual(shape.finds);
    expect(tables.map(({ sourceRows, targetRows }) => [sourceRows, targetRows])).toEqual([[1, 1]]);
  });
});

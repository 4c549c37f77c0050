import { expect, it } from 'vitest';
import { planFor } from '../snapshot/plan.fixture';
import { copy, query, useDatabases } from '../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from './prove-snapshot';

const database = useDatabases();

/** `json` keeps a document as it was written, with `\u0000` where no text may have it. */
const structure = String.raw`CREATE SCHEMA shop;
  CREATE TABLE shop.users (id int PRIMARY KEY, name text, details json);
  INSERT INTO shop.users SELECT g, 'Olafsen' || chr(97 + g) || 'sto Bruun' || chr(97 + g) || 'ker',
      ('{"said": "' || CASE WHEN g = 7 THEN 'by Olafsenhsto Bruunhker\u0000' ELSE 'nothing' END || '"}')::json
    FROM generate_series(1, 20) g;`;
const name = { class: 'direct.person_name', mask: { name: 'person_name' } } as const;

it('a kept document with a zero character leaves as it is, and a name in it is found', async () => {
  const [source, target] = [await database(), await database()];
  await query(source, structure);
  const plan = await planFor(source.url, ['shop'], { 'users.name': name });
  await copy(plan, source, target);
  const proof = await proveSnapshot(plan, { source, target, jobs: 1 });
  expect(proof.failures).toEqual([
    'shop.users, column "details" holds 1 value of shop.users.name, which is masked. Mask it there too, or keep it as somebody’s data with a reason.',
  ]);
});

it('a masked document with a zero character is refused before anything is copied, with what helps', async () => {
  const [source, target] = [await database(), await database()];
  await query(source, structure);
  const plan = await planFor(source.url, ['shop'], {
    'users.name': name,
    'users.details': {
      class: 'direct.free_text',
      mask: { name: 'json', shape: { keys: { said: { mask: { name: 'free_text' } } } } },
    },
  });
  await expect(copy(plan, source, target)).rejects.toThrow(
    String.raw`shop.users, column "details": the mask json fails on sampled rows, since a document there holds \u0000, which PostgreSQL cannot write as text. Its owner corrects it in production, or the plan empties the column.`,
  );
});

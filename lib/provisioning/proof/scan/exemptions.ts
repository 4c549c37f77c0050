import type { Finding } from '../../../certificate-format/certificate';
import type { PlanColumn } from '../../../plan-format/scrub-plan';
import { promisesOf } from '../promises/mask-promises';

export type LooksLike = Finding['looksLike'];

/** What may be met in a column, by the column as `placeOf` writes it. */
export type Exemptions = ReadonlyMap<string, ReadonlySet<LooksLike>>;

/** A column of the target. No two are written alike: names hold no zero character. */
export const placeOf = (schema: string, table: string, column: string) => [schema, table, column].join('\0');

/** What may be met in a column because a person decided to keep it, or its mask makes it. */
export function exemptions(entry: PlanColumn | undefined): ReadonlySet<LooksLike> {
  const made = entry?.mask && promisesOf(entry.mask.name)?.makes;
  if (made) return new Set(made);
  if (entry?.mask?.name !== 'keep' || !entry.reason) return new Set();
  const kept: Partial<Record<string, LooksLike[]>> = {
    'direct.mail': ['mail'],
    'direct.username': ['mail'],
    'direct.card_number': ['card'],
    'direct.account_number': ['iban', 'card'],
    'direct.free_text': ['mail', 'card', 'iban'],
  };
  return new Set(kept[entry.class] ?? []);
}

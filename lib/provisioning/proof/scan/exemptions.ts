import type { PlanColumn } from '../../scrub-plan/scrub-plan';
import type { Finding } from '../certificate';

/** What may be met in a column because a person decided to keep it, or its mask makes it. */
export function exemptions(entry: PlanColumn | undefined): ReadonlySet<Finding['looksLike']> {
  if (entry?.mask?.name === 'iban') return new Set(['iban']);
  if (entry?.mask?.name !== 'keep' || !entry.reason) return new Set();
  const kept: Partial<Record<string, Finding['looksLike'][]>> = {
    'direct.mail': ['mail'],
    'direct.username': ['mail'],
    'direct.card_number': ['card'],
    'direct.account_number': ['iban', 'card'],
    'direct.free_text': ['mail', 'card', 'iban'],
  };
  return new Set(kept[entry.class] ?? []);
}

import type { Finding } from '../certificate';
import { accountsIn, cardsIn } from './numbers-in';
import { hasCards, holdsMail, isBeyondChance } from './patterns';

/** What one text of the catalogue holds; `isNew` where masks made it, or numbers stand in it, so that chance is allowed for. */
export function findingsIn(place: string, text: string, isNew = false): Finding[] {
  return [
    ...(holdsMail(text) ? [{ place, looksLike: 'mail' as const, count: 1 }] : []),
    ...(hasCards(cardsIn(text), isNew) ? [{ place, looksLike: 'card' as const, count: 1 }] : []),
    ...(isBeyondChance('iban', accountsIn(text), isNew)
      ? [{ place, looksLike: 'iban' as const, count: 1 }]
      : []),
  ];
}

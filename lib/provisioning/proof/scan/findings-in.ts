import type { Finding } from '../../../certificate-format/certificate';
import { NumberTally } from './chance';
import { accountsIn, cardsIn } from './numbers-in';
import { holdsMail } from './patterns';

/** What one text of the catalogue holds; `isNew` where masks made it, or numbers stand in it, so that chance is allowed for. */
export function findingsIn(place: string, text: string, isNew = false): Finding[] {
  const [cards, accounts] = [new NumberTally('card'), new NumberTally('iban')];
  cards.add(cardsIn(text));
  accounts.add(accountsIn(text));
  return [
    ...(holdsMail(text) ? [{ place, looksLike: 'mail' as const, count: 1 }] : []),
    ...(cards.findings(isNew) > 0 ? [{ place, looksLike: 'card' as const, count: 1 }] : []),
    ...(accounts.findings(isNew) > 0 ? [{ place, looksLike: 'iban' as const, count: 1 }] : []),
  ];
}

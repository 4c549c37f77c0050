import type { Finding } from '../../../certificate-format/certificate';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import { longText } from '../texts/read-in-one-pass';
import { NumberTally } from './chance';
import { accountsIn, cardsIn } from './numbers-in';
import { holdsMail } from './patterns';
import { mayBe, suspicionIn } from './suspicion-in';

export type ScannedColumn = {
  column: Pick<CatalogueColumn, 'name'>;
  /** Proven by comparison to share nothing with the source: a sample suffices. */
  sampled: boolean;
  /** What the plan keeps or makes on purpose. */
  exempt: ReadonlySet<Finding['looksLike']>;
};

/** Of one text, in which numbers are looked for. */
export const mostCharacters = 100_000;

/** What stands in one column of the target. Its texts are the target's own and stay in this process. */
export class ColumnScan {
  /** Whether a text was too long to be looked through here. */
  isLong = false;
  private mails = 0;
  private readonly cards = new NumberTally('card');
  private readonly accounts = new NumberTally('iban');
  /** What is looked for at all, as bits of `mayBe`. */
  readonly looksFor: number;

  constructor(readonly each: ScannedColumn) {
    const { exempt } = each;
    this.looksFor =
      (exempt.has('mail') ? 0 : mayBe.mail) | (exempt.has('card') && exempt.has('iban') ? 0 : mayBe.number);
  }

  /** Takes a text as the server wrote it. */
  take(bytes: Buffer, start: number, end: number): void {
    if (end - start >= longText) {
      this.isLong = true;
      return;
    }
    const met = suspicionIn(bytes, start, end) & this.looksFor;
    if (met === 0) return;
    const text = bytes.toString('utf8', start, end);
    if (met & mayBe.mail && holdsMail(text)) this.addMail();
    if (met & mayBe.number) this.addNumbers(text.slice(0, mostCharacters));
  }

  addMail(): void {
    this.mails += 1;
  }

  addNumbers(text: string): void {
    this.cards.add(cardsIn(text));
    this.accounts.add(accountsIn(text));
  }

  /** Whether a number was met that is valid, by chance or not. */
  get holdsValid(): boolean {
    return this.cards.valid + this.accounts.valid > 0;
  }

  findings(place: string): Finding[] {
    const { exempt, sampled } = this.each;
    const numbers = (kind: 'card' | 'iban', count: number) =>
      count > 0 && !exempt.has(kind) ? [{ place, looksLike: kind, count }] : [];
    return [
      ...(this.mails > 0 ? [{ place, looksLike: 'mail' as const, count: this.mails }] : []),
      ...numbers('card', this.cards.findings(sampled)),
      ...numbers('iban', this.accounts.findings(sampled)),
    ];
  }
}

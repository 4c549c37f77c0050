import type { TypedValue } from '../typed-value';
import { type Copy, dropCopy, findCopies, keepCopy, type Place } from './copies';
import { hasStoppedKeeping, onSignOutElsewhere } from './owner';
import { readTyped } from './read-typed';
import { openTabs, thisTab } from './tab';

/** Short enough to lose nothing, long enough not to write with every letter. The rest is written when the page goes. */
const pauseMs = 250;

/**
 * Looks after the text of one form for as long as the form stands on the page: brings back what was kept of it, and keeps
 * what is typed from then on. A form that says what the page says by itself has nothing to keep.
 */
export class Keeper {
  private tab: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isTouched = false;
  private isOver = false;
  private readonly initial: string;
  private readonly ends: (() => void)[] = [];

  constructor(
    readonly form: HTMLFormElement,
    private readonly place: Place,
  ) {
    this.initial = contents(readTyped(form));
  }

  /** Begins to listen, and shows what was kept before, unless somebody is typing already. */
  async start(show: (copy: Copy) => void): Promise<void> {
    this.listen(this.form, ['input', 'change', 'click'], () => this.change());
    this.listen(window, ['pagehide'], () => this.keep());
    this.listen(document, ['visibilitychange'], () => this.keep());
    this.ends.push(onSignOutElsewhere(() => this.end()));
    this.tab = await thisTab();
    const copy = await this.findEarlier();
    if (!copy || this.isOver || this.isTouched) return;
    dropCopy(localStorage, this.place, copy.tab);
    keepCopy(localStorage, this.place, this.tab, copy.values, copy.at);
    show(copy);
  }

  /** The latest copy of this tab, or of one that is closed, which says more than the page does by itself. */
  private async findEarlier(): Promise<Copy | null> {
    const open = await openTabs();
    const earlier = findCopies(localStorage, this.place, Date.now()).filter(
      ({ tab }) => tab === this.tab || !open.has(tab),
    );
    const isSame = ({ values }: Copy) => contents(values) === this.initial;
    for (const { tab } of earlier.filter(isSame)) dropCopy(localStorage, this.place, tab);
    return earlier.find((copy) => !isSame(copy)) ?? null;
  }

  private listen(target: EventTarget, events: string[], act: () => void): void {
    for (const event of events) {
      target.addEventListener(event, act);
      this.ends.push(() => target.removeEventListener(event, act));
    }
  }

  private change(): void {
    this.isTouched = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pauseMs);
  }

  private keep(): void {
    clearTimeout(this.timer);
    if (!this.isTouched || !this.tab || this.isOver || hasStoppedKeeping()) return;
    const values = readTyped(this.form);
    if (contents(values) === this.initial) dropCopy(localStorage, this.place, this.tab);
    else keepCopy(localStorage, this.place, this.tab, values, Date.now());
  }

  /** The text arrived where it was meant for, or is not wanted any more. */
  forget(): void {
    clearTimeout(this.timer);
    this.isTouched = false;
    if (this.tab) dropCopy(localStorage, this.place, this.tab);
  }

  private end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** The form goes from the page: what was typed last is written, and nothing after. */
  stop(): void {
    this.keep();
    this.end();
    for (const end of this.ends) end();
  }
}

/** As one text, to tell whether anything differs; on which version of a draft it was typed does not count. */
function contents(values: { [name: string]: TypedValue }): string {
  const { basedOn: _version, ...typed } = values;
  return JSON.stringify(typed);
}

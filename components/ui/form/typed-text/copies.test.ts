import { beforeEach, describe, expect, test } from 'vitest';
import { dropCopy, dropOthers, findCopies, keepCopy } from './copies';

/** A browser's storage with room for so many characters. */
function storageOf(room = Number.POSITIVE_INFINITY): Storage {
  const items = new Map<string, string>();
  const used = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      if (used() - (items.get(key)?.length ?? 0) + value.length > room) throw new Error('QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

const ada = { owner: 'ada', form: '/requests/1|reason' };
const day = 86_400_000;
let storage: Storage;
beforeEach(() => {
  storage = storageOf();
});

const textsOf = (place = ada, now = 10) => findCopies(storage, place, now).map(({ values }) => values.text);

describe('what was typed', () => {
  test('is kept for each person, form and tab, and found latest first', () => {
    keepCopy(storage, ada, 'one', { text: 'first' }, 1);
    keepCopy(storage, ada, 'two', { text: 'second' }, 2);
    keepCopy(storage, ada, 'one', { text: 'first, and more' }, 3);
    keepCopy(storage, { ...ada, form: '/other' }, 'one', { text: 'another form' }, 4);
    expect(textsOf()).toEqual(['first, and more', 'second']);
    dropCopy(storage, ada, 'one');
    expect(textsOf()).toEqual(['second']);
  });

  test('of another person is never found, and is gone once somebody else has signed in', () => {
    keepCopy(storage, ada, 'one', { text: 'Ada’s' }, 1);
    expect(textsOf({ ...ada, owner: 'grace' })).toEqual([]);
    expect(textsOf({ ...ada, owner: 'ad' })).toEqual([]);
    dropOthers(storage, 'grace', 10);
    expect(storage.length).toBe(0);
  });

  test('stays when its own person signs in again, and goes when they sign out', () => {
    keepCopy(storage, ada, 'one', { text: 'Ada’s' }, 1);
    storage.setItem('sandgate.theme', 'dark');
    dropOthers(storage, 'ada', 10);
    expect(textsOf()).toEqual(['Ada’s']);
    dropOthers(storage, null, 10);
    expect(storage.length).toBe(1);
  });

  test('is forgotten after thirty days', () => {
    keepCopy(storage, ada, 'one', { text: 'old' }, 1);
    expect(textsOf(ada, 31 * day)).toEqual([]);
    dropOthers(storage, 'ada', 31 * day);
    expect(storage.length).toBe(0);
  });

  test('survives anything that somebody else wrote beside it', () => {
    for (const value of ['', 'null', '{', '[]', '{"tab":1}'])
      storage.setItem(`sandgate.typed:ada:${value}`, value);
    keepCopy(storage, ada, 'one', { text: 'mine' }, 1);
    expect(textsOf()).toEqual(['mine']);
  });
});

describe('a browser’s little room', () => {
  test('holds forty copies; the oldest make way', () => {
    for (let at = 0; at < 45; at += 1)
      keepCopy(storage, { ...ada, form: `/${at}` }, 'one', { text: `${at}` }, at);
    expect(storage.length).toBe(40);
    expect(textsOf({ ...ada, form: '/4' })).toEqual([]);
    expect(textsOf({ ...ada, form: '/44' })).toEqual(['44']);
  });

  test('full of older texts, takes the one that is being typed', () => {
    storage = storageOf(2_000);
    for (let at = 0; at < 10; at += 1)
      keepCopy(storage, { ...ada, form: `/${at}` }, 'one', { text: 'x'.repeat(300) }, at);
    expect(keepCopy(storage, ada, 'one', { text: 'y'.repeat(1_500) }, 99)).toBe(true);
    expect(textsOf(ada, 100)).toEqual(['y'.repeat(1_500)]);
  });

  test('has none for what is longer than any draft may be, and says so', () => {
    expect(keepCopy(storage, ada, 'one', { text: 'x'.repeat(300_001) }, 1)).toBe(false);
    expect(storage.length).toBe(0);
  });
});

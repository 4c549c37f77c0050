import type { Echo } from '../candidate';
import type { JudgedColumn } from '../judge-table';

/**
 * What the sure columns of a source teach about the others. A source knows its own people better than any list: whoever
 * stands in `customer.last_name` is recognised again in `ticket.holder`, in whatever language or script.
 */

/** From prints to the columns that taught them; a column must not be its own witness. */
type Lesson = Map<number, Set<string>>;

export interface Lessons {
  given: Lesson;
  family: Lesson;
  /** Whole values of accounts, logins and numbers of people. */
  whole: Map<JudgedColumn['judgement']['class'], Lesson>;
}

const sure = 0.8;
const copied = ['direct.username', 'direct.national_id', 'direct.account_number', 'direct.card_number'];

function teach(lesson: Lesson, key: string, prints: readonly number[]): void {
  for (const print of prints) lesson.set(print, (lesson.get(print) ?? new Set()).add(key));
}

function teachesNames({ judgement, candidate: { profile } }: JudgedColumn): boolean {
  return (
    judgement.class === 'direct.person_name' &&
    judgement.confidence >= sure &&
    profile.properShare > 0.5 &&
    profile.meanWords < 4 &&
    profile.distinct >= 10
  );
}

/** Gathers what the sure columns hold. */
export function lessonsOf(judged: readonly JudgedColumn[]): Lessons {
  const lessons: Lessons = { given: new Map(), family: new Map(), whole: new Map() };
  for (const one of judged) {
    const { judgement, prints, key, candidate } = one;
    if (!prints) continue;
    // Of a full name any word may be either.
    const isName = teachesNames(one);
    if (isName && judgement.part !== 'family') teach(lessons.given, key, prints.words.flat());
    if (isName && judgement.part !== 'given') teach(lessons.family, key, prints.words.flat());
    if (
      copied.includes(judgement.class) &&
      judgement.confidence >= sure &&
      candidate.profile.distinctShare > 0.8
    ) {
      const lesson = lessons.whole.get(judgement.class) ?? new Map();
      lessons.whole.set(judgement.class, lesson);
      teach(lesson, key, prints.whole);
    }
  }
  return lessons;
}

function knows(lesson: Lesson, key: string, print: number): boolean {
  const teachers = lesson.get(print);
  return teachers !== undefined && (teachers.size > 1 || !teachers.has(key));
}

const share = <T>(all: readonly T[], test: (one: T) => boolean) =>
  all.length === 0 ? 0 : all.filter(test).length / all.length;

/** The strongest echo in a column of what others taught. Null for columns without prints. */
export function echoOf({ key, prints }: JudgedColumn, lessons: Lessons): Echo | null {
  if (!prints) return null;
  const named = (lesson: Lesson) =>
    share(prints.words, (words) => words.some((print) => knows(lesson, key, print)));
  const given = named(lessons.given);
  const family = named(lessons.family);
  const names: Echo = {
    class: 'direct.person_name',
    part: given >= family ? 'given' : 'family',
    share: Math.max(given, family),
  };
  const whole = [...lessons.whole].map(
    ([dataClass, lesson]): Echo => ({
      class: dataClass,
      share: share(prints.whole, (print) => knows(lesson, key, print)),
    }),
  );
  return [names, ...whole].reduce((best, one) => (one.share > best.share ? one : best));
}

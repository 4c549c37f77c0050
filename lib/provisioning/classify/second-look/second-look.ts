import type { Neighbour } from '../candidate';
import { judge } from '../judge';
import type { JudgedColumn } from '../judge-table';
import { describesPerson } from './describes-person';
import { echoOf, lessonsOf } from './echo';
import { withoutEchoedKeys } from './echoed-keys';

/**
 * Judges once more with what the first look at all tables has told: which tables hold people, which refer to one of
 * those, what stands beside a column, and which values are known from elsewhere. A note in a table that leads to a
 * patient is about that patient; a single word between a given name and a street is a family name.
 */

const personal = [
  'direct.person_name',
  'direct.mail',
  'direct.birth_date',
  'direct.national_id',
  'direct.phone',
];

/** Columns farther apart than this have nothing to do with each other. */
const farthest = 4;

function neighboursOf(one: JudgedColumn, table: readonly JudgedColumn[]): Neighbour[] {
  const at = table.indexOf(one);
  return table.flatMap((other, place): Neighbour[] => {
    const away = place - at;
    if (away === 0 || Math.abs(away) > farthest) return [];
    const { judgement, candidate } = other;
    const { class: dataClass, part } = judgement;
    return [{ name: candidate.name, class: dataClass, away, ...(part && { part }) }];
  });
}

function byTable(judged: readonly JudgedColumn[]): Map<string, JudgedColumn[]> {
  const tables = new Map<string, JudgedColumn[]>();
  for (const one of judged) tables.set(one.table.key, [...(tables.get(one.table.key) ?? []), one]);
  return tables;
}

/** The judgements of all tables, each made again. Pure; composites stay as they were judged, and documents but for their keys. */
export function lookAgain(judged: readonly JudgedColumn[]): JudgedColumn[] {
  const tables = byTable(judged);
  const lessons = lessonsOf(judged);
  const people = new Set([...tables].filter(([, own]) => describesPerson(own)).map(([key]) => key));
  const touched = new Set(
    [...tables]
      .filter(([, own]) => own.some(({ judgement }) => personal.includes(judgement.class)))
      .map(([key]) => key),
  );
  return judged.map((one) => {
    if (one.shape) return withoutEchoedKeys(one, lessons);
    if (one.fields) return one;
    const { key, foreignKeys } = one.table;
    const leads =
      touched.has(key) ||
      foreignKeys.some(({ table }) => table !== null && (people.has(table) || touched.has(table)));
    const candidate = {
      ...one.candidate,
      subject: people.has(key) && one.candidate.subject === 'things' ? 'people' : one.candidate.subject,
      amongPeople: one.candidate.amongPeople || leads,
      beside: neighboursOf(one, tables.get(key) ?? []),
      echo: echoOf(one, lessons),
    };
    return { ...one, candidate, judgement: judge(candidate) };
  });
}

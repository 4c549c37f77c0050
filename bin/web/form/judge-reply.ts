import type { FormBounds } from './bounds';
import { type FormPart, noForm, TooMuch } from './read-parts';

/**
 * Whether a form is one that our pages send, before React decodes it. An action of ours is given what it answered the
 * last time, which is plain data, and one form. React's format can say much more: references to other parts, to
 * functions, maps, iterators, streams; all of that is refused here, so that decoding takes no longer than reading.
 */

/** Deeper than what any action of ours answers. */
const deepest = 16;

/** Values of the last answer for each field that may be sent: its text, its message, and what holds them together. */
const valuesPerPart = 4;

/** With script: the arguments stand in the part `0`, the form’s fields in `_1_…`. */
export function judgeCalled(parts: readonly FormPart[], bounds: FormBounds): void {
  const [root, ...others] = parts.filter(({ name }) => !/^_1_/.test(name));
  if (root?.name !== '0' || others.length > 0) throw noForm();
  const args = judgeJson(root.value);
  if (!Array.isArray(args) || args.length > 2 || args.at(-1) !== '$K1') throw noForm();
  if (args.length === 2) judgeData(args[0], bounds);
}

/** Without script: React's own fields name one action, with what it answered the last time in further parts. */
export function judgePosted(parts: readonly FormPart[], bounds: FormBounds): void {
  const own = new Map<string, FormPart>();
  for (const part of parts) {
    if (!part.name.startsWith('$ACTION_') || part.name === '$ACTION_KEY') continue;
    if (own.size > 2 || own.has(part.name)) throw noForm();
    own.set(part.name, part);
  }
  const [named] = own.keys();
  if (own.size === 1 && named && /^\$ACTION_ID_[0-9a-f]{1,100}$/.test(named)) return;
  const number = /^\$ACTION_REF_(\w{1,40})$/.exec(named ?? '')?.[1];
  const reference = own.get(`$ACTION_${number}:0`);
  const bound = own.get(`$ACTION_${number}:1`);
  if (!number || !reference || own.size !== (bound ? 3 : 2)) throw noForm();
  judgeReference(judgeJson(reference.value), bound !== undefined);
  if (bound) judgeBound(judgeJson(bound.value), bounds);
}

function judgeReference(action: Json, isBound: boolean): void {
  if (typeof action !== 'object' || action === null || Array.isArray(action)) throw noForm();
  const { id, bound, ...others } = action;
  if (typeof id !== 'string' || !/^[0-9a-f]{1,100}$/.test(id) || Object.keys(others).length > 0)
    throw noForm();
  if (bound !== (isBound ? '$@1' : null)) throw noForm();
}

function judgeBound(args: Json, bounds: FormBounds): void {
  if (!Array.isArray(args) || args.length > 1) throw noForm();
  judgeData(args, bounds);
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

function judgeJson(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw noForm();
  }
}

/** A text that React reads as data: plain, with its dollar doubled, a date, undefined, a number that JSON lacks, or seen before. */
const dataText = /^(?!\$)|^\$(\$|D[\w:.+-]{1,40}$|undefined$|NaN$|-?Infinity$|-0$|0(:[^:]{1,300}){1,8}$)/;

function judgeData(value: Json | undefined, bounds: FormBounds): void {
  const most = valuesPerPart * bounds.parts;
  let found = 0;
  const waiting: { value: Json | undefined; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: each, depth } = next;
    if (++found > most) throw new TooMuch();
    if (depth > deepest || (typeof each === 'string' && !dataText.test(each))) throw noForm();
    if (typeof each !== 'object' || each === null) continue;
    const inner = Array.isArray(each) ? each : Object.values(each);
    if (inner.length > most) throw new TooMuch();
    for (const item of inner) waiting.push({ value: item, depth: depth + 1 });
  }
}

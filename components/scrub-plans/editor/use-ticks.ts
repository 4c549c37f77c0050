'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/**
 * The ticked boxes of one name in a form of rows. The boxes keep their own state, so that they work before any script does; this
 * reads it, ticks ranges with Shift, and ticks again what React unticks when a form comes back refused. `answer` is
 * anything that changes with each answer, `rows` anything that changes with the rows shown.
 */
export function useTicks(
  form: RefObject<HTMLFormElement | null>,
  name: string,
  answer: unknown,
  rows: unknown,
) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const last = useRef<number | null>(null);
  const read = useCallback(() => setTicked(boxesOf(form, name).filter(isTicked).map(keyOf)), [form, name]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came or went change what is ticked.
  useEffect(read, [rows, read]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer, with what was ticked before it.
  useEffect(() => {
    const isRefused = typeof answer === 'object' && answer !== null && 'error' in answer;
    if (isRefused) for (const box of boxesOf(form, name)) box.checked = ticked.includes(box.value);
    read();
  }, [answer]);

  const onClick = (event: React.MouseEvent<HTMLFormElement>) => {
    const boxes = boxesOf(form, name);
    const at = boxes.findIndex((box) => Object.is(box, event.target));
    const box = boxes[at];
    if (!box) return;
    if (event.shiftKey && last.current !== null)
      for (const between of boxes.slice(Math.min(at, last.current), Math.max(at, last.current) + 1))
        between.checked = box.checked;
    last.current = at;
    read();
  };
  const tickAll = (checked: boolean) => {
    for (const box of boxesOf(form, name)) box.checked = checked;
    read();
  };
  return { ticked, onClick, tickAll };
}

function boxesOf(form: RefObject<HTMLFormElement | null>, name: string): HTMLInputElement[] {
  return [...(form.current?.elements ?? [])].filter(
    (element): element is HTMLInputElement => element instanceof HTMLInputElement && element.name === name,
  );
}

const isTicked = (box: HTMLInputElement) => box.checked;
const keyOf = (box: HTMLInputElement) => box.value;

import type { ElementType } from 'react';
import { visibleText } from '@/lib/visible-text';

/** Where an element of HTML shows a text that is no content of a field: values of fields stay as they were typed. */
const shownIn = ['children', 'title', 'aria-label', 'alt', 'placeholder', 'label'] as const;

/** Their content is code. */
const ofCode = new Set(['script', 'style']);

/**
 * The properties of an element with what it shows made visible; the same object where nothing was hidden. Components are
 * left alone: what they are given shows in the elements that they make.
 */
export function shownSafely<Props>(type: ElementType, props: Props): Props {
  if (typeof type !== 'string' || ofCode.has(type) || typeof props !== 'object' || props === null)
    return props;
  let safe = props;
  for (const name of shownIn) {
    const shown: unknown = (props as Record<string, unknown>)[name];
    const made = shownText(shown);
    if (made !== shown) safe = { ...safe, [name]: made };
  }
  return safe;
}

/** A text, or the texts of a list, made visible; elements have seen to theirs when they were made. */
function shownText(shown: unknown): unknown {
  if (typeof shown === 'string') return visibleText(shown);
  if (!Array.isArray(shown)) return shown;
  const made = shown.map(shownText);
  return made.some((each, index) => each !== shown[index]) ? made : shown;
}

import { readForm } from '@/lib/command/web/read-form';
import type { TypedValue } from '../typed-value';

/** Fields that are never kept: nobody typed them, or nobody may find them again. */
const unkeptTypes = new Set(['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image']);

/** Hidden fields that change with each loading of a page: they do not tell one form from another. */
const passingFields = /^(idempotencyKey|version|manifestHash|until|matching|actingAs|\$ACTION.*)$/;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (element): element is Field =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== '',
  );
}

/** A field asks to be left out by `data-unkept`, and a hidden one to be kept by `data-kept`. */
const isKept = (field: Field) =>
  'kept' in field.dataset || (!unkeptTypes.has(field.type) && !('unkept' in field.dataset));

/** What stands in the fields of a form that may be kept, nested as the form's actions see it. */
export function readTyped(form: HTMLFormElement): { [name: string]: TypedValue } {
  const kept = new Set(
    fieldsOf(form)
      .filter(isKept)
      .map(({ name }) => name),
  );
  const data = new FormData();
  for (const [name, value] of new FormData(form))
    if (kept.has(name) && typeof value === 'string') data.append(name, value);
  return JSON.parse(JSON.stringify(readForm(data)));
}

/** Whether a form has anything that is worth keeping: a text, or several fields. */
export function isWorthKeeping(form: HTMLFormElement): boolean {
  const kept = fieldsOf(form).filter(isKept);
  return kept.some((field) => !/^(checkbox|radio|select-one)$/.test(field.type)) || kept.length > 1;
}

/** Tells this form from every other: its page, the objects that it is about, and the names of its fields. */
export function formName(form: HTMLFormElement, path: string): string {
  const hidden = fieldsOf(form).filter(({ type, dataset }) => type === 'hidden' && !('kept' in dataset));
  const about = hidden.map(({ name, value }) => (passingFields.test(name) ? name : `${name}=${value}`));
  const fields = fieldsOf(form)
    .filter(({ type }) => type !== 'hidden')
    .map(({ name }) => name.replace(/\d+/g, 'n'));
  const names = [...new Set(fields)].sort();
  return [path, about.filter((each) => !each.startsWith('$ACTION')).sort(), names].join('|');
}

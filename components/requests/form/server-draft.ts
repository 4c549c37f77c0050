import type { TypedValue } from '../../ui/form/typed-value';

/** What the server keeps of the form. */
export type ServerDraft = { values: TypedValue; version: number; savedAt: Date };

import type { Failure } from '../result';
import type { FormValues } from './read-form';

/**
 * What a form knows after it was sent. A failure brings back what was typed, since React empties the fields of a form
 * once its action has run.
 */
export type ActionState<Value = unknown> =
  | { status: 'idle' }
  | { status: 'done'; value: Value }
  | { status: 'failed'; error: Failure; values: FormValues };

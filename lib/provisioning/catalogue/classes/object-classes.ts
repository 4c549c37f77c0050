import { copiedClasses } from './copied-classes';
import type { ObjectClass } from './object-class';
import { uncopiedClasses } from './uncopied-classes';

/** Every catalogue of PostgreSQL with what becomes of its objects. */
export const objectClasses: Readonly<Record<string, ObjectClass>> = { ...copiedClasses, ...uncopiedClasses };

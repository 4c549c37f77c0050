import { Fragment, jsxDEV as make } from 'react/jsx-dev-runtime';
import { shownSafely } from './shown-safely';

/** The same as jsx-runtime, for `npm run dev` and tests. */

export type { JSX } from 'react/jsx-dev-runtime';
export { Fragment };

export const jsxDEV: typeof make = (type, props, key, isStatic, source, self) =>
  make(type, shownSafely(type, props), key, isStatic, source, self);

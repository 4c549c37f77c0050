import { Fragment, jsx as make, jsxs as makeWithMany } from 'react/jsx-runtime';
import { shownSafely } from './shown-safely';

/**
 * What the pages' JSX is compiled to (`jsxImportSource` in tsconfig.json): React's own, with every text that an element
 * shows made visible first. No page has to remember it, and none can forget it.
 */

export type { JSX } from 'react/jsx-runtime';
export { Fragment };

export const jsx: typeof make = (type, props, key) => make(type, shownSafely(type, props), key);

export const jsxs: typeof makeWithMany = (type, props, key) =>
  makeWithMany(type, shownSafely(type, props), key);

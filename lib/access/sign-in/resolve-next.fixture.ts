import { register } from 'node:module';

/**
 * next-auth imports `next/server` and its siblings without an extension, which Next's bundler resolves and Node, where
 * tests run it unbundled, does not. Import this file before the first sign-in of a test file.
 */
const hook = `export const resolve = (specifier, context, next) =>
  next(/^next\\/(server|headers|navigation)$/.test(specifier) ? specifier + '.js' : specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { jsx, jsxs } from './jsx-runtime';
import { shownSafely } from './shown-safely';

const trick = 'invoice\u202Efdp.exe';
const shown = 'invoice[U+202E]fdp.exe';

test('every text that an element shows is made visible, in lists and in titles, too', () => {
  const html = renderToStaticMarkup(
    jsxs('p', {
      title: trick,
      children: ['by ', trick, jsx('b', { children: [[trick]] })],
    }),
  );
  expect(html).toBe(`<p title="${shown}">by ${shown}<b>${shown}</b></p>`);
});

test('what a component is given shows in the elements that it makes', () => {
  const Name = ({ name }: { name: string }) => jsx('i', { children: name });
  expect(renderToStaticMarkup(jsx(Name, { name: trick }))).toBe(`<i>${shown}</i>`);
});

test('values of fields, and what holds nothing hidden, are left as they are', () => {
  const props = { value: trick, readOnly: true, 'aria-label': 'plain' };
  expect(jsx('input', props).props).toBe(props);
  const children = ['a', createElement('b', { key: 'b' }), 'c'];
  expect(shownSafely('p', { children }).children).toBe(children);
  expect(shownSafely('script', { children: trick }).children).toBe(trick);
});

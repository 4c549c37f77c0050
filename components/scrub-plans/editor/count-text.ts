/** `1 column`, `12 columns`. */
export const countText = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'column' : 'columns'}`;

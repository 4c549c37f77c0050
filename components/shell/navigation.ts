/** One place of the desk. `key` is pressed after `g` to go there. */
export type Destination = { href: string; label: string; key: string };

/** The id by which the menu button of narrow screens opens the navigation. */
export const navigationId = 'desk-navigation';

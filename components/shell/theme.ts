/** The themes a person may choose; `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice; the page's own script writes it, so it is not HttpOnly. It is no secret. */
export const themeCookie = 'theme';

/** What the cookie says; anything unknown is `system`. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

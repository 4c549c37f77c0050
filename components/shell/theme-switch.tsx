'use client';

import { useId, useState } from 'react';
import { type Theme, themeCookie, themes } from './theme';

const labels: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

/** A year: as long as browsers keep such a cookie. */
const rememberedForS = 31_536_000;

/** Chooses the theme at once, without asking the server, and keeps the choice for the next page. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial);
  const name = useId();
  function choose(theme: Theme) {
    setChosen(theme);
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in browsers that people still use.
    document.cookie = `${themeCookie}=${theme}; path=/; max-age=${rememberedForS}; samesite=lax`;
  }
  return (
    <fieldset className="grid grid-cols-3 gap-0.5 rounded bg-neutral-soft p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => (
        <label
          key={theme}
          className="flex h-6 cursor-pointer items-center justify-center rounded-sm px-2 text-xs text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={chosen === theme}
            onChange={() => choose(theme)}
          />
          {labels[theme]}
        </label>
      ))}
    </fieldset>
  );
}

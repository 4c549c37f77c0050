import type { Config } from 'tailwindcss';

/**
 * Names for the tokens of app/globals.css, so that a class says what a colour is for (`text-muted`, `bg-danger-soft`)
 * and never which one it is. A colour that is not in this list does not exist on the desk.
 */
const token = (name: string) => `var(--${name})`;

/** A state's colour for text and signs, and the quiet background that it stands on (contrast at least 4.5 to 1). */
const tone = (name: string) => ({ DEFAULT: token(name), soft: token(`${name}-soft`) });

const config: Config = {
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      canvas: token('canvas'),
      surface: token('surface'),
      raised: token('raised'),
      sunken: token('sunken'),
      hover: token('hover'),
      line: { DEFAULT: token('line'), strong: token('line-strong') },
      control: token('control'),
      ink: token('ink'),
      muted: token('muted'),
      faint: token('faint'),
      accent: {
        DEFAULT: token('accent'),
        strong: token('accent-strong'),
        ink: token('accent-ink'),
        soft: token('accent-soft'),
        on: token('accent-on'),
      },
      neutral: tone('neutral'),
      info: tone('info'),
      success: tone('success'),
      warning: tone('warning'),
      danger: tone('danger'),
      review: tone('review'),
      fill: { danger: token('danger-fill'), strong: token('danger-fill-strong') },
      scrim: token('scrim'),
    },
    fontFamily: { sans: token('font-sans'), mono: token('font-mono') },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.25rem'],
      lg: ['1rem', '1.5rem'],
      xl: ['1.25rem', '1.75rem'],
    },
    borderRadius: { none: '0', sm: '4px', DEFAULT: '6px', lg: '8px', full: '9999px' },
    boxShadow: { none: 'none', raised: token('shadow-raised'), overlay: token('shadow-overlay') },
  },
};

export default config;

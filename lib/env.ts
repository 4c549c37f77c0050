import path from 'node:path';
import { z } from 'zod';
import { mailFields } from './env-of-mail';

/**
 * Every setting, read from the environment here and nowhere else. `describeSettings` feeds `sandgate doctor` and
 * docs/operating.md is checked against it, so a setting that is not described here does not exist.
 */
const fields = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000).describe('TCP port of the web server'),
  PUBLIC_URL: z.url().optional().describe('where people reach the desk; http://localhost:PORT when left out'),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('the control database; when left out, npm start runs an embedded PostgreSQL'),
  CLUSTER_URL: z
    .string()
    .optional()
    .describe('where sandboxes are built: a role with CREATEDB and CREATEROLE, not a superuser'),
  SANDBOX_SERVER: z
    .string()
    .refine(
      (text) => !/^[a-z]+:\/\/[^/?]*@|[?&](user|password)=/i.test(text),
      'must name a server alone, without a user and a password',
    )
    .optional()
    .describe(
      'the server of CLUSTER_URL without user, password and database: all that a web server needs in place of it',
    ),
  SOURCE_URLS: z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return z.record(z.string(), z.string()).parse(JSON.parse(text));
      } catch {
        context.addIssue('must be a JSON object of product slug to PostgreSQL URL');
        return z.NEVER;
      }
    })
    .describe('production databases by product slug, as a JSON object of read-only PostgreSQL URLs'),
  DATA_DIR: z.string().default('.data').describe('embedded data, pid files and generated secrets'),
  SANDGATE_DEMO: z
    .stringbool()
    .default(false)
    .describe('1 fills in the demo people and product and shows their sign-in page'),
  AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('at least 32 characters; signs sign-in links and derives database passwords'),
  OIDC_ISSUER: z.url().optional().describe('issuer URL of your identity provider'),
  OIDC_CLIENT_ID: z.string().optional().describe('client id at that provider'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('client secret at that provider'),
  OIDC_NAME: z.string().default('single sign-on').describe('what the sign-in button calls the provider'),
  OIDC_EMAIL_VERIFIED: z
    .string()
    .default('')
    .transform((text, context) => {
      const parsed = z
        .array(z.enum(['text', 'id_token', 'absent']))
        .safeParse(text.split(/[\s,]+/).filter(Boolean));
      if (parsed.success) return parsed.data;
      context.addIssue('must be a list of text, id_token and absent, with commas between them');
      return z.NEVER;
    })
    .describe(
      'what counts as a verified address beside email_verified: true of userinfo, as a list: text ("true" as a text), id_token (address and verification in the ID token alone), absent (the provider says nothing of it); nothing when left out',
    ),
  ...mailFields,
  PG_DUMP: z.string().optional().describe('a native pg_dump to prefer, for servers newer than 18'),
  BACKUPS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .optional()
    .describe(
      'how long the write-ahead log and backups of the sandbox cluster are kept; certificates of destruction name that date, and say that it is unknown when left out',
    ),
  SNAPSHOT_MAX_MINUTES: z.coerce
    .number()
    .min(1)
    .max(1_440)
    .default(60)
    .describe('how long a copy may hold a snapshot of production; vacuum removes nothing newer meanwhile'),
  NAME_HELD_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_650)
    .default(90)
    .describe(
      'days for which the former name of a renamed sandbox goes to nobody else and leads to the new one',
    ),
  SNAPSHOT_MAX_MB_PER_S: z.coerce
    .number()
    .positive()
    .optional()
    .describe('how much a copy may read from production per second; as much as goes when left out'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('jobs that one worker runs at once; most of a job is waiting for PostgreSQL'),
  LEASE_SECONDS: z.coerce
    .number()
    .min(2)
    .max(45)
    .default(15)
    .describe(
      'how long a silent worker keeps an operation before another takes it over; the same on every worker',
    ),
  LEASE_RENEWAL_SECONDS: z.coerce
    .number()
    .min(0.2)
    .default(3)
    .describe('how often a worker renews its lease of an operation; at most a third of LEASE_SECONDS'),
  SILENCE_SECONDS: z.coerce
    .number()
    .min(1)
    .max(30)
    .default(10)
    .describe(
      'how long a web server or worker may be silent before the others take it for dead; the same on all of them',
    ),
  HEARTBEAT_SECONDS: z.coerce
    .number()
    .min(0.2)
    .max(4)
    .default(2)
    .describe('how often a web server or worker gives a sign of life; at most a third of SILENCE_SECONDS'),
  RETRY_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(60)
    .default(5)
    .describe(
      'pause before a build is begun again that met something which passes, such as a lock in production; each further pause is twice as long, up to 64 times this',
    ),
  CALL_PLACES: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe(
      'calls to sandboxes that one web server answers at once; organizations that call at the same time share them evenly',
    ),
  CALLS_WAITING: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(128)
    .describe(
      'calls of one organization that may wait at one web server; the next is answered with 503 and Retry-After',
    ),
  CALL_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(4)
    .max(10_000)
    .default(96)
    .describe(
      'connections into sandboxes that one web server holds at once, those included that rest for up to 20 seconds; more than CALL_PLACES, within max_connections',
    ),
  CALLS_PER_MINUTE: z.coerce
    .number()
    .min(1)
    .default(6_000)
    .describe(
      'calls that one sandbox may take in a minute at one web server; the next is answered with 429 and Retry-After',
    ),
  HEADER_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(60)
    .default(10)
    .describe(
      'how long a connection may take to send the headers of a request, and rest between two, before it is closed',
    ),
  REQUEST_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(600)
    .default(60)
    .describe(
      'how long a connection may take to send a whole request, its body included; at least HEADER_SECONDS',
    ),
  RESETS_PER_HOUR: z.coerce
    .number()
    .int()
    .min(1)
    .default(12)
    .describe('resets that one sandbox may begin in an hour; each copies the whole baseline'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('least level that is logged'),
});
/** What renews must do so several times before it counts as gone: one late renewal is no death. */
const settings = fields
  .refine((set) => set.LEASE_RENEWAL_SECONDS * 3 <= set.LEASE_SECONDS, {
    path: ['LEASE_RENEWAL_SECONDS'],
    message: 'must be at most a third of LEASE_SECONDS, so that one slow renewal does not cost a build',
  })
  .refine((set) => set.HEARTBEAT_SECONDS * 3 <= set.SILENCE_SECONDS, {
    path: ['HEARTBEAT_SECONDS'],
    message:
      'must be at most a third of SILENCE_SECONDS, so that one late sign of life does not end a worker',
  })
  .refine(
    (set) =>
      new Set([set.DKIM_DOMAIN, set.DKIM_SELECTOR, set.DKIM_KEY_FILE].map((each) => each === undefined))
        .size === 1,
    {
      path: ['DKIM_DOMAIN'],
      message: 'must be set together with DKIM_SELECTOR and DKIM_KEY_FILE, or none of the three',
    },
  )
  .refine((set) => (set.BOUNCE_ADDRESS === undefined) === (set.BOUNCE_SECRET === undefined), {
    path: ['BOUNCE_ADDRESS'],
    message: 'must be set together with BOUNCE_SECRET, or neither',
  })
  .refine((set) => set.HEADER_SECONDS <= set.REQUEST_SECONDS, {
    path: ['REQUEST_SECONDS'],
    message: 'must be at least HEADER_SECONDS, since the headers are a part of the request',
  });
type Settings = z.infer<typeof settings>;
export type Env = Omit<Settings, 'PUBLIC_URL'> & { PUBLIC_URL: string };

/**
 * Settings over the environment. A web process loads this file twice, once for itself and once in Next.js's bundle; both
 * must have the same settings, so they are kept where both find them.
 */
const holder = globalThis as typeof globalThis & { sandgateSettings?: Readonly<Record<string, string>> };
const noSettings: Readonly<Record<string, string>> = {};
const overrides = () => holder.sandgateSettings ?? noSettings;

/** What was parsed, and from which overrides: the other copy of this file may have set others since. */
let parsed: { from: Readonly<Record<string, string>>; env: Env } | undefined;

/**
 * The settings, checked once. Throws a sentence per wrong setting; never prints a value, since values are secrets.
 */
export function env(): Env {
  const from = overrides();
  if (parsed?.from === from) return parsed.env;
  const present = Object.entries({ ...process.env, ...from }).filter(([, value]) => value !== '');
  const result = settings.safeParse(Object.fromEntries(present));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings to correct in the environment:\n${lines.join('\n')}`);
  }
  const PUBLIC_URL = result.data.PUBLIC_URL ?? `http://localhost:${result.data.PORT}`;
  parsed = { from, env: { ...result.data, PUBLIC_URL } };
  return parsed.env;
}

/** Sets settings for this process, over the environment; for `npm start`, which makes some up, and for tests. */
export function configure(values: Record<string, string>): void {
  holder.sandgateSettings = { ...overrides(), ...values };
}

/** The environment for a child process: ours, with the given settings on top. */
export function childEnvironment(values: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...overrides(), ...values };
}

/** The absolute path of something under DATA_DIR. */
export function dataPath(...parts: string[]): string {
  return path.resolve(env().DATA_DIR, ...parts);
}

/** Name, meaning and whether it is set, for each setting; no values. */
export function describeSettings(): { name: string; meaning: string; isSet: boolean }[] {
  return Object.entries(fields.shape).flatMap(([name, schema]) => {
    const meaning = schema.description;
    return meaning ? [{ name, meaning, isSet: Boolean({ ...process.env, ...overrides() }[name]) }] : [];
  });
}

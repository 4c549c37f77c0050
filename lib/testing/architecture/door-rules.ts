import type { SourceFile } from './source-file';

/** Who may make what is open to everybody: server actions and route handlers. */

/**
 * Where the factories of server actions live; each checks origin, session, permission and input. Signing in has its own:
 * nobody has a session yet.
 */
const actionFactories = /^(lib\/command\/web\/to-[a-z-]+|app\/sign-in\/to-sign-in-action)\.ts$/;

/** Where the factories of route handlers live; each goes through the HTTP door. */
const routeFactories = /^lib\/(command\/http\/to-[a-z-]+|gateway\/to-gateway)\.ts$/;

/** Routes that answer whoever asks, with the reason. */
const openRoutes: Readonly<Record<string, string>> = {
  'app/api/health/route.ts':
    'load balancers have no session, and are told how the parts are and nothing else',
  'app/api/auth/callback/oidc/route.ts': 'it opens sessions, by what the identity provider says',
};

/** What Next.js reads from a `route.ts` beside its handlers. */
const routeSettings = new Set(['dynamic', 'maxDuration', 'revalidate', 'runtime']);

/** Exports of 'use server' files that went past the door: each of them is a public endpoint. */
export function serverActionViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.serverActions
      .filter(({ madeBy }) => madeBy === null || !actionFactories.test(madeBy))
      .map(
        ({ name }) => `${file.path}: ${name} is a public endpoint that no factory of lib/command/web made`,
      ),
  );
}

/** Exports of `route.ts` files that went past the door, and open routes that are not there. */
export function routeViolations(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map((file) => file.path));
  const pastTheDoor = files
    .filter((file) => !Object.hasOwn(openRoutes, file.path))
    .flatMap((file) =>
      file.routeExports
        .filter(({ name }) => !routeSettings.has(name))
        .filter(({ madeBy }) => madeBy === null || !routeFactories.test(madeBy))
        .map(
          ({ name }) => `${file.path}: ${name} is a public endpoint that no factory of the HTTP door made`,
        ),
    );
  return pastTheDoor.concat(
    Object.keys(openRoutes)
      .filter((file) => !paths.has(file))
      .map((file) => `${file}: listed as open to everybody, and not there`),
  );
}

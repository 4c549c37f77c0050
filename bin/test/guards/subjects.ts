import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Everything that refuses something and so needs a guard in the list, read from where it is declared. */
export function subjects(): string[] {
  return [
    ...declaredCommands().map(({ name }) => `command ${name}`),
    ...declaredJobs().map(({ name }) => `job ${name}`),
    ...routes(),
  ];
}

/** Routes that have nothing to take out, with the reason. */
const nothingToTakeOut: Readonly<Record<string, string>> = {
  'app/api/health/route.ts': 'it tells everybody how the parts are, and nothing else',
  'app/s/[slug]/api/[...rest]/route.ts': 'every method of it does nothing but refuse',
};

function filesOf(folder: string, isMeant: RegExp): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => isMeant.test(file) && !/\.(test|fixture)\.ts$|^lib\/testing\//.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** Every command of the house: its name, where it is declared, and the permission that it asks for. */
export function declaredCommands(): { name: string; file: string; allow: string }[] {
  return filesOf('lib', /\.ts$/).flatMap(({ file, text }) =>
    text
      .split(/\bdefineCommand\(\{/)
      .slice(1)
      .map((rest) => ({
        name: /\n {2}name: '([^']+)'/.exec(rest)?.[1] ?? 'without a name',
        file,
        allow: /\n {2}allow: '([^']+)'/.exec(rest)?.[1] ?? 'nothing',
      })),
  );
}

/** Every job: its name, where it is declared, and the schema of its payload as it is written; none of a standing job. */
export function declaredJobs(): { name: string; file: string; payload?: string }[] {
  return filesOf('lib', /\.job\.ts$/).map(({ file, text }) => ({
    name: /\bname: '([^']+)'/.exec(text)?.[1] ?? 'without a name',
    file,
    payload: /\bpayload: (z\.strictObject\(\{[^}]*\}\))/.exec(text)?.[1],
  }));
}

/** Each route of the desk, and each method of the sandboxes' API. */
function routes(): string[] {
  return filesOf('app', /(^|\/)route\.ts$/)
    .filter(({ file }) => !Object.hasOwn(nothingToTakeOut, file))
    .flatMap(({ file, text }) => {
      const [, given] = /toGateway(?:<\w+>)?\(\{([\s\S]*)\}\)/.exec(text) ?? [];
      if (given === undefined) return [`route ${file}`];
      return [...given.matchAll(/\b([A-Z]+): /g)].map(([, method]) => `gateway ${method} ${file}`);
    });
}

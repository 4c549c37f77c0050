import type { Guard } from './guard';
import { declaredCommands, declaredJobs } from './subjects';

/** Each command's permission, taken out by asking for one that other roles have. */
const commands: readonly Guard[] = declaredCommands().map(({ name, file, allow }) => ({
  of: `command ${name}`,
  file,
  take: `  allow: '${allow}',\n`,
  put: `  allow: '${allow === 'notice:read' ? 'operation:work' : 'notice:read'}',\n`,
  tests: ['lib/access/who-may.test.ts'],
}));

/** The form of each job's payload, which its handler asks for first; standing jobs share the one that is empty. */
const jobs: readonly Guard[] = declaredJobs().map(({ name, file, payload }) => ({
  of: `job ${name}`,
  file: payload ? file : 'lib/jobs/job.ts',
  take: payload ?? 'z.strictObject({})',
  put: 'z.any()',
  tests: ['lib/jobs/every-job.test.ts'],
  only: file.slice('lib/'.length).replace(/job\.ts$/, 'handler.ts'),
}));

/** The guards that every command and every job has, read from its declaration, so that an added one needs no line here. */
export const declaredGuards: readonly Guard[] = [...commands, ...jobs];

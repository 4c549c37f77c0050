import { z } from 'zod';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../run-program';
import { findings, oneCheck, type Section } from './section';

const biome = 'node_modules/@biomejs/biome/bin/biome';
const typescript = 'node_modules/typescript/bin/tsc';
const knip = 'node_modules/knip/bin/knip.js';

/** Warnings count as findings: a rule is either kept or taken out of biome.json. */
export const formatAndLint: Section = {
  name: 'format and lint',
  run: async () => {
    const args = ['check', '.', '--error-on-warnings', '--colors=off', '--max-diagnostics=40'];
    const { code, output } = await runProgram(biome, args, { env: childEnvironment() });
    const counted = [...output.matchAll(/Found (\d+) (?:error|warning)/g)].map((match) => Number(match[1]));
    return oneCheck(
      findings(
        code,
        counted.reduce((sum, each) => sum + each, 0),
      ),
      output,
    );
  },
};

/** The strict types of the whole tree, tests included. */
export const types: Section = {
  name: 'types',
  run: async () => {
    const { code, output } = await runProgram(typescript, ['--noEmit', '--pretty', 'false'], {
      env: childEnvironment(),
    });
    return oneCheck(findings(code, output.match(/error TS\d+/g)?.length ?? 0), output);
  },
};

const knipReport = z.object({
  issues: z.array(z.record(z.string(), z.unknown())),
});

/** Files, exports and dependencies that nothing uses, and imports of packages that package.json does not name. */
export const deadCode: Section = {
  name: 'dead code',
  run: async () => {
    const { code, output } = await runProgram(knip, ['--no-progress', '--reporter', 'json'], {
      env: childEnvironment(),
    });
    const start = output.indexOf('{"issues"');
    if (start < 0) return oneCheck(findings(code, 0), output);
    const report = knipReport.parse(JSON.parse(output.slice(start).split('\n')[0] ?? ''));
    const lines = report.issues.flatMap(describeIssue);
    return oneCheck(findings(code, code === 0 ? 0 : lines.length), lines.join('\n'));
  },
};

function describeIssue(issue: Record<string, unknown>): string[] {
  return Object.entries(issue).flatMap(([kind, found]) =>
    Array.isArray(found) ? found.map((each) => `${issue.file}: ${kind} ${nameOf(each)}`) : [],
  );
}

function nameOf(found: unknown): string {
  return typeof found === 'object' && found !== null && 'name' in found ? String(found.name) : String(found);
}

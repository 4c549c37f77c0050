import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { Json } from '../canonical-json';
import type { Command } from '../command/command';

export type AnyCommand = Command<z.ZodType, Json>;

/**
 * Every command of the house, found in the source: a command that somebody adds takes part in every matrix without being
 * listed anywhere. Throws when a file declares a command and exports none.
 */
export async function allCommands(): Promise<AnyCommand[]> {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
    .filter((file) => readFileSync(path.join('lib', file), 'utf8').includes('defineCommand({'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(path.resolve('lib', file));
      const found = Object.values(module).find(isCommand);
      if (!found) throw new Error(`${file} declares a command and exports none.`);
      return found;
    }),
  );
}

function isCommand(value: unknown): value is AnyCommand {
  return (
    typeof value === 'object' && value !== null && 'allow' in value && 'audit' in value && 'run' in value
  );
}

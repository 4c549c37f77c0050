import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { configure } from '@/lib/env';
import type { Section } from './section';
import { vitestSection } from './vitest';

/** The test of `npm start`: the one that needs the production build. */
export const startTest = 'bin/start.test.ts';

/**
 * Runs it on a data folder below `folder` that stays there, prepared and stopped, for the journeys: filling the demo is
 * the longest part of both.
 */
export function npmStart(folder: string): Section {
  return {
    name: 'npm start',
    run: (print) => {
      const home = path.join(folder, 'instance');
      mkdirSync(home, { recursive: true });
      configure({ TEST_INSTANCE_DIR: path.join(home, 'data') });
      return vitestSection('npm start', [startTest]).run(print);
    },
  };
}

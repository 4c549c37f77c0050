import { ensureBuild } from '../start/build';
import { oneCheck, type Section } from './section';

/** The build that `npm start` would serve; kept for the journeys, and for the next start of the same sources. */
export const productionBuild: Section = {
  name: 'production build',
  run: async () => {
    await ensureBuild();
    return oneCheck(0, '');
  },
};

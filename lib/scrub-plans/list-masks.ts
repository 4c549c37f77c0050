import { z } from 'zod';
import { defineQuery } from '../command/query';
import { masks } from '../provisioning';
import { describeMask } from './masks/describe-mask';

/** Every mask in the order in which people are offered them, with what it keeps, loses and asks for. */
export const listMasks = defineQuery({
  name: 'scrub_plan.list_masks',
  input: z.object({}),
  allow: 'scrub_plan:read',
  run: async () => masks.map(describeMask),
});

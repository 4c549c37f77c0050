import { z } from 'zod';
import { defineMask } from '../mask';

/** Copies the value as it is. On a column classified as sensitive the plan must carry a person's reason. */
export const keep = defineMask({
  name: 'keep',
  parameters: z.strictObject({}),
  strength: 'none',
  keeps: 'everything',
  loses: 'nothing',
  keepsNull: true,
  keepsValues: () => true,
  supports: () => true,
  injective: () => true,
  expression: (column) => column.sql,
});

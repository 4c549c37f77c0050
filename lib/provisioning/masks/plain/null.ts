import { z } from 'zod';
import { defineMask } from '../mask';

/** Leaves nothing, where the column allows NULL. */
export const nullMask = defineMask({
  name: 'null',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'nothing',
  loses: 'every value, and whether there was one',
  keepsNull: false,
  supports: (column) => !column.notNull || 'the column is NOT NULL',
  injective: () => true,
  expression: (column) => `NULL::${column.type.sql}`,
});

import { z } from 'zod';
import { loadTest, requestPerson, shapes } from '../requests/request';

/**
 * What a manifest says, for people: the same content that is hashed, read with its types. Safe in the browser.
 */
export const manifestContent = z.looseObject({
  shape: z.enum(shapes),
  people: z.array(requestPerson),
  durationDays: z.number(),
  startsOn: z.string().nullable(),
  configuration: z.array(z.string()),
  seedSetName: z.string().nullable(),
  loadTest: loadTest.nullable(),
  features: z.array(z.string()),
  engineVersion: z.number(),
  /** The sandbox that a refresh is for, which keeps its end. */
  refreshes: z.object({ slug: z.string(), endsAt: z.iso.datetime() }).optional(),
  /** The living sandbox that is changed, and in which way. */
  changes: z.object({ kind: z.string(), slug: z.string(), endsAt: z.iso.datetime() }).optional(),
  /** The sandbox and its copy that a clone is made from, and of which moment. */
  clones: z
    .object({ sandboxId: z.string(), copyId: z.string(), moment: z.enum(['delivered', 'now']) })
    .optional(),
  /** People of compliance that have to sign. */
  signatures: z.number().int().positive(),
  plan: z
    .object({ version: z.number(), hash: z.string(), structure: z.string(), copy: z.string() })
    .optional(),
});
export type ManifestContent = z.infer<typeof manifestContent>;

import { z } from 'zod';

/**
 * The certificate of a destroyed sandbox: each part that ever existed for it, and how code that did not drop it looked for it
 * afterwards. It is issued when nothing was found, and never while one part is left. A part that could not be looked at says
 * so, with the reason. It names sandbox, requests and people by id alone, since names are used again and people leave.
 *
 * Safe in the browser.
 */

/** One look for one part. `remains` stands in no certificate: it is why there is none. */
export const look = z.strictObject({
  /** The catalogue, the folder or the table of ours that was asked, and by what. */
  where: z.string(),
  result: z.enum(['gone', 'remains', 'not_looked_at']),
  /** Why it could not be looked at, or what was found. */
  why: z.string().optional(),
});
export type Look = z.infer<typeof look>;

export const partKinds = ['database', 'baseline', 'template', 'role', 'rows'] as const;

export const partKindLabels: Record<(typeof partKinds)[number], string> = {
  database: 'Database',
  baseline: 'Sealed baseline',
  template: 'Golden template',
  role: 'Role',
  rows: 'Rows of the desk',
};

export const destroyedPart = z.strictObject({
  kind: z.enum(partKinds),
  /** The opaque name on the cluster, or what rows of ours are called. */
  name: z.string(),
  /** Under which OIDs it existed, as far as they were recorded. */
  oids: z.array(z.int().positive()),
  madeAt: z.iso.datetime().nullable(),
  droppedAt: z.iso.datetime().nullable(),
  looks: z.array(look).min(1),
});
export type DestroyedPart = z.infer<typeof destroyedPart>;

/** The fields of NIST SP 800-88 r1, appendix G, that fit a destroyed database, with what the method is not. */
const sanitization = z.strictObject({
  form: z.literal('NIST SP 800-88 r1, appendix G'),
  mediaType: z.string(),
  source: z.string(),
  classification: z.string(),
  method: z.literal('clear'),
  methodDetails: z.string(),
  notDone: z.string(),
  tool: z.string(),
  verification: z.string(),
  leftOut: z.string(),
});

export const destructionCertificate = z.strictObject({
  destructionCertificate: z.literal(1),
  id: z.string(),
  sandbox: z.strictObject({
    id: z.string(),
    organizationId: z.string(),
    tenantId: z.string(),
    product: z.string(),
    shape: z.enum(['blank', 'seeded', 'snapshot']),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  }),
  /** The requests that it came from, its own first, then those that were about it while it lived. */
  requests: z.array(z.strictObject({ id: z.string(), number: z.int().positive(), kind: z.string() })),
  /** The proofs of its copies, by their hashes. */
  proofs: z.array(z.string()),
  destroyed: z.strictObject({
    at: z.iso.datetime(),
    /** The person's id; null where the desk did it by itself. */
    by: z.string().nullable(),
    /** As it was given; null where nobody gave one. */
    reason: z.string().nullable(),
    operationId: z.string(),
    attempt: z.int().positive(),
  }),
  sanitization,
  /** What the write-ahead log and backups of the cluster may still hold. */
  backups: z.strictObject({
    keptDays: z.int().nonnegative().nullable(),
    /** Until when a copy may live on there; null where it is unknown. */
    until: z.iso.datetime().nullable(),
    statement: z.string(),
  }),
  parts: z.array(destroyedPart).min(1),
  /** Rows of the desk that outlive the sandbox as records, and why. */
  kept: z.array(z.strictObject({ model: z.string(), because: z.string() })),
  /** How many looks found nothing, and how many could not be made. */
  summary: z.strictObject({ gone: z.int().nonnegative(), notLookedAt: z.int().nonnegative() }),
  /** SHA-256 over the canonical JSON of the certificate without this field, in hex. */
  result: z.string(),
});
export type DestructionCertificate = z.infer<typeof destructionCertificate>;

/** Names of the parts of which something was found. Pure. */
export function remainingParts(parts: readonly Pick<DestroyedPart, 'name' | 'looks'>[]): string[] {
  return parts
    .filter(({ looks }) => looks.some(({ result }) => result === 'remains'))
    .map(({ name }) => name);
}

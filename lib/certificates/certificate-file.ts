import { z } from 'zod';
import { certificate } from '../certificate-format/certificate';

/**
 * A certificate as a file: the proof as the engine wrote it, and beside it what the page shows of its ground, so that
 * whoever holds the file can compute every hash again. `check-certificate` reads it.
 *
 * Safe in the browser.
 */

const signature = z.strictObject({
  name: z.string(),
  role: z.string(),
  reason: z.string(),
  signedAt: z.iso.datetime(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
});

const keptColumn = z.strictObject({
  table: z.string(),
  column: z.string(),
  class: z.string(),
  group: z.string(),
  mask: z.string(),
  isSensitive: z.boolean(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
});

export const certificateFile = z.strictObject({
  certificateFile: z.literal(1),
  certificate,
  signed: z
    .strictObject({
      /** SHA-256 over the canonical JSON of `content`. */
      hash: z.string(),
      content: z.record(z.string(), z.json()),
      needed: z.int().positive(),
      signatures: z.array(signature),
    })
    .nullable(),
  plan: z.strictObject({ version: z.int(), kept: z.array(keptColumn) }).nullable(),
});
export type CertificateFile = z.infer<typeof certificateFile>;

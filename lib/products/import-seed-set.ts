import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '../command/command';
import { invalidField, KnownError } from '../errors';
import { createId } from '../ids';
import { seedSetManifest } from './product';

/**
 * Stores one version of a seed set. A version never changes: the same contents again are a repeat without effect, and
 * different contents under a version that exists are refused, since sandboxes promise the same rows each time.
 */
export const importSeedSet = defineCommand({
  name: 'product.import_seed_set',
  input: z.strictObject({
    productSlug: z.string().min(1).max(31),
    manifest: seedSetManifest,
    tables: z.array(
      z.strictObject({
        table: z.string(),
        columns: z.array(z.string()).min(1),
        rows: z.int(),
        csv: z.base64(),
      }),
    ),
  }),
  allow: 'product:register',
  run: async ({ input, tx }) => {
    const { manifest, tables } = input;
    const product = await tx.product.findUnique({ where: { slug: input.productSlug }, select: { id: true } });
    if (!product)
      throw invalidField('productSlug', `There is no product ${input.productSlug}; register it first.`);
    const sha256 = createHash('sha256').update(JSON.stringify(tables)).digest('hex');
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const key = { productId: product.id, name: manifest.name, version: manifest.version };
    const existing = await tx.seedSet.findUnique({
      where: { productId_name_version: key },
      select: { id: true, sha256: true },
    });
    if (existing?.sha256 === sha256) return { id: existing.id, sha256, rows, isNew: false };
    if (existing)
      throw new KnownError(
        'duplicate',
        `Version ${manifest.version} of ${manifest.name} exists with other rows; raise the version in set.json.`,
      );
    const id = createId();
    await tx.seedSet.create({
      data: {
        id,
        ...key,
        title: manifest.title,
        description: manifest.description,
        rows,
        sha256,
        tables: {
          create: tables.map(({ csv, ...table }, position) => ({
            ...table,
            position,
            csv: Buffer.from(csv, 'base64'),
          })),
        },
      },
    });
    return { id, sha256, rows, isNew: true };
  },
  audit: ({ input, result }) => ({
    event: 'product.seed_set_imported',
    subject: { type: 'seed_set', id: result.id },
    details: {
      name: input.manifest.name,
      version: input.manifest.version,
      rows: result.rows,
      sha256: result.sha256,
      isNew: result.isNew,
    },
  }),
});

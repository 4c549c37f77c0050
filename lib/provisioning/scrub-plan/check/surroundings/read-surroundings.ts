import type { ClientBase } from 'pg';
import { readCasts } from '../../../catalogue/casts/read-casts';
import { readLeftBehind } from '../../../catalogue/classes/read-left-behind';
import { readExtensions } from '../../../catalogue/extensions/read-extensions';
import { readUnsupportedObjects } from '../../../catalogue/obstacles/unsupported-objects';
import type { Offers } from '../../../catalogue/server/read-offers';
import type { Refusal } from '../../refusal';
import type { ScrubPlan } from '../../scrub-plan';
import { chooseCasts } from './casts';
import { describeExtensionRows } from './extension-rows';
import { chooseExtensions, describeExtensions } from './extensions';

/**
 * What of a source cannot come along, what stays behind, and what is made beside the dump: asked once for a check of a
 * plan, a copy and the desk's first step, so that they agree. The table of classes (`objectClasses`) says why.
 */
export type Surroundings = {
  refusals: Refusal[];
  extensions: ReturnType<typeof chooseExtensions>['coming'];
  casts: ReturnType<typeof chooseCasts>['made'];
  /** Sentences for a person. */
  notes: string[];
};

export type SurroundingsOptions = {
  schemas: readonly string[];
  /** What the plan says; null where there is none. */
  structure: ScrubPlan['structure'] | null;
  /** What the target has; left out where none is known, and then all that some target can make is accepted. */
  offers?: Offers;
  /** A schema that the copy calls otherwise. */
  renamed?: string;
};

/** Reads it. The client must be inside a transaction, with `pg_catalog` alone in its search_path. */
export async function readSurroundings(
  client: ClientBase,
  { schemas, structure, offers, renamed }: SurroundingsOptions,
): Promise<Surroundings> {
  const extensions = chooseExtensions(await readExtensions(client, schemas), {
    structure,
    ...(offers && { offered: offers.extensions }),
    ...(renamed === undefined ? {} : { renamed }),
  });
  const superuser = offers?.superuser ?? true;
  const casts = chooseCasts(await readCasts(client, schemas), { structure, superuser });
  const unsupported = await readUnsupportedObjects(client, schemas, offers ?? null);
  const leftBehind = await readLeftBehind(client, schemas);
  return {
    refusals: [
      ...extensions.refusals,
      ...casts.refusals,
      ...unsupported.map(({ object, reason }): Refusal => {
        const message = `The ${object} cannot be copied: ${reason}. Its owner can change or remove it in the source.`;
        return { code: 'not_copied', table: object, message };
      }),
    ],
    extensions: extensions.coming,
    casts: casts.made,
    notes: [
      ...describeExtensions(extensions, offers?.extensions ?? new Map()),
      ...(await describeExtensionRows(client, extensions.coming)),
      ...casts.staying.map(({ object, why }) => `The ${object} was left behind: ${why}.`),
      ...leftBehind.map(({ object, why }) => `Left behind: ${object} (${why}).`),
    ],
  };
}

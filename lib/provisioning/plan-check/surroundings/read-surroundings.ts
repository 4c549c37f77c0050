import type { ClientBase } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { readCasts } from '../../catalogue/casts/read-casts';
import { readLeftBehind } from '../../catalogue/classes/read-left-behind';
import { readExtensions } from '../../catalogue/extensions/read-extensions';
import { readFunctionSettings } from '../../catalogue/obstacles/read-function-settings';
import { readUnsupportedObjects } from '../../catalogue/obstacles/unsupported-objects';
import type { Offers } from '../../catalogue/server/read-offers';
import { readParameters } from '../../catalogue/server/read-parameters';
import type { Refusal } from '../refusal';
import { chooseCasts } from './casts';
import { chooseExtensions, describeExtensionRows, describeExtensions } from './extensions';
import { type Obstacle, tellObstacles } from './obstacle';
import { findOutside } from './outside';
import { findUnsettable } from './parameters';

/**
 * What of a source cannot come along, what stays behind, and what is made beside the dump: asked once for a check of a
 * plan, a copy and the desk's first step, so that they agree. The table of classes (`objectClasses`) says why.
 */
export type Surroundings = {
  refusals: Refusal[];
  /** What a person should know and need not change. */
  warnings: Refusal[];
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
  const obstacles = await readObstacles(client, schemas, offers);
  const leftBehind = await readLeftBehind(client, schemas);
  return {
    refusals: [...extensions.refusals, ...casts.refusals, ...obstacles.refusals],
    warnings: obstacles.warnings,
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

/** What keeps objects from being made elsewhere, or from working there; what a target has to say is refused with one, and told without. */
async function readObstacles(client: ClientBase, schemas: readonly string[], offers: Offers | undefined) {
  const unsupported = (await readUnsupportedObjects(client, schemas, offers ?? null)).map(
    ({ id, object, reason }): Obstacle => {
      const help = 'Its owner can change or remove it in the source.';
      return { id, object, code: 'not_copied', reason, help };
    },
  );
  const outside = await findOutside(client, schemas);
  const settings = await readFunctionSettings(client, schemas);
  const names = [...new Set(settings.map(({ setting }) => setting))];
  const parameters = offers?.parameters ?? (await readParameters(client, names));
  const unsettable = findUnsettable(settings, parameters, offers !== undefined);
  const refused = [...unsupported, ...outside.refused, ...(offers ? unsettable : [])];
  return {
    refusals: tellObstacles(refused, 'cannot be copied'),
    warnings: [
      ...tellObstacles(outside.noted, 'will fail in a copy when it is called'),
      ...tellObstacles(offers ? [] : unsettable, 'may be refused by a target'),
    ],
  };
}

import type { ClientBase } from 'pg';
import { ownEntry } from '../../../plan-format/own-entry';
import { extensionPlace, type ScrubPlan } from '../../../plan-format/scrub-plan';
import type { InstalledExtension } from '../../catalogue/extensions/read-extensions';
import { attempt } from '../attempt';
import type { Refusal } from '../refusal';

/**
 * Which extensions of a source come along. All of them do, since an application may use one that nothing in the catalogue
 * points to; a person may decide in the plan that one stays behind, unless an object of the schemas needs it. What the
 * target cluster does not offer to the role that builds is refused, or left behind by such a decision (decision 0057).
 */
export type ExtensionChoice = {
  /** In the order in which they are made. */
  coming: InstalledExtension[];
  staying: { name: string; why: string }[];
  refusals: Refusal[];
};

export type ExtensionOptions = {
  /** What the plan says; null where there is none, as for a blank sandbox, so that nobody can decide. */
  structure: ScrubPlan['structure'] | null;
  /** Names that the target offers; left out where no target is known. */
  offered?: ReadonlyMap<string, string>;
  /** A schema that the copy calls otherwise. */
  renamed?: string;
};

/**
 * Looks at the server itself and is part of no product. One of these that the target does not offer stays behind without a
 * decision: it is installed in most production databases, and no object of a product works with it.
 */
const serverTools: ReadonlySet<string> = new Set([
  'amcheck',
  'hypopg',
  'pageinspect',
  'pg_buffercache',
  'pg_freespacemap',
  'pg_logicalinspect',
  'pg_prewarm',
  'pg_repack',
  'pg_stat_kcache',
  'pg_stat_statements',
  'pg_surgery',
  'pg_visibility',
  'pg_wait_sampling',
  'pg_walinspect',
  'pgaudit',
  'pgrowlocks',
  'pgstattuple',
]);

/** Chooses for each extension. Pure. */
export function chooseExtensions(
  installed: readonly InstalledExtension[],
  options: ExtensionOptions,
): ExtensionChoice {
  const choice: ExtensionChoice = { coming: [], staying: [], refusals: [] };
  for (const extension of installed) {
    const fate = fateOf(extension, options);
    if (fate === 'comes') choice.coming.push(extension);
    else if ('why' in fate) choice.staying.push({ name: extension.name, why: fate.why });
    else choice.refusals.push({ ...fate, table: `${extensionPlace}${extension.name}` });
  }
  return refuseTorn(choice);
}

type Fate = 'comes' | { why: string } | Pick<Refusal, 'code' | 'message'>;

function fateOf(extension: InstalledExtension, { structure, offered, renamed }: ExtensionOptions): Fate {
  const { name, schema, neededBy } = extension;
  const place = `${extensionPlace}${name}`;
  const said = structure === null ? undefined : ownEntry(structure, place);
  if (said?.decision === 'drop' && neededBy === null) {
    if (said.reason && said.decidedBy) return { why: `${said.decidedBy} decided so: ${said.reason}` };
    const message = `The plan leaves the extension "${name}" behind; say why and who decided, in "reason" and "decidedBy".`;
    return { code: 'structure_open', message };
  }
  if (said?.decision === 'drop')
    return {
      code: 'extension_needed',
      message: `The extension "${name}" cannot stay behind: ${neededBy} needs it. Keep it in the plan, or change that object in the source.`,
    };
  if (schema === renamed && !extension.relocatable)
    return {
      code: 'extension_missing',
      message: `The extension "${name}" lies in the schema "${schema}", which the copy calls otherwise, and its functions name that schema. An administrator of the source can install it in a schema of its own.`,
    };
  if (offered === undefined || offered.has(name)) return 'comes';
  if (neededBy === null && serverTools.has(name))
    return { why: 'it looks at the server itself, and the target does not offer it' };
  if (neededBy === null && structure === null) return { why: 'the target does not offer it to this role' };
  const need = neededBy === null ? 'is installed in the source' : `is needed by ${neededBy}`;
  const way = neededBy === null ? `, or decide in the plan to drop "${place}"` : '';
  return {
    code: 'extension_missing',
    message: `The extension "${name}" ${need}, and the target does not offer it to this role. Its administrator can install it there, as a trusted one where the role is no superuser${way}.`,
  };
}

/** What requires an extension that stays behind cannot come along. */
function refuseTorn(choice: ExtensionChoice): ExtensionChoice {
  const staying = new Set(choice.staying.map(({ name }) => name));
  for (const { name, requires } of choice.coming) {
    const missing = requires.find((required) => staying.has(required));
    if (missing === undefined) continue;
    const message = `The extension "${name}" requires the extension "${missing}", which stays behind. Decide the same for both.`;
    choice.refusals.push({ code: 'extension_needed', table: `${extensionPlace}${name}`, message });
  }
  return choice;
}

/** Entries for a proposal: one for each extension that a person may leave behind. */
export function proposeExtensions(installed: readonly InstalledExtension[]): ScrubPlan['structure'] {
  const free = installed.filter(({ neededBy }) => neededBy === null);
  const finding = { found: ['an extension that no object needs'], shapes: [], decision: 'keep' as const };
  return Object.fromEntries(free.map(({ name }) => [`${extensionPlace}${name}`, finding]));
}

/** Sentences about extensions that stay behind, and about those that come in another version. */
export function describeExtensions(
  { coming, staying }: ExtensionChoice,
  offered: ReadonlyMap<string, string>,
): string[] {
  return [
    ...staying.map(({ name, why }) => `The extension "${name}" was left behind: ${why}.`),
    ...coming.flatMap(({ name, version }) => {
      const there = offered.get(name);
      if (there === undefined || there === version) return [];
      return [`The extension "${name}" has version ${there} in the copy and ${version} in the source.`];
    }),
  ];
}

/**
 * Sentences about tables of extensions that hold rows of the source's own (PostgreSQL documentation, "Extension
 * Configuration Tables"). No plan masks them, so none of them is copied; each such table is named, and one that the role
 * may not read as well. The client must be inside a transaction.
 */
export async function describeExtensionRows(
  client: ClientBase,
  extensions: readonly InstalledExtension[],
): Promise<string[]> {
  const notes: string[] = [];
  for (const { name, ownTables } of extensions)
    for (const { table, condition } of ownTables) {
      const found = await attempt(client, `SELECT FROM ${table} ${condition} LIMIT 1`);
      if ('rows' in found && found.rows.length === 0) continue;
      const holds = 'rows' in found ? 'holds' : 'may hold';
      notes.push(`The table ${table} of the extension "${name}" ${holds} rows that were left behind.`);
    }
  return notes;
}

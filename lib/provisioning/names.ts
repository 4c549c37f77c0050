import { createHash } from 'node:crypto';

/**
 * What databases and roles are called. A name says which sandbox and which attempt made it and nothing else: no
 * customer, product or person appears in a catalogue that every role of the cluster can read.
 *
 *   sb_<id>                  the published database of a sandbox
 *   sb_<id>_<attempt>        one being built, closed to tenants
 *   sb_<id>_<attempt>_base   the sealed copy that a reset returns to
 *   sbt_<hash>               a golden template that many sandboxes are copied from
 *   sbr_<id>_<attempt>       the role that the sandbox's API signs in with
 *   sbl_<id>_<attempt>       the role that loads rows while it is built, dropped before anyone gets in
 *
 * The attempt is what fences a worker that was thought dead: nothing it still does can touch a later attempt's names.
 */

const copyIdPattern = /^[a-z0-9]{8,20}$/;

export type DatabaseName =
  | { use: 'published'; copyId: string; attempt: null }
  | { use: 'building' | 'baseline'; copyId: string; attempt: number }
  | { use: 'template'; copyId: null; attempt: null };

export type RoleName = { use: 'tenant' | 'loader'; copyId: string; attempt: number };

/** The role that owns every object inside sandboxes. It cannot sign in and owns no database. */
export const ownerRole = 'sandgate_owner';

/** Whether a text may stand as a sandbox's id: it becomes part of names, so it is checked before anything is done. */
export function isCopyId(value: string): boolean {
  return copyIdPattern.test(value);
}

/** The published database of a sandbox. */
export const publishedDatabase = (copyId: string) => `sb_${copyId}`;
/** The database of one attempt while it is being built. */
export const buildingDatabase = (copyId: string, attempt: number) => `sb_${copyId}_${attempt}`;
/** The sealed copy of one attempt. */
export const baselineDatabase = (copyId: string, attempt: number) => `sb_${copyId}_${attempt}_base`;
/** The role that tenants of one attempt work under. */
export const tenantRole = (copyId: string, attempt: number) => `sbr_${copyId}_${attempt}`;
/** The role that loads one attempt's rows. */
export const loaderRole = (copyId: string, attempt: number) => `sbl_${copyId}_${attempt}`;

/** The template that holds what these parts describe; 128 bits of SHA-256 over them. */
export function templateDatabase(parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `sbt_${hash}`;
}

/** What a database's name stands for, or null where it is not one of ours. */
export function parseDatabaseName(name: string): DatabaseName | null {
  if (/^sbt_[0-9a-f]{32}$/.test(name)) return { use: 'template', copyId: null, attempt: null };
  const [, copyId, attempt, base] = /^sb_([a-z0-9]{8,20})(?:_([1-9]\d{0,8})(_base)?)?$/.exec(name) ?? [];
  if (!copyId) return null;
  if (!attempt) return { use: 'published', copyId, attempt: null };
  return { use: base ? 'baseline' : 'building', copyId, attempt: Number(attempt) };
}

/** What a role's name stands for, or null where it is not one of ours. */
export function parseRoleName(name: string): RoleName | null {
  const [, use, copyId, attempt] = /^(sbr|sbl)_([a-z0-9]{8,20})_([1-9]\d{0,8})$/.exec(name) ?? [];
  if (!copyId || !attempt) return null;
  return { use: use === 'sbr' ? 'tenant' : 'loader', copyId, attempt: Number(attempt) };
}

/** The prefix of application_name under which every session of an attempt runs; clean-up ends sessions by it. */
export const applicationName = (copyId: string, attempt: number) => `sandgate/${copyId}/${attempt}`;

/** The name under which the database `target` of a copy by itself is filled. It hangs on the target alone. */
export function buildingName(target: string): string {
  return `sandgate_build_${createHash('sha256').update(target).digest('hex').slice(0, 16)}`;
}

import { constants, copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase } from 'pg';
import { createId } from '../../ids';
import { readDataDirectory } from '../catalogue/server/read-data-directory';
import { errorCodeOf } from '../provisioning-error';
import type { CopyMethod } from '../report';
import { isDataHere } from './free-space';

/** Clones a file of a folder within it; false where the file system cannot, null where that cannot be found out. */
type CanClone = (folder: string) => Promise<boolean | null>;

/**
 * How a cluster copies the files of a database, asked of it and of the disk under it. Since PostgreSQL 18 `file_copy_method =
 * clone` lets the file system share the blocks (XFS, btrfs, ZFS), which takes moments at any size. The setting proves nothing:
 * where a file system cannot share blocks it is accepted, and everything is copied. So this asks the file system itself, for
 * one small file in the cluster's own folder, where that lies on this machine and may be written. Everywhere else it is
 * unknown, and the server's own setting stays.
 */
export async function findCopyMethod(
  cluster: ClientBase,
  canClone: CanClone = canCloneFiles,
): Promise<CopyMethod> {
  const { rows } = await cluster.query<{ offered: boolean }>(
    `SELECT 'clone' = ANY (enumvals) AS offered FROM pg_catalog.pg_settings WHERE name = 'file_copy_method'`,
  );
  if (!rows[0]?.offered) return 'files';
  const { path: folder, holdsDatabases, ...server } = await readDataDirectory(cluster);
  if (folder === null || !holdsDatabases || !(await isDataHere(folder, server))) return 'unknown';
  const cloned = await canClone(folder);
  return cloned === null ? 'unknown' : cloned ? 'clone' : 'files';
}

/** What file systems answer that share no blocks, or not in this folder. */
const cannot = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOTTY', 'EINVAL', 'EXDEV']);

/** A file of this name is left out of backups by the server, should this process die before it is removed. */
const probeName = () => `pgsql_tmp_sandgate_${createId()}`;

async function canCloneFiles(folder: string): Promise<boolean | null> {
  const probe = path.join(folder, probeName());
  try {
    await copyFile(path.join(folder, 'PG_VERSION'), probe, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch (thrown) {
    return cannot.has(errorCodeOf(thrown) ?? '') ? false : null;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** In words, for people. */
export const copyMethodText: Record<CopyMethod, string> = {
  clone: 'by clone: the file system shares the blocks',
  files: 'as files',
  unknown: 'as files, or by clone where the cluster’s file system can',
};

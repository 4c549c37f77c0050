import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { createSecret } from '../../ids';
import { addressOf } from '../address';
import type { Ledger } from '../build-order';
import { exists, noteBeforeDrop } from '../cluster/drop-object';
import { scramVerifier } from '../cluster/scram-verifier';
import { type ConnectOptions, inTransaction, openConnection } from '../connect';
import { ownerRole } from '../names';

/**
 * Whoever works inside a sandbox while it is built: a role of this attempt, whose password exists in this process
 * alone, which may be nothing but the owner of sandbox objects, in this one database, until the attempt ends. A
 * function that production hides in a generated column or a check can at most break the sandbox that it came with.
 */
export type Builder = {
  /** Runs `use` in the database. The session stays for the next step. */
  inside<T>(use: (client: Client) => Promise<T>): Promise<T>;
  /** The same in a transaction, under the product's own search_path, so that its functions find their tables. */
  load<T>(use: (client: Client) => Promise<T>): Promise<T>;
  /** A URL under which further sessions of the same kind sign in, while this attempt lasts. Holds a password. */
  address(): Promise<string>;
  /** Ends the session, so that nobody is connected when the database is copied or renamed. */
  leave(): Promise<void>;
  /** Ends session and role. A later `inside` would make them anew. */
  dismiss(): Promise<void>;
};

export type BuilderOptions = {
  /** The provisioner's session, which makes the role. */
  cluster: () => Promise<Client>;
  clusterUrl: string;
  ledger: Ledger;
  session: ConnectOptions;
  copyId: string;
  attempt: number;
  database: string;
  role: string;
  schema: string;
};

/** A builder that signs in when it is first needed. */
export function createBuilder(options: BuilderOptions): Builder {
  let session: Promise<Client> | undefined;
  let password: Promise<string> | undefined;
  const signIn = () => {
    password ??= makeRole(options);
    return password;
  };
  const leave = async () => {
    const ending = session;
    session = undefined;
    await (await ending)?.end();
  };
  const inside: Builder['inside'] = async (use) => {
    session ??= signIn().then((secret) => enter(options, secret));
    return use(await session);
  };
  const load: Builder['load'] = (use) =>
    inside((client) =>
      inTransaction(client, async () => {
        await client.query(`SET LOCAL search_path = ${escapeIdentifier(options.schema)}, public`);
        return use(client);
      }),
    );
  const dismiss = async () => {
    await leave();
    password = undefined;
    await dropRole(options);
  };
  const address = async () => {
    const user = { name: options.role, password: await signIn() };
    return addressOf(options.clusterUrl, { database: options.database, user });
  };
  return { inside, load, address, leave, dismiss };
}

/** Sessions of a copy and its proof: a pair for each of a few lanes, and some to prepare them. */
const connectionLimit = 16;

/**
 * Makes the role and returns its password. Two workers never build the same attempt (the lease sees to that), so a
 * password may simply be replaced. Every session of the role works as the owner of sandbox objects from its start.
 */
async function makeRole(options: BuilderOptions): Promise<string> {
  const { copyId, attempt, role: name } = options;
  const cluster = await options.cluster();
  await options.ledger.intend({ kind: 'role', name, copyId, attempt });
  const password = createSecret();
  const role = escapeIdentifier(name);
  const known = await exists(cluster, 'role', name);
  await cluster.query(`
    ${known ? '' : `CREATE ROLE ${role} NOINHERIT;`}
    ALTER ROLE ${role} LOGIN CONNECTION LIMIT ${connectionLimit} PASSWORD '${scramVerifier(password)}';
    GRANT ${ownerRole} TO ${role} WITH INHERIT FALSE, SET TRUE;
    ALTER ROLE ${role} SET role = ${ownerRole};
    GRANT CONNECT ON DATABASE ${escapeIdentifier(options.database)} TO ${role}`);
  return password;
}

async function enter(options: BuilderOptions, password: string): Promise<Client> {
  return openConnection(options.clusterUrl, {
    ...options.session,
    database: options.database,
    user: { name: options.role, password },
    // Publishing commits durably, and with it everything that was logged before.
    settings: { role: ownerRole, synchronous_commit: 'off' },
  });
}

async function dropRole({
  cluster: provisioner,
  database,
  role: name,
  ledger,
}: BuilderOptions): Promise<void> {
  const cluster = await provisioner();
  const role = escapeIdentifier(name);
  if (await noteBeforeDrop(cluster, ledger, { kind: 'role', name }))
    await cluster.query(
      `REVOKE CONNECT ON DATABASE ${escapeIdentifier(database)} FROM ${role}; DROP ROLE ${role}`,
    );
  await ledger.gone('role', name);
}

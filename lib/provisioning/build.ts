import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { createSecret } from '../ids';
import type { DefinitionRow } from './catalogue/definitions/definition';
import { readServer, type Server } from './catalogue/read-server';
import { type DatabaseMark, readMark, writeMark } from './cluster/database-mark';
import { exists } from './cluster/drop-object';
import { type ConnectOptions, inTransaction, openConnection } from './connect';
import { hashTables } from './copy/hash-tables';
import {
  applicationName,
  baselineDatabase,
  buildingDatabase,
  loaderRole,
  ownerRole,
  publishedDatabase,
  templateDatabase,
  tenantRole,
} from './names';
import { ProvisioningError } from './provisioning-error';
import type { ProgressEvent, StepName } from './report';
import type { EngineConnections, Ledger, SandboxPlan } from './sandbox-plan';
import { scramVerifier } from './scram-verifier';
import { type DumpRequest, dumpStructure } from './structure/dump-structure';
import { fingerprintOf } from './structure/fingerprint';
import { listDefinitions } from './structure/list-definitions';

/**
 * What the steps of one attempt share: names, sessions and what they have found out.
 *
 * Three identities keep code that others wrote away from our rights. The source is read in one read-only transaction.
 * The provisioner works on the maintenance database alone and never enters a sandbox. Inside a sandbox a builder
 * works: a role of this attempt, with a password that exists in this process only, which may be nothing but the owner
 * of sandbox objects, in this one database, until the attempt ends. So a function that production hides in a generated
 * column or a check can at most break the sandbox that it came with.
 */
export type Source = {
  client: Client;
  /** Name of the exported snapshot that `client` holds open. */
  snapshot: string;
  server: Server;
  definitions: DefinitionRow[];
  fingerprint: string;
};

export type BuildOptions = {
  connections: EngineConnections;
  ledger: Ledger;
  signal: AbortSignal;
  onProgress?: (event: ProgressEvent) => void;
  /** Rejects when the worker no longer holds the right to this attempt; asked before every step. */
  assertHeld?: () => Promise<void>;
  /** Awaited before each step, after it, and between its work and its mark ("seed:marking"), for tests to stop there. */
  pauseAt?: (point: string) => Promise<void>;
};

type Section = DumpRequest['section'];

/** Part of every template's name: raise it when what a template holds changes though its sources do not. */
const engineVersion = '1';

export class Build {
  readonly building: string;
  readonly published: string;
  readonly baseline: string;
  readonly tenant: string;
  readonly builder: string;
  readonly schema: string;
  private sourceSession: Promise<Source> | undefined;
  private clusterSession: Promise<Client> | undefined;
  private insideSession: Promise<Client> | undefined;
  private markRead: Promise<DatabaseMark | null> | undefined;
  private dumps: Record<Section, Promise<string>> | undefined;
  private referenceHash: Promise<string> | undefined;
  private builderPassword: string | undefined;

  constructor(
    readonly plan: SandboxPlan,
    readonly options: BuildOptions,
  ) {
    const { sandboxId, attempt } = plan;
    this.building = buildingDatabase(sandboxId, attempt);
    this.published = publishedDatabase(sandboxId);
    this.baseline = baselineDatabase(sandboxId, attempt);
    this.tenant = tenantRole(sandboxId, attempt);
    this.builder = loaderRole(sandboxId, attempt);
    this.schema = plan.product.schema;
  }

  /** The one session on the source: a read-only transaction whose snapshot every later read shares. */
  source(): Promise<Source> {
    this.sourceSession ??= this.openSource();
    return this.sourceSession;
  }

  /** The same, without opening one; null when none was opened or it failed. */
  async knownSource(): Promise<Source | null> {
    return (await this.sourceSession?.catch(() => null)) ?? null;
  }

  /** The provisioner's session on the maintenance database. */
  cluster(): Promise<Client> {
    this.clusterSession ??= openConnection(this.options.connections.clusterUrl, this.session('target'));
    return this.clusterSession;
  }

  /**
   * Runs `use` as the builder in the database that is being built. The session stays for the next step; `leave` ends it
   * before the database is copied or renamed.
   */
  async inside<T>(use: (client: Client) => Promise<T>): Promise<T> {
    this.insideSession ??= this.enter();
    return use(await this.insideSession);
  }

  /**
   * The same in a transaction, with the product's own search_path: functions that a generated column or a check calls
   * find their tables as in production.
   */
  async load<T>(use: (client: Client) => Promise<T>): Promise<T> {
    return this.inside((client) =>
      inTransaction(client, async () => {
        await client.query(`SET LOCAL search_path = ${escapeIdentifier(this.schema)}, public`);
        return use(client);
      }),
    );
  }

  /** Ends the builder's session, so that nobody is connected to the database. */
  async leave(): Promise<void> {
    const session = this.insideSession;
    this.insideSession = undefined;
    await (await session)?.end();
  }

  /**
   * One section of the source's structure, as the shared snapshot sees it. Both sections are read at once when the first
   * is asked for, since most of the time goes into starting pg_dump.
   */
  async dump(section: Section): Promise<string> {
    if (!this.dumps) {
      const { snapshot } = await this.source();
      const { sourceUrl: url, pgDump } = this.options.connections;
      const read = (each: Section) => {
        const schemas = [this.plan.source.schema];
        const dump = dumpStructure({
          url,
          schemas,
          section: each,
          snapshot,
          pgDump,
          signal: this.options.signal,
        });
        // Awaited later or never: a build may fail before it needs the second section.
        dump.catch(() => undefined);
        return dump;
      };
      this.dumps = { 'pre-data': read('pre-data'), 'post-data': read('post-data') };
    }
    return this.dumps[section];
  }

  /**
   * The golden template that fits this plan: same structure, same rows, same rules for text. The tenant it came from
   * does not matter, and its configuration is not part of it.
   */
  async templateName(): Promise<string> {
    const { client, fingerprint, server } = await this.source();
    const { product, seedSet, source, shape } = this.plan;
    this.referenceHash ??= hashTables(client, source.schema, product.referenceTables);
    const { encoding, collate, ctype, localeProvider, locale, icuRules } = server;
    return templateDatabase([
      engineVersion,
      // Only its owner may copy a database; another installation on this cluster has templates of its own.
      new URL(this.options.connections.clusterUrl).username,
      fingerprint,
      product.schema,
      shape,
      seedSet?.sha256 ?? '',
      await this.referenceHash,
      JSON.stringify([encoding, collate, ctype, localeProvider, locale, icuRules]),
    ]);
  }

  /** What the database being built, or the published one of this attempt, says about itself. */
  mark(): Promise<DatabaseMark | null> {
    this.markRead ??= this.findMark();
    return this.markRead;
  }

  /** Replaces the mark of a database of this attempt. Takes part in the transaction of the provisioner's session. */
  async setMark(database: string, change: Partial<DatabaseMark>): Promise<void> {
    const { sandboxId, attempt } = this.plan;
    const mark: DatabaseMark = {
      sandgate: 1,
      use: 'building',
      sandboxId,
      attempt,
      done: [],
      fingerprint: null,
      rows: null,
      bytes: null,
      ...(await this.mark()),
      ...change,
    };
    await writeMark(await this.cluster(), database, mark);
    if (mark.use !== 'baseline') this.markRead = Promise.resolve(mark);
  }

  /** Records a step as done in the database being built; it is not run again after a crash. */
  async markDone(step: StepName, change: Partial<DatabaseMark> = {}): Promise<void> {
    await this.options.pauseAt?.(`${step}:marking`);
    const done = (await this.mark())?.done ?? [];
    await this.setMark(this.building, { ...change, done: [...new Set([...done, step])] });
  }

  private async findMark(): Promise<DatabaseMark | null> {
    const cluster = await this.cluster();
    for (const database of [this.published, this.building]) {
      const mark = await readMark(cluster, database);
      if (mark?.sandboxId === this.plan.sandboxId && mark.attempt === this.plan.attempt) return mark;
    }
    return null;
  }

  /** Throws `lease_lost` when this worker no longer holds the right to the attempt. */
  async assertHeld(): Promise<void> {
    try {
      await this.options.assertHeld?.();
    } catch (cause) {
      throw new ProvisioningError('lease_lost', 'Another worker holds this work now.', undefined, { cause });
    }
  }

  /** Ends the builder's role; a later `inside` would make it anew. */
  async dismissBuilder(): Promise<void> {
    await this.leave();
    const cluster = await this.cluster();
    const builder = escapeIdentifier(this.builder);
    if (await exists(cluster, 'role', this.builder))
      await cluster.query(
        `REVOKE CONNECT ON DATABASE ${escapeIdentifier(this.building)} FROM ${builder}; DROP ROLE ${builder}`,
      );
    this.builderPassword = undefined;
    await this.options.ledger.gone('role', this.builder);
  }

  /** Ends every session that is open. Never throws. */
  async close(): Promise<void> {
    const source = this.sourceSession?.then(({ client }) => client);
    for (const session of [source, this.insideSession, this.clusterSession])
      await session?.then((client) => client.end()).catch(() => undefined);
  }

  private session(side: ConnectOptions['side']): ConnectOptions {
    const { sandboxId, attempt } = this.plan;
    return { side, applicationName: applicationName(sandboxId, attempt), signal: this.options.signal };
  }

  private async openSource(): Promise<Source> {
    const client = await openConnection(this.options.connections.sourceUrl, this.session('source'));
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const exported = await client.query<{ name: string }>('SELECT pg_export_snapshot() AS name');
      const server = await readServer(client);
      const definitions = await listDefinitions(client, this.plan.source.schema);
      const snapshot = exported.rows[0]?.name ?? '';
      return { client, snapshot, server, definitions, fingerprint: fingerprintOf(definitions) };
    } catch (thrown) {
      await client.end().catch(() => undefined);
      throw thrown;
    }
  }

  private async enter(): Promise<Client> {
    const password = await this.ensureBuilder();
    return openConnection(this.options.connections.clusterUrl, {
      ...this.session('target'),
      database: this.building,
      user: { name: this.builder, password },
      settings: { role: ownerRole },
    });
  }

  /** Two resumptions in one attempt cannot overlap (the lease sees to that), so the password may simply be replaced. */
  private async ensureBuilder(): Promise<string> {
    if (this.builderPassword !== undefined) return this.builderPassword;
    const { sandboxId, attempt } = this.plan;
    const cluster = await this.cluster();
    await this.options.ledger.intend({ kind: 'role', name: this.builder, sandboxId, attempt });
    const password = createSecret();
    const builder = escapeIdentifier(this.builder);
    const known = await exists(cluster, 'role', this.builder);
    await cluster.query(`
      ${known ? '' : `CREATE ROLE ${builder} NOINHERIT;`}
      ALTER ROLE ${builder} LOGIN CONNECTION LIMIT 2 PASSWORD '${scramVerifier(password)}';
      GRANT ${ownerRole} TO ${builder} WITH INHERIT FALSE, SET TRUE;
      GRANT CONNECT ON DATABASE ${escapeIdentifier(this.building)} TO ${builder}`);
    this.builderPassword = password;
    return password;
  }
}

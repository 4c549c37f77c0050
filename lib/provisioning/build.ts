import type { Client } from 'pg';
import type { Certificate } from '../certificate-format/certificate';
import type { BuildOrder, EngineConnections, Ledger } from './build-order';
import { type DatabaseMark, readMark, writeMark } from './cluster/database-mark';
import type { FreeBytesAt } from './cluster/free-space';
import { templateName } from './cluster/template-name';
import { type ConnectOptions, openConnection } from './connect';
import {
  applicationName,
  baselineDatabase,
  buildingDatabase,
  loaderRole,
  publishedDatabase,
  tenantRole,
} from './names';
import { ProvisioningError } from './provisioning-error';
import type { CopiedFiles, ProgressEvent, StepName } from './report';
import { type Builder, createBuilder } from './sessions/builder';
import { openSource, type Source } from './sessions/source-session';
import type { SnapshotLimits } from './snapshot/limits';

/**
 * What the steps of one attempt share: names, sessions, and the mark that says how far it got.
 *
 * Three identities keep code that others wrote away from our rights. The source is read in one read-only transaction.
 * The provisioner works on the maintenance database alone and enters no sandbox that holds anything. Inside works the
 * builder. Sessions are opened when they are first needed.
 */
export type BuildOptions = {
  /** A reset and a clone read no production, and are given no way there. */
  connections: Omit<EngineConnections, 'sourceUrl'> & Partial<Pick<EngineConnections, 'sourceUrl'>>;
  ledger: Ledger;
  signal: AbortSignal;
  /** What a snapshot may cost production; the defaults where left out. */
  limits?: Partial<SnapshotLimits>;
  onProgress?: (event: ProgressEvent) => void;
  /** Rejects when the worker no longer holds the right to this attempt; asked before every step. */
  assertHeld?: () => Promise<void>;
  /**
   * Awaited with the proof of a snapshot, passed or not, before anything is opened to anyone. A rejection ends the build:
   * without a kept certificate there is no hand-over.
   */
  onCertificate?: (certificate: Certificate) => Promise<void>;
  /**
   * Awaited once the database that another sandbox has in use was copied, or could not be: it was closed for that, and whoever
   * knows what becomes of it opens it again.
   */
  onInUseCopied?: () => Promise<void>;
  /** Wraps a session in the database that the sandbox has in use, so that it can be told from those of its people. */
  whileInUse?: <T>(database: string, work: () => Promise<T>) => Promise<T>;
  /** How much room a folder's disk has; this machine's disks where left out. */
  freeBytesAt?: FreeBytesAt;
  /** Awaited before each step, after it, and between its work and its mark ("seed:marking"), for tests to stop there. */
  pauseAt?: (point: string) => Promise<void>;
};

export class Build {
  readonly building: string;
  readonly published: string;
  readonly baseline: string;
  readonly tenant: string;
  /** The neutral schema inside the sandbox. */
  readonly schema: string;
  readonly builder: Builder;
  private sourceSession: Promise<Source> | undefined;
  private clusterSession: Promise<Client> | undefined;
  private templateFound: Promise<string> | undefined;
  private markRead: Promise<DatabaseMark | null> | undefined;
  private lost: ProvisioningError | undefined;
  /** How the files of one database became another's, once a step has done that. */
  copied: CopiedFiles | undefined;

  constructor(
    readonly order: BuildOrder,
    readonly options: BuildOptions,
  ) {
    const { copyId, attempt } = order;
    this.building = buildingDatabase(copyId, attempt);
    this.published = publishedDatabase(copyId);
    this.baseline = baselineDatabase(copyId, attempt);
    this.tenant = order.role.name ?? tenantRole(copyId, attempt);
    this.schema = order.product.schema;
    this.builder = createBuilder({
      cluster: () => this.cluster(),
      clusterUrl: options.connections.clusterUrl,
      ledger: options.ledger,
      session: this.session('target'),
      copyId,
      attempt,
      database: this.building,
      role: loaderRole(copyId, attempt),
      schema: this.schema,
    });
  }

  /** Production, at one snapshot for the whole attempt. */
  source(): Promise<Source> {
    const { pgDump } = this.options.connections;
    this.sourceSession ??= openSource(
      {
        url: this.sourceUrl(),
        database: this.order.source.database,
        schema: this.order.source.schema,
        pgDump,
      },
      this.session('source'),
    );
    return this.sourceSession;
  }

  /** Where production is signed in to. Throws for an order that has none. */
  sourceUrl(): string {
    const { sourceUrl } = this.options.connections;
    if (sourceUrl === undefined) throw new ProvisioningError('plan_invalid', 'It reads no production.');
    return sourceUrl;
  }

  /** Ends the transaction on production; what was read of it stays known. For a copy that holds a snapshot of its own. */
  async letSourceGo(): Promise<void> {
    await (await this.knownSource())?.client.end();
  }

  /** The same, without opening it; null when it was not opened or could not be. */
  async knownSource(): Promise<Source | null> {
    return (await this.sourceSession?.catch(() => null)) ?? null;
  }

  /**
   * The provisioner's session on the maintenance database. Its commits reach the disk with the last one, which makes
   * the sandbox public: until then, losing one costs a step that is done again.
   */
  cluster(): Promise<Client> {
    this.clusterSession ??= openConnection(this.options.connections.clusterUrl, {
      ...this.session('target'),
      settings: { synchronous_commit: 'off' },
    });
    return this.clusterSession;
  }

  /** How a session of this attempt introduces itself; it ends when the build is cancelled. */
  session(side: ConnectOptions['side']): ConnectOptions {
    const { copyId, attempt } = this.order;
    const onLost = (why: ProvisioningError) => {
      this.lost ??= why;
    };
    return {
      side,
      applicationName: applicationName(copyId, attempt),
      signal: this.options.signal,
      onLost,
    };
  }

  /** Why one of this attempt's sessions broke off; undefined when none did. */
  get lostSession(): ProvisioningError | undefined {
    return this.lost;
  }

  /** The name of the golden template that fits this order, whether it exists or not. */
  template(): Promise<string> {
    this.templateFound ??= this.source().then((source) =>
      templateName(source, this.order, this.options.connections.clusterUrl),
    );
    return this.templateFound;
  }

  /** What the database being built, or the published one of this attempt, says about itself. */
  mark(): Promise<DatabaseMark | null> {
    this.markRead ??= this.findMark();
    return this.markRead;
  }

  /** Replaces the mark of a database of this attempt. Takes part in the transaction of the provisioner's session. */
  async setMark(database: string, change: Partial<DatabaseMark>): Promise<void> {
    const { copyId, attempt } = this.order;
    const mark: DatabaseMark = {
      sandgate: 1,
      use: 'building',
      copyId,
      attempt,
      done: [],
      fingerprint: null,
      rows: null,
      bytes: null,
      ...(await this.mark()),
      ...change,
    };
    await writeMark(await this.cluster(), database, mark, this.options.connections.markKey);
    if (mark.use !== 'baseline') this.markRead = Promise.resolve(mark);
  }

  /** Records a step as done in the database being built; it is not run again after a crash. */
  async markDone(step: StepName, change: Partial<DatabaseMark> = {}): Promise<void> {
    await this.options.pauseAt?.(`${step}:marking`);
    const done = (await this.mark())?.done ?? [];
    await this.setMark(this.building, { ...change, done: [...new Set([...done, step])] });
  }

  /** Throws `lease_lost` when this worker no longer holds the right to the attempt. */
  async assertHeld(): Promise<void> {
    try {
      await this.options.assertHeld?.();
    } catch (cause) {
      throw new ProvisioningError('lease_lost', 'Another worker holds this work now.', undefined, { cause });
    }
  }

  /** Ends every session that is open. Never throws. */
  async close(): Promise<void> {
    const source = this.sourceSession?.then(({ client }) => client);
    await this.builder.leave().catch(() => undefined);
    for (const session of [source, this.clusterSession])
      await session?.then((client) => client.end()).catch(() => undefined);
  }

  private async findMark(): Promise<DatabaseMark | null> {
    const cluster = await this.cluster();
    for (const database of [this.published, this.building]) {
      const mark = await readMark(cluster, database, this.options.connections.markKey);
      if (mark?.copyId === this.order.copyId && mark.attempt === this.order.attempt) return mark;
    }
    return null;
  }
}

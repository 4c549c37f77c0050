/**
 * The engine's only entrance: all that the desk, the worker and the command line may use of it.
 *
 * An operation is loaded when it is first called. Whoever asks for the name of a mask or the address of a server, as pages
 * do, so does not load what copies and proves databases. What each operation promises is said where it stands.
 */
export { addressOf, clientConfigOf, databaseOf, serverOf } from './address';
export type { BuildOrder, EngineConnections, Ledger, SeedSet } from './build-order';
export type { ProvisioningErrorCode } from './conditions/remedies';
export type { Examined } from './examine/examine-remains';
export type { Expected } from './examine/expected';
export { keepsSensitive, keepsValues } from './masks/keeps-values';
export type { Mask, Strength } from './masks/mask';
export { engineVersion, findMask, masks } from './masks/registry';
export { buildingName, tenantRole } from './names';
export { PlanRefused, type Refusal } from './plan-check/refusal';
export { ProvisioningError } from './provisioning-error';
export type { DatabaseCounters } from './read-counters';
export type { Drift, LiveCopy } from './reconcile';
export type { DestroyReport, ProvisionReport } from './report';
export { quietSettings } from './sessions/quiet-log';
export type { SnapshotReport } from './snapshot/copy-options';
export type { SnapshotLimits } from './snapshot/limits';
export type { SnapshotProgress } from './snapshot/progress';
export { tenantLimits } from './tenant-limits';

/** An operation that is loaded when it is first called. */
const late =
  <Given extends unknown[], Result>(load: () => Promise<(...given: Given) => Promise<Result>>) =>
  async (...given: Given): Promise<Result> =>
    (await load())(...given);

/* Clusters and sandboxes. */
export const bootstrapCluster = late(async () => (await import('./bootstrap-cluster')).bootstrapCluster);
export const openToReader = late(async () => (await import('./bootstrap-cluster')).openToReader);
export const provision = late(async () => (await import('./provision')).provision);
export const closeCopy = late(async () => (await import('./close-copy')).closeCopy);
export const openCopy = late(async () => (await import('./close-copy')).openCopy);
export const destroyCopy = late(async () => (await import('./destroy-copy')).destroyCopy);
export const destroySealed = late(async () => (await import('./destroy-copy')).destroySealed);
export const examineRemains = late(async () => (await import('./examine/examine-remains')).examineRemains);
export const smokeTest = late(async () => (await import('./smoke/smoke-test')).smokeTest);
export const measureCopy = late(async () => (await import('./measure-copy')).measureCopy);
export const pruneTemplates = late(async () => (await import('./prune-templates')).pruneTemplates);
export const readCounters = late(async () => (await import('./read-counters')).readCounters);
export const reconcile = late(async () => (await import('./reconcile')).reconcile);
export const sealMarks = late(async () => (await import('./seal-marks')).sealMarks);

/* Plans and sources. */
export const classifySource = late(async () => (await import('./classify/classify-source')).classifySource);
export const inspectPlan = late(async () => (await import('./plan-check/inspect-plan')).inspectPlan);
export const requireFit = late(async () => (await import('./plan-check/require-fit')).requireFit);
export const requireSameSource = late(
  async () => (await import('./plan-check/require-fit')).requireSameSource,
);
export const prepareContent = late(async () => (await import('./plan-check/require-fit')).prepareContent);

/* Copies by themselves, as the command line makes them. */
export const copySnapshot = late(async () => (await import('./snapshot/copy-snapshot')).copySnapshot);
export const proveSnapshot = late(async () => (await import('./proof/prove-snapshot')).proveSnapshot);
export const buildDatabase: typeof import('./snapshot/target/build-database').buildDatabase = async (
  ...given
) => (await import('./snapshot/target/build-database')).buildDatabase(...given);

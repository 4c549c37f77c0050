/** The public face of the engine: what the worker, the command line and the tests may use of it. */
export { bootstrapCluster, type Login, openToReader } from './bootstrap-cluster';
export type { BuildOptions } from './build';
export { classifySource } from './classify/classify-source';
export { closeCopy, openCopy } from './close-copy';
export type { ProvisioningErrorCode } from './conditions/remedies';
export { type DestroyOptions, destroyBaseline, destroySandbox } from './destroy-sandbox';
export { isSandboxId, ownerRole, publishedDatabase, tenantRole } from './names';
export { provision } from './provision';
export { type Failure, ProvisioningError } from './provisioning-error';
export { pruneTemplates, sourceFingerprint } from './prune-templates';
export { type Drift, type DriftKind, type LiveCopy, reconcile } from './reconcile';
export {
  type DestroyReport,
  type ProgressEvent,
  type ProvisionReport,
  type RemovedPart,
  type StepName,
  type StepOutcome,
  type StepReport,
  stepNames,
} from './report';
export type {
  EngineConnections,
  Ledger,
  LedgerObject,
  ProductStructure,
  SandboxPlan,
  SeedSet,
  SeedTable,
} from './sandbox-plan';
export { inspectPlan } from './scrub-plan/inspect-plan';
export { sealMarks } from './seal-marks';

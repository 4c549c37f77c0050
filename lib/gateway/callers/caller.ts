import type { Scope } from '../../access/scopes';
import type { ProductDefinition } from '../../products/product';

/** Who calls, once the key was accepted: a key of this very sandbox, which is ready. */
export type Caller = {
  key: { id: string; label: string; fingerprint: string };
  /** What the credential carries. */
  scopes: readonly Scope[];
  sandbox: { id: string; slug: string; shape: string; expiresAt: Date };
  product: ProductDefinition;
  /** Where the sandbox's rows are. */
  place: SandboxPlace;
};

/**
 * A sandbox's database, the role that its API works under, and the schema that the product's tables are in; and whose it is,
 * since connections are shared fairly between organizations.
 */
export type SandboxPlace = { organizationId: string; database: string; role: string; schema: string };

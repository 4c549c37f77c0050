/** The closed union of codes by which the engine fails, each with what a person can do about it. */
export const remedies = {
  source_unreachable:
    'Check that the production server accepts connections from here and holds the registered database, then try again.',
  target_unreachable: 'Check that the sandbox cluster accepts connections from here, then try again.',
  target_full: 'Free space on the sandbox cluster, or destroy sandboxes that nobody uses, then try again.',
  too_many_connections: 'Wait for running work to finish, or raise max_connections, then try again.',
  rights_missing: 'Grant the missing right to the role that the message names, then try again.',
  version_unsupported: 'Use a server version that the message allows.',
  unsupported_object: 'Remove or change the named object in production, or ask for a sandbox without it.',
  locale_unsupported:
    'Have the named locale installed on the sandbox cluster’s machine, or use a cluster that has it.',
  schema_missing: 'Check the schema name that is registered for this tenant.',
  structure_failed:
    'The definition of the named object could not be repeated in a sandbox: its owner can change it in production.',
  dump_broken:
    'pg_dump broke off by itself; the worker’s log has its words. Nothing is left behind; try again.',
  structure_mismatch:
    'Production may have changed while it was read. Try again; if it stays, report the named object.',
  address_unfit: 'Correct the registered address as the message says, then try again.',
  server_limit: 'Have the server’s administrator raise the limit that the message names, then try again.',
  server_fault: 'Have the server’s administrator look into its log, then try again.',
  recovery_conflict: 'Have the standby’s administrator set hot_standby_feedback = on, then try again.',
  target_unwritable:
    'Name a cluster that takes changes: the primary, with default_transaction_read_only off.',
  source_writable: 'Let Sandgate read production as a role that holds SELECT alone and is no superuser.',
  plan_invalid: 'Correct the plan as the message says.',
  product_mismatch: 'Correct the product definition, or the tenant whose schema differs from it.',
  seed_set_invalid: 'Correct the seed set as the message says and publish a higher version of it.',
  data_invalid:
    'The named constraint does not hold for the copied rows. Correct the rows where they come from.',
  lock_timeout: 'Another session holds a lock on the named server. Try again when it has finished.',
  time_exceeded: 'The work took longer than it is allowed to. Try again when the server is less busy.',
  source_pressure: 'Production comes first. Try again when the named change there is done.',
  target_not_empty: 'Name a database that does not exist yet, or drop the one that does.',
  connection_lost: 'The connection broke off. Nothing is left behind; try again.',
  attempt_superseded: 'A later attempt has taken over this work. Nothing needs to be done.',
  lease_lost: 'Another worker has taken over this work. Nothing needs to be done.',
  foreign_rights:
    'Clone it as it was delivered, or remove what its programs made beside the product’s tables, such as large objects.',
  baseline_missing: 'Destroy the sandbox and ask for another one: there is no copy to return to.',
  object_in_use: 'Sessions that could not be ended still use it. Try again.',
  plan_refused:
    'Have the source read again, decide the named places in its plan, and have the plan signed again.',
  manifest_changed:
    'Have the source read again, look at what has changed in its plan, and have the plan signed again.',
  proof_failed:
    'Nothing was handed over and nothing is left. Support changes the masks of what the certificate names, in the plan, and puts the request before compliance again; once it is signed, the build begins by itself.',
  not_signed:
    'Nothing was handed over and nothing is left. Support or compliance puts the request before compliance again, on its page; once it is signed, the build begins by itself.',
  basis_changed: 'Nothing was handed over and nothing is left. Build it again; nobody has to sign for that.',
  source_moved:
    'Nothing was handed over and nothing is left. An administrator registers the source for the right customer, or its customer asks for a sandbox of their own.',
  cancelled: 'Nothing is left behind. Ask again when it suits.',
  internal: 'This is a fault of the engine. Report it with the operation it belongs to.',
} as const;

export type ProvisioningErrorCode = keyof typeof remedies;

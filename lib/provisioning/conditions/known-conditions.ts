import type { Condition } from './condition';
import { signingIn } from './signing-in';

/**
 * Every failure of a server that has a sentence of its own: how it is recognised, what is wrong, what helps and who can do
 * it. The first row that fits counts. A test walks the table, so that a row which says too little or too much fails it.
 * Codes: https://www.postgresql.org/docs/18/errcodes-appendix.html, and for the operating system and TLS those of Node.
 */

/** Limits of a server that an administrator can raise. */
const limits: readonly Condition[] = [
  {
    codes: ['53300'],
    routines: ['InitializeSessionUserId'],
    code: 'too_many_connections',
    sentence: 'The role of the address has as many sessions on the {server} as it may have.',
    help: 'End some of them, or its administrator raises the role’s limit (ALTER ROLE … CONNECTION LIMIT …).',
  },
  {
    codes: ['53300'],
    routines: ['CheckMyDatabase'],
    code: 'too_many_connections',
    sentence: 'The database has as many sessions on the {server} as it may have.',
    help: 'End some of them, or its owner raises the limit (ALTER DATABASE … CONNECTION LIMIT …).',
  },
  {
    codes: ['53300'],
    code: 'too_many_connections',
    sentence: 'The {server} has no connection to spare.',
    help: 'Wait for running work to finish, or its administrator raises max_connections.',
  },
  {
    codes: ['53400'],
    code: 'server_limit',
    sentence: 'A statement needed more temporary files on the {server} than the role may use.',
    help: 'Its administrator raises temp_file_limit for the role (ALTER ROLE … SET temp_file_limit …).',
  },
  {
    codes: ['53200'],
    routines: [
      'LockAcquire',
      'LockAcquireExtended',
      'SetupLockInTable',
      'FastPathTransferRelationLocks',
      'FastPathGetRelationLockEntry',
    ],
    code: 'server_limit',
    sentence: 'The {server} has no room for as many locks as the tables need.',
    help: 'Its administrator raises max_locks_per_transaction and restarts it; a plan of fewer schemas needs fewer.',
  },
  {
    codes: ['53200'],
    code: 'server_limit',
    sentence: 'The {server} ran out of memory.',
    help: 'Use fewer jobs; its administrator gives it more memory or lowers work_mem and maintenance_work_mem.',
  },
  { codes: ['53100', '58'], side: 'target', code: 'target_full', sentence: 'The {server} has no room left.' },
  {
    codes: ['53100'],
    side: 'source',
    code: 'server_limit',
    sentence: 'The {server} has no room left on its disk for what a statement needs.',
    help: 'Its administrator frees space, at best also where temp_tablespaces lead.',
  },
  {
    codes: ['58', 'XX001', 'XX002'],
    code: 'server_fault',
    sentence: 'The {server} cannot read its own files, or found them damaged.',
  },
];

/** What ends a session or a statement from outside. */
const interruptions: readonly Condition[] = [
  {
    codes: ['57P01'],
    code: 'connection_lost',
    sentence: 'The session was ended by an administrator of the {server}, or by its shutdown.',
    help: 'Nothing is left behind; ask its administrator, or try again.',
  },
  {
    codes: ['57P02'],
    code: 'connection_lost',
    sentence: 'The {server} crashed and starts again.',
    help: 'Nothing is left behind; try again in a moment. Its administrator finds the cause in its log.',
  },
  {
    codes: ['57P04'],
    code: 'connection_lost',
    sentence: 'The database was dropped on the {server} while it was in use.',
    help: 'Nothing is left behind; check that the address still names the right database.',
  },
  {
    codes: ['57P05'],
    code: 'connection_lost',
    sentence: 'The {server} ended a session for the setting idle_session_timeout.',
    help: 'Its administrator lifts it for this role (ALTER ROLE … SET idle_session_timeout = 0).',
  },
  {
    codes: ['25P03'],
    code: 'time_exceeded',
    sentence: 'The {server} ended a session for the setting idle_in_transaction_session_timeout.',
    help: 'Its administrator lifts it for this role (ALTER ROLE … SET idle_in_transaction_session_timeout = 0).',
  },
  {
    codes: ['25P04'],
    code: 'time_exceeded',
    sentence: 'The {server} ended a session for the setting transaction_timeout.',
    help: 'Its administrator lifts it for this role (ALTER ROLE … SET transaction_timeout = 0).',
  },
  {
    codes: ['57014'],
    code: 'time_exceeded',
    sentence:
      'A statement on the {server} was stopped: it took longer than statement_timeout allows, or somebody cancelled it.',
    help: 'Try again when the server is less busy; its administrator knows whether it was cancelled (pg_cancel_backend).',
  },
  {
    codes: ['40001', '40P01'],
    side: 'source',
    code: 'recovery_conflict',
    sentence:
      'The {server} is a standby, and applying changes of its primary took precedence over reading them.',
    help: 'Its administrator sets hot_standby_feedback = on there, or raises max_standby_streaming_delay and max_standby_archive_delay above the time of a copy; or register the primary.',
  },
  {
    codes: ['55P03'],
    code: 'lock_timeout',
    sentence: 'A lock was not granted in time.',
    help: 'Try again when the session that holds it has finished; the {server}’s administrator can end that session (pg_terminate_backend).',
  },
  { codes: ['55006'], code: 'object_in_use', sentence: 'The database is still in use.' },
];

/** What a statement met. */
const statements: readonly Condition[] = [
  {
    codes: ['25006'],
    side: 'target',
    code: 'target_unwritable',
    sentence: 'The {server} takes no changes: it is a standby, or its sessions are read-only by setting.',
  },
  {
    codes: ['42501'],
    side: 'target',
    code: 'rights_missing',
    sentence: 'The role that makes copies on the {server} lacks a right there.',
    help: 'Its administrator lets the role create databases (ALTER ROLE … CREATEDB) and what the copy holds, or names a role that may.',
  },
  {
    codes: ['42501'],
    side: 'source',
    code: 'rights_missing',
    sentence: 'The role that reads the {server} lacks a right.',
    help: 'A check of the plan names each table, column and sequence that may not be read; their owner grants it.',
  },
  { codes: ['3F000'], code: 'schema_missing', sentence: 'A schema that should exist does not.' },
  {
    codes: ['0A000'],
    code: 'unsupported_object',
    sentence: 'The {server} does not support what a definition or a table asks for.',
  },
  { codes: ['22', '23'], code: 'data_invalid', sentence: 'A row was refused by the database.' },
  { codes: ['42'], code: 'structure_failed', sentence: 'The database refused a definition.' },
  {
    codes: ['08', '57', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'],
    code: 'connection_lost',
    sentence: 'The connection to the {server} broke off.',
  },
];

/** In the order in which they are asked. */
export const knownConditions: readonly Condition[] = [
  ...signingIn,
  ...limits,
  ...interruptions,
  ...statements,
];

import type { Condition } from './condition';

const unreachable = { source: 'source_unreachable', target: 'target_unreachable' } as const;

/** What can go wrong from the first packet to the first statement; a part of the table of known conditions. */
export const signingIn: readonly Condition[] = [
  {
    codes: ['ERR_INVALID_URL'],
    code: 'address_unfit',
    sentence: 'The address of the {server} is no PostgreSQL URL.',
    help: 'Write it as postgres://ROLE:PASSWORD@HOST:PORT/DATABASE; other characters than letters and digits in the password are percent-encoded.',
  },
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    code: unreachable,
    sentence: 'The host name of the {server} cannot be found.',
    help: 'Whoever registered the address checks the host name in it; the network’s administrator sees to name resolution here.',
  },
  {
    codes: ['ECONNREFUSED'],
    code: unreachable,
    sentence: 'The {server} does not answer: nothing listens at its port.',
    help: 'Check host and port of the address; its administrator sees to it that PostgreSQL runs and listens there (listen_addresses, port).',
  },
  {
    codes: ['ENOENT', 'EACCES'],
    during: 'connecting',
    code: unreachable,
    sentence: 'The socket or a certificate file that the address of the {server} names cannot be opened.',
    help: 'Whoever runs Sandgate checks the paths in the address, and that this process may read them.',
  },
  {
    codes: ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
    code: unreachable,
    sentence: 'The {server} does not answer in time.',
    help: 'The network’s administrator checks that a firewall lets this machine through to the server’s port.',
  },
  {
    codes: ['TLS_NOT_OFFERED'],
    code: 'address_unfit',
    sentence: 'The address asks for TLS and the {server} does not offer it.',
    help: 'Its administrator turns ssl on, or whoever registered the address takes sslmode out of it and goes without encryption.',
  },
  {
    codes: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_UNTRUSTED',
    ],
    code: 'address_unfit',
    sentence: 'The certificate of the {server} was not issued by an authority that is trusted here.',
    help: 'Whoever registered the address names the authority’s certificate in it (sslrootcert=FILE), or trusts any with sslmode=no-verify.',
  },
  {
    codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED'],
    code: 'address_unfit',
    sentence: 'The certificate of the {server} is not valid today.',
    help: 'Its administrator renews it; check this machine’s clock as well.',
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
    code: 'address_unfit',
    sentence: 'The certificate of the {server} was issued for another host name than the address uses.',
    help: 'Whoever registered the address uses a name that stands in the certificate, or its administrator has one issued for this name.',
  },
  {
    codes: [
      'EPROTO',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ],
    code: 'address_unfit',
    sentence: 'This machine and the {server} agree on no version of TLS.',
    help: 'Its administrator allows TLS 1.2 or later (ssl_min_protocol_version, ssl_max_protocol_version).',
  },
  {
    codes: ['PASSWORD_MISSING'],
    code: 'rights_missing',
    sentence: 'The {server} asks for a password and the address holds none.',
    help: 'Whoever registered the address puts the role’s password into it.',
  },
  {
    codes: ['28P01'],
    code: 'rights_missing',
    sentence: 'The {server} does not accept the role and password of the address.',
    help: 'Whoever registered the address corrects them; the server’s administrator can set the password anew (ALTER ROLE … PASSWORD …).',
  },
  {
    codes: ['28000'],
    routines: ['InitializeSessionUserId'],
    code: 'rights_missing',
    sentence: 'The role of the address does not exist on the {server}, or may not sign in.',
    help: 'Its administrator creates the role or lets it sign in (CREATE ROLE … LOGIN, ALTER ROLE … LOGIN).',
  },
  {
    codes: ['28000'],
    isEncrypted: false,
    code: 'rights_missing',
    sentence: 'The {server} has no entry (pg_hba.conf) that lets this role in from here without encryption.',
    help: 'Whoever registered the address adds sslmode=require to it, or the server’s administrator adds an entry.',
  },
  {
    codes: ['28000', '28'],
    code: 'rights_missing',
    sentence: 'The {server} has no entry (pg_hba.conf) that lets this role in from here.',
    help: 'Its administrator adds an entry for this role, database and machine.',
  },
  {
    codes: ['3D000'],
    code: unreachable,
    sentence: 'The server has no such database.',
    help: 'Whoever registered the address corrects the name of the database in it.',
  },
  {
    codes: ['42501'],
    during: 'connecting',
    code: 'rights_missing',
    sentence: 'The role of the address may not connect to this database of the {server}.',
    help: 'The owner of the database grants it (GRANT CONNECT ON DATABASE … TO …).',
  },
  {
    codes: ['08P01'],
    during: 'connecting',
    routines: [null],
    code: 'address_unfit',
    sentence:
      'A connection pooler stands before the {server}; it refuses the settings that each session needs.',
    help: 'Whoever registered the address names the server’s own host and port; settings of the pooler, such as ignore_startup_parameters, do not suffice.',
  },
  {
    codes: ['57P03'],
    code: 'connection_lost',
    sentence: 'The {server} is starting, stopping or recovering and takes no session now.',
    help: 'Try again in a moment; if it stays so, its administrator looks into its log (a standby needs hot_standby = on).',
  },
  {
    codes: ['55000'],
    during: 'connecting',
    code: unreachable,
    sentence: 'The database that the address names takes no connections.',
    help: 'Its owner allows them (ALTER DATABASE … ALLOW_CONNECTIONS true).',
  },
];

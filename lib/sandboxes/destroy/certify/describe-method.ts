import type { DestructionCertificate } from '../../../certificate-format/destruction';

const classifications = {
  blank: 'No rows of production but reference tables and the configuration that was asked for.',
  seeded:
    'A vendor’s seed set; no rows of production but reference tables and the configuration that was asked for.',
  snapshot: 'A pseudonymised copy of production, as the proofs named here say.',
} as const;

/**
 * The fields of the form in NIST SP 800-88 r1, appendix G, that fit databases on a server that goes on. Fields of a medium that
 * leaves the house (serial number, destination) do not fit, and the form says so.
 */
export function describeMethod({
  tenantId,
  product,
  shape,
}: Pick<
  DestructionCertificate['sandbox'],
  'tenantId' | 'product' | 'shape'
>): DestructionCertificate['sanitization'] {
  return {
    form: 'NIST SP 800-88 r1, appendix G',
    mediaType: 'Databases and files of a PostgreSQL cluster that goes on running',
    source: `Product ${product}, tenant ${tenantId}`,
    classification: classifications[shape],
    method: 'clear',
    methodDetails:
      'Clear by drop: every database was dropped with its files (DROP DATABASE), every role with its rights (DROP ROLE), every key was revoked.',
    notDone:
      'Blocks of the disk were not overwritten, and the medium was neither purged nor destroyed. Until the file system uses them again, their content could be read by whoever reads the disk itself.',
    tool: 'Sandgate, by the statements of PostgreSQL',
    verification: 'Full: each part was looked for by code that did not drop it, as each part says.',
    leftOut: 'Serial number, property number, destination and contact of a medium: no medium left the house.',
  };
}

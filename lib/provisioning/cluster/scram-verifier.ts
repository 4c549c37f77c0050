import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { createSecret } from '../../ids';

/**
 * A password as the server stores it (RFC 5803), so that the password itself is in no statement, and thus in no log
 * and no pg_stat_activity. 4,096 rounds are PostgreSQL's own default: these passwords are long random secrets.
 *
 * Limit: passwords must be ASCII, since others would need SASLprep first; throws a RangeError.
 */
export function scramVerifier(password: string): string {
  if (!/^[\x21-\x7e]+$/.test(password)) throw new RangeError('the password must be printable ASCII');
  const rounds = 4096;
  const salt = Buffer.from(createSecret(), 'base64url').subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const sign = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(sign('Client Key')).digest('base64');
  const serverKey = sign('Server Key').toString('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

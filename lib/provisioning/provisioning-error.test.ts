import { describe, expect, test } from 'vitest';
import { remedies } from './conditions/remedies';
import { codeOfSqlstate, ProvisioningError, toProvisioningError } from './provisioning-error';

const databaseError = (code: string, more: object = {}) =>
  Object.assign(new Error('geheim: secret value'), { code, ...more });

describe('an SQLSTATE decides the code, whatever the server’s language', () => {
  test.each([
    ['53100', 'target_full'],
    ['58030', 'target_full'],
    ['53300', 'too_many_connections'],
    ['53200', 'server_limit'],
    ['53400', 'server_limit'],
    ['25006', 'target_unwritable'],
    ['42501', 'rights_missing'],
    ['28P01', 'rights_missing'],
    ['55P03', 'lock_timeout'],
    ['55006', 'object_in_use'],
    ['57014', 'time_exceeded'],
    ['57P01', 'connection_lost'],
    ['57P03', 'connection_lost'],
    ['08006', 'connection_lost'],
    ['23503', 'data_invalid'],
    ['22P04', 'data_invalid'],
    ['42P01', 'structure_failed'],
    ['XX000', 'internal'],
  ])('%s is %s', (sqlstate, code) => {
    expect(codeOfSqlstate(sqlstate, 'target')).toBe(code);
    expect(toProvisioningError(databaseError(sqlstate), 'target')).toMatchObject({ code, sqlstate });
  });

  test('a side that does not answer is named', () => {
    expect(toProvisioningError(databaseError('ECONNREFUSED'), 'source').code).toBe('source_unreachable');
    expect(toProvisioningError(databaseError('ECONNREFUSED'), 'target').code).toBe('target_unreachable');
    expect(toProvisioningError(databaseError('3D000'), 'source', 'connecting')).toMatchObject({
      code: 'source_unreachable',
      message: 'The server has no such database. It was connecting.',
    });
  });
});

test('a message holds names and never the server’s text, which quotes values', () => {
  const error = toProvisioningError(
    databaseError('23505', {
      table: 'people',
      constraint: 'people_mail_key',
      detail: 'Key (mail)=(a@b.example) already exists.',
    }),
    'target',
    'copying people',
  );
  expect(error.message).toBe(
    'A row was refused by the database. It was copying people. (table people, constraint people_mail_key)',
  );
  expect(error.remedy).toBe(remedies.data_invalid);
});

test('an error that has a name keeps it, and anything else thrown gets one', () => {
  const named = new ProvisioningError('cancelled', 'x');
  expect(toProvisioningError(named, 'source')).toBe(named);
  for (const thrown of [undefined, null, 'text', 7, {}, new Error('x')])
    expect(toProvisioningError(thrown, 'target')).toMatchObject({ code: 'internal' });
});

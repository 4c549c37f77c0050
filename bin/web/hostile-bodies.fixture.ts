import { gzipSync } from 'node:zlib';

/** Bodies that nobody's browser sends, for tests and for the bench: each must be refused, and soon. */
export type HostileBody = {
  name: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Sent in chunks of this many bytes, without a declared length. */
  chunk?: number;
};

const boundary = 'b';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const called = { ...multipart, 'next-action': '40'.padEnd(42, 'a') };

/** A multipart body of these fields, as browsers write it. */
export function formBody(fields: readonly (readonly [string, string])[]): Buffer {
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
}

const count = <Item>(n: number, item: (index: number) => Item) =>
  Array.from({ length: n }, (_, at) => item(at));

const root = (state: string): [string, string] => ['0', `[${state},"$K1"]`];

/** With `id`, the id of an action that the server knows; without it, decoding would end before it began. */
export function hostileBodies(id: string): HostileBody[] {
  const action: [string, string] = [`$ACTION_ID_${id}`, ''];
  const inCall = { ...called, 'next-action': id };
  const lists = count(700, (n): [string, string] => [`_1_a${n}.999.x`, 'x']);
  const many = count(20_000, (n): [string, string] => [`_1_f${n}`, 'x']);
  const posted = count(20_000, (n): [string, string] => [`f${n}`, 'x']);
  const megabyte = formBody([root('{}'), ['_1_a', 'x'.repeat(1_000_000)]]);
  return [
    { name: '700 lists of 1,000 entries, called', headers: inCall, body: formBody([...lists, root('{}')]) },
    { name: '20,000 fields, called', headers: inCall, body: formBody([...many, root('{}')]) },
    { name: '20,000 fields, posted', headers: multipart, body: formBody([action, ...posted]) },
    {
      name: '20,000 fields of one name',
      headers: multipart,
      body: formBody([action, ...count(20_000, (): [string, string] => ['f', ''])]),
    },
    {
      name: '20,000 fields in chunks of 64 bytes',
      headers: inCall,
      body: formBody([...many, root('{}')]),
      chunk: 64,
    },
    { name: '60 kB in chunks of 1 byte', headers: inCall, body: Buffer.alloc(60_000, 'x'), chunk: 1 },
    {
      name: '60 kB of no form in chunks of 1 byte',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(60_000, 'x'),
      chunk: 1,
    },
    { name: '1 MB in chunks of 1 kB', headers: inCall, body: megabyte, chunk: 1_000 },
    { name: '1 MB in one field', headers: inCall, body: megabyte },
    {
      name: '8 MB in one field',
      headers: inCall,
      body: formBody([root('{}'), ['_1_a', 'x'.repeat(8_000_000)]]),
    },
    {
      name: 'lists 20,000 deep',
      headers: inCall,
      body: formBody([root('['.repeat(20_000) + ']'.repeat(20_000)), ['_1_a', 'x']]),
    },
    {
      name: '20,000 empty lists',
      headers: inCall,
      body: formBody([root(`[${count(20_000, () => '[]').join()}]`), ['_1_a', 'x']]),
    },
    {
      name: 'references to other parts',
      headers: inCall,
      body: formBody([
        ['0', '["$Q2","$K1"]'],
        ['2', '[["$W3","$i3"]]'],
        ['3', '["$2"]'],
        ['_1_a', 'x'],
      ]),
    },
    {
      name: 'a function of the server as an argument',
      headers: inCall,
      body: formBody([
        ['0', '["$h2","$K1"]'],
        ['2', `{"id":"${id}","bound":null}`],
        ['_1_a', 'x'],
      ]),
    },
    {
      name: '10,000 references to one part',
      headers: inCall,
      body: formBody([
        ['0', `[[${count(10_000, () => '"$2"').join()}],"$K1"]`],
        ['2', '[]'],
      ]),
    },
    {
      name: 'a part header of 60 kB',
      headers: inCall,
      body: Buffer.from(
        `--b\r\nContent-Disposition: form-data; name="${'n'.repeat(60_000)}"\r\n\r\nx\r\n--b--\r\n`,
      ),
    },
    {
      name: '2,000 headers of one part',
      headers: inCall,
      body: Buffer.from(
        `--b\r\nContent-Disposition: form-data; name="a"\r\n${'X-A: b\r\n'.repeat(2_000)}\r\nx\r\n--b--\r\n`,
      ),
    },
    { name: 'delimiters that never end', headers: inCall, body: Buffer.from('--b\r\n'.repeat(12_000)) },
    {
      name: 'almost delimiters',
      headers: { ...inCall, 'content-type': `multipart/form-data; boundary=${'-'.repeat(69)}b` },
      body: Buffer.from('-'.repeat(63_000)),
    },
    { name: 'no form at all', headers: inCall, body: Buffer.alloc(63_000, 'x') },
    {
      name: 'a file',
      headers: inCall,
      body: Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="0"; filename="a"\r\n\r\n[]\r\n--b--\r\n',
      ),
    },
    {
      name: 'gzip of 100 MB',
      headers: { ...inCall, 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(100_000_000)),
    },
    {
      name: 'plain text with 5,000 references',
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id },
      body: Buffer.from(`[${count(5_000, () => '"$K1"').join()}]`),
    },
    {
      name: 'plain text of 20,000 lists',
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id },
      body: Buffer.from(`[${count(20_000, () => '[]').join()}]`),
    },
    {
      name: '20,000 fields, urlencoded',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(count(20_000, (n) => `a${n}.999.x=1`).join('&')),
    },
    {
      name: 'JSON',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(count(20_000, (n) => ({ n })))),
    },
    { name: 'an action without its arguments', headers: inCall, body: formBody([['0', '[]']]) },
    {
      name: 'arguments that are no JSON',
      headers: inCall,
      body: formBody([
        ['0', '[{'],
        ['_1_a', 'x'],
      ]),
    },
    {
      name: 'bound arguments that are no JSON',
      headers: multipart,
      body: formBody([
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', '{'],
        ['$ACTION_1:1', '['],
      ]),
    },
    {
      name: 'bound arguments that never come',
      headers: multipart,
      body: formBody([
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`],
      ]),
    },
    { name: 'two actions', headers: multipart, body: formBody([action, ['$ACTION_ID_00', '']]) },
    { name: 'a form without an action', headers: multipart, body: formBody([['a', 'x']]) },
  ];
}

/** The least that a form of ours holds. */
export function smallestForms(id: string): HostileBody[] {
  const headers = { ...called, 'next-action': id };
  return [
    { name: 'the smallest form, called', headers, body: formBody([root('{}'), ['_1_a', 'x']]) },
    { name: 'the smallest form, posted', headers: multipart, body: formBody([[`$ACTION_ID_${id}`, '']]) },
  ];
}

/** Within what strangers may send, and as much work as that can be made to mean: 200 lists, and the longest of forms. */
export function largestForms(id: string): HostileBody[] {
  const headers = { ...called, 'next-action': id };
  const lists = count(198, (n): [string, string] => [`_1_a${n}.999.x`, 'x']);
  const full = count(198, (n): [string, string] => [`_1_f${n}`, 'x'.repeat(220)]);
  const data = `[${count(700, () => '{}').join()}]`;
  return [
    { name: '198 lists of 1,000 entries, called', headers, body: formBody([...lists, root('{}')]) },
    { name: '198 fields of 60 kB, called', headers, body: formBody([...full, root('{}')]) },
    { name: '700 values of an answer, called', headers, body: formBody([root(data), ['_1_a', 'x']]) },
    {
      name: '198 fields of 60 kB, posted',
      headers: multipart,
      body: formBody([
        [`$ACTION_ID_${id}`, ''],
        ...full.map(([name, value]): [string, string] => [name.slice(3), value]),
      ]),
    },
  ];
}

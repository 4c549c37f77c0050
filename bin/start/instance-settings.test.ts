import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

/** The files are loaded anew for each test, as a process that has just started does. */
const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-settings-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  Object.assign(globalThis, { sandgateSettings: undefined });
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('DATABASE_URL', '');
});

async function load() {
  vi.resetModules();
  return { ...(await import('@/lib/env')), ...(await import('./instance-settings')) };
}

const published = {
  DATABASE_URL: 'postgres://control:secret@localhost/control',
  CLUSTER_URL: 'postgres://builder:hidden@localhost:5433/postgres',
  SANDBOX_SERVER: 'postgres://localhost:5433/',
  SOURCE_URLS: '{"fabrica":"postgres://reader:hidden@localhost/production"}',
  SANDGATE_DEMO: '1',
};

describe('further programs beside npm start', () => {
  test('another program adopts all of its settings', async () => {
    const instance = await load();
    await instance.publishSettings(published);
    const worker = await load();
    await worker.adoptSettings();
    expect(worker.env()).toMatchObject({ CLUSTER_URL: published.CLUSTER_URL, SANDGATE_DEMO: true });
    expect(Object.keys(worker.env().SOURCE_URLS)).toEqual(['fabrica']);
  });

  test('a web server adopts them without a way into production or the builder’s login', async () => {
    await (await load()).publishSettings(published);
    const web = await load();
    await web.adoptSettings('web server');
    expect(web.env()).toMatchObject({ DATABASE_URL: published.DATABASE_URL, SANDGATE_DEMO: true });
    expect(web.env()).toMatchObject({ SANDBOX_SERVER: published.SANDBOX_SERVER, SOURCE_URLS: {} });
    expect(web.env().CLUSTER_URL).toBeUndefined();
    expect(JSON.stringify(web.env())).not.toContain('hidden');
  });

  test('what one copy of the settings is told, another copy in the same process has too', async () => {
    await (await load()).publishSettings(published);
    const [program, bundle] = [await load(), await load()];
    expect(bundle.env().DATABASE_URL).toBeUndefined();
    expect(bundle.env).not.toBe(program.env);
    await program.adoptSettings('web server');
    expect(bundle.env()).toEqual(program.env());
    expect(bundle.env().DATABASE_URL).toBe(published.DATABASE_URL);
  });
});

test.each([
  'postgres://builder:hidden@localhost/',
  'postgres://localhost/?user=builder',
  'postgres://builder@localhost/',
])('a SANDBOX_SERVER with a login is refused: %s', async (url) => {
  const { configure, env } = await load();
  configure({ SANDBOX_SERVER: url });
  expect(() => env()).toThrow(/SANDBOX_SERVER: must name a server alone/);
});

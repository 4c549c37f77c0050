import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import next from 'next';
import { databaseUrl } from '@/lib/db/client';
import { env } from '@/lib/env';
import { stampPeerAddresses } from '@/lib/gateway/callers/peer-address';
import { closeGateway } from '@/lib/gateway/close-gateway';
import { createId } from '@/lib/ids';
import { startHeartbeat } from '@/lib/jobs/heartbeat';
import { log } from '@/lib/log';
import { endUnlessMigrated } from './end-unless-migrated';
import { endLastFirst } from './end-with';
import { takePidFile } from './pid-file';
import { isBuilt } from './start/build';
import { adoptSettings } from './start/instance-settings';
import { front } from './web/front';
import { patience, silenceMs } from './web/patience';

/** `npm run web`: serves the desk and the sandboxes' API on PORT. Any number of them, each on a port of its own. */
const atEnd = endLastFirst();
await adoptSettings('web server');
await takePidFile('web');
await endUnlessMigrated();
const dev = process.argv.includes('--dev');
if (!dev && !(await isBuilt()))
  log.warn('the build in .next was made from other sources; npm start or npx next build makes it anew');
const port = env().PORT;
const app = next({ dev, port, hostname: 'localhost', quiet: !dev });
await app.prepare();
atEnd(closeGateway);
atEnd(() => app.close());
const handle = app.getRequestHandler();
stampPeerAddresses();
const server = createServer(
  patience(),
  front((request, response) => handle(request, response)),
);
server.timeout = silenceMs();
const sockets = new Set<Socket>();
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
});
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(port, resolve);
});
atEnd(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // What streams for as long as someone looks would keep the server open for ever.
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
  await closed;
});
const heartbeat = await startHeartbeat({ url: databaseUrl(), id: `web-${createId()}`, kind: 'web' });
atEnd(heartbeat.stop);
log.info({ port, pid: process.pid }, 'web started');

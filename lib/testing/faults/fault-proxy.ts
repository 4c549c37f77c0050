import net from 'node:net';
import { ClientMessages, type Piece } from './client-messages';

/**
 * Stands between PostgreSQL and whoever talks to it, counts what clients send over all their sessions, and breaks one
 * session at one piece of that: before the server has it, or once the server has begun to answer, so that what was asked
 * may well have happened and nobody was told. Later sessions are let through.
 */
export type Fault = {
  /** Counts from 1, over all sessions in the order in which their pieces arrive here. */
  at: number;
  when: 'unsent' | 'unanswered';
  /** How the client learns of it: by a reset or by a close without a word. */
  how: 'reset' | 'close';
};

export type FaultProxy = {
  /** The same URL, by way of the proxy. */
  through: (url: string) => string;
  /** Pieces so far. */
  count: () => number;
  /** The type of the piece at which a session was broken; null while none was. */
  struck: () => string | null;
  /** Ends every session and stops listening. */
  close: () => Promise<void>;
};

/** Opens a proxy before the server that `serverUrl` names; without a fault it only counts. */
export async function openFaultProxy(serverUrl: string, fault?: Fault): Promise<FaultProxy> {
  const { hostname, port } = new URL(serverUrl);
  const counted = { pieces: 0 };
  const hit: { type: string | null } = { type: null };
  const sockets = new Set<net.Socket>();
  const listener = net.createServer({ noDelay: true }, (client) => {
    const server = net.connect({ host: hostname, port: Number(port), noDelay: true });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    const strike = (piece: Piece) => {
      counted.pieces += 1;
      if (counted.pieces !== fault?.at) return null;
      hit.type = piece.type;
      return fault;
    };
    relay(client, server, strike);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    through: (url) => {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = String(address.port);
      return changed.href;
    },
    count: () => counted.pieces,
    struck: () => hit.type,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function relay(client: net.Socket, server: net.Socket, strike: (piece: Piece) => Fault | null): void {
  const messages = new ClientMessages();
  const broken: { by: Fault | null } = { by: null };
  const breakOff = (how: Fault['how']) => {
    server.destroy();
    if (how === 'reset') client.resetAndDestroy();
    else client.destroy();
  };
  client.on('data', (chunk: Buffer) => {
    for (const piece of messages.add(chunk)) {
      if (broken.by) return;
      broken.by = strike(piece);
      if (broken.by?.when === 'unsent') return breakOff(broken.by.how);
      if (!server.write(piece.bytes)) {
        client.pause();
        server.once('drain', () => client.resume());
      }
      // Data of a COPY gets no answer of its own: it has arrived once it is sent.
      const { by } = broken;
      if (by && piece.type === 'd') server.write('', () => breakOff(by.how));
    }
  });
  server.on('data', (chunk: Buffer) => {
    if (broken.by) return breakOff(broken.by.how);
    if (!client.write(chunk)) {
      server.pause();
      client.once('drain', () => server.resume());
    }
  });
  client.once('close', () => server.destroy());
  server.once('close', () => client.destroy());
}

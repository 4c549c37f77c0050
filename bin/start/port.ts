import { createServer } from 'node:net';
import { clock } from '@/lib/clock';
import { Refusal } from './steps';

/** A killed run's web server notices within a moment that it is alone and frees its port. */
const patienceMs = 5_000;

/** Resolves when the port can be listened on; waits a little for one that is just being freed, then refuses. */
export async function assertPortFree(port: number): Promise<void> {
  const from = clock.elapsed();
  while (!(await isFree(port))) {
    if (clock.elapsed() - from > patienceMs)
      throw new Refusal(
        `Port ${port} is taken by another program. Choose a free one, for example: PORT=${port === 65535 ? 3000 : port + 1} npm start`,
      );
    await clock.sleep(250);
  }
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(new Refusal(`Port ${port} needs rights that this user does not have; choose one above 1023.`));
      else reject(error);
    });
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

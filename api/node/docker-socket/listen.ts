import { lstatSync, unlinkSync } from 'node:fs';
import { connect, type Server } from 'node:net';

/** Listens on a loopback port or a Unix socket. @throws Error where that can't be */
export async function listen(server: Server, place: string): Promise<void> {
  try {
    await listenOnce(server, place);
  } catch (error) {
    if (isPort(place) || codeOf(error) !== 'EADDRINUSE' || !(await isLeftBehind(place))) throw error;
    unlinkSync(place);
    await listenOnce(server, place);
  }
}

export function isPort(place: string): boolean {
  return /^\d{1,5}$/.test(place);
}

function listenOnce(server: Server, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const listening = () => {
      server.off('error', reject);
      resolve();
    };
    if (isPort(place)) server.listen(Number(place), '127.0.0.1', listening);
    else server.listen(place, listening);
  });
}

/** A socket whose server has died. */
function isLeftBehind(path: string): Promise<boolean> {
  if (!lstatSync(path).isSocket()) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', (error) => resolve(codeOf(error) === 'ECONNREFUSED'));
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

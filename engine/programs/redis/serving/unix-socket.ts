import { systemError } from '../../../filesystem/errors.ts';
import { unixAddress } from '../../../network/unix-address.ts';
import type { Server } from './state.ts';

/** Listens at a path, in place of a socket that was left behind. @returns false: it can't, and has said why */
export function openUnixSocket(server: Server, path: string): boolean {
  const { facts, system } = server;
  try {
    if (isThere(server, path)) system.unlink(path);
    facts.listeners = [...facts.listeners, system.listen(unixAddress(path))];
    const mode = Number.parseInt(server.setting('unixsocketperm'), 8);
    if (mode > 0) system.changeMode(path, mode);
    return true;
  } catch (error) {
    server.log('#', `Failed opening Unix socket: bind: ${systemError(error).message}`);
    return false;
  }
}

export function removeUnixSocket(server: Server): void {
  const path = server.setting('unixsocket');
  if (path === '' || !isThere(server, path)) return;
  server.log('*', 'Removing the unix socket file.');
  server.system.unlink(path);
}

function isThere({ system }: Server, path: string): boolean {
  try {
    return system.lstat(path).type === 'socket';
  } catch (error) {
    systemError(error);
    return false;
  }
}

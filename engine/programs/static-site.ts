import { SystemError } from '../filesystem/errors.ts';
import type { System } from '../linux/system.ts';
import { lookAt, readable, typeOf } from './http/files.ts';
import { type HttpReply, type HttpRequest, normalPath, pathOf } from './http/message.ts';
import { httpDate } from './timestamps.ts';

/** What a simple file server makes of a path. */
export type Found =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly modifiedMs: number;
      readonly type: string;
    }
  | { readonly kind: 'folder'; readonly path: string; readonly uri: string }
  /** A folder that was asked for without the slash at its end. */
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'missing' | 'forbidden' | 'bad'; readonly path: string };

/** Looks for what a request means under a folder. */
export function find(
  system: System,
  root: string,
  target: string,
  indexes: readonly string[],
  fallbackType: string,
): Found {
  const uri = normalPath(pathOf(target));
  if (uri === undefined || uri.includes('\0')) return { kind: 'bad', path: target };
  const path = root.replace(/\/$/, '') + uri;
  const there = lookAt(system, path.replace(/\/$/, '') || '/');
  if (there instanceof SystemError) return { kind: there.code === 'EACCES' ? 'forbidden' : 'missing', path };
  if (there.type === 'directory') {
    if (!uri.endsWith('/')) return { kind: 'moved', to: `${uri}/` };
    for (const index of indexes) {
      const found = lookAt(system, path + index);
      if (!(found instanceof SystemError) && found.type === 'file')
        return fileAt(system, path + index, fallbackType);
    }
    return { kind: 'folder', path, uri };
  }
  return uri.endsWith('/') ? { kind: 'missing', path } : fileAt(system, path, fallbackType);
}

function fileAt(system: System, path: string, fallbackType: string): Found {
  const there = lookAt(system, path);
  if (there instanceof SystemError || there.type !== 'file' || readable(system, path) !== undefined) {
    return { kind: 'forbidden', path };
  }
  return {
    kind: 'file',
    path,
    size: there.size,
    modifiedMs: there.modifiedMs,
    type: typeOf(path, fallbackType),
  };
}

/** The reply that sends a file. */
export function sendFile(
  found: Extract<Found, { kind: 'file' }>,
  headers: HttpReply['headers'] = [],
): HttpReply {
  return {
    status: 200,
    headers: [
      ...headers,
      ['Content-Type', found.type],
      ['Content-Length', ''],
      ['Last-Modified', httpDate(found.modifiedMs)],
    ],
    file: { path: found.path, offset: 0, length: found.size },
  };
}

/** A line of an access log in the common format. */
export function commonLine(request: HttpRequest, time: string, status: number, bytes: number): string {
  return `${request.peer.address} - - [${time}] "${request.method} ${request.target} ${request.version}" ${status} ${bytes === 0 ? '-' : bytes}\n`;
}

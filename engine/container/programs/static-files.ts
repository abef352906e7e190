import { absolutePath } from '../files.ts';
import type { HttpReply } from '../process.ts';
import type { Invocation } from './program.ts';

/** Serves the text files under a folder; a folder's own page is its index.html. */
export function staticFiles(
  invocation: Invocation,
  root: string,
  errorPage: (status: number) => string,
): (path: string, atMs: number) => HttpReply {
  const { files } = invocation.container;
  return (path, atMs) => {
    const place = absolutePath(`.${pathOf(path)}`, root);
    if (place !== root && !place.startsWith(`${root}/`)) return { status: 400, body: errorPage(400) };
    const body = files.read(place, atMs) ?? files.read(`${place}/index.html`, atMs);
    if (body !== undefined) return { status: 200, body };
    const status = files.isDirectory(place, atMs) ? 403 : 404;
    return { status, body: errorPage(status) };
  };
}

/** The path of a request without its query, decoded. */
export function pathOf(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? '/';
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** A value of the query string of a request. */
export function queryOf(path: string, name: string): string | undefined {
  const start = path.indexOf('?');
  return start === -1 ? undefined : (new URLSearchParams(path.slice(start + 1)).get(name) ?? undefined);
}

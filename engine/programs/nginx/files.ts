import { SystemError } from '../../filesystem/errors.ts';
import { extensionOf, lookAt, rangeOf, readable, typeOf } from '../http/files.ts';
import { type Headers, type HttpReply, header } from '../http/message.ts';
import { httpDate } from '../timestamps.ts';
import { listing } from './autoindex.ts';
import type { Location, Settings } from './model.ts';
import { type Course, headersOf, redirect } from './replies.ts';

/** An answer, a status to fail with, or a path of the course that a location is to be looked for: a folder's index. */
export type Served = HttpReply | { readonly fail: number } | { readonly index: true };

/** Where the file of a path is. */
export function fileOf(location: Location | undefined, settings: Settings, uri: string): string {
  const alias = location?.alias;
  if (alias === null || alias === undefined) return settings.root.replace(/\/$/, '') + uri;
  return alias + uri.slice(location?.kind.startsWith('regex') ? uri.length : (location?.path.length ?? 0));
}

export function serveFile(
  course: Course,
  location: Location | undefined,
  settings: Settings,
  uri: string,
): Served {
  const { worker, request } = course;
  if (!['GET', 'HEAD'].includes(request.method)) return { fail: 405 };
  if (uri.endsWith('/')) return serveFolder(course, location, settings, uri);
  const path = fileOf(location, settings, uri);
  const there = lookAt(worker.system, path);
  if (there instanceof SystemError) return openFailed(course, path, there);
  if (there.type === 'directory') return redirect(course, 301, `${uri}/`, settings);
  const denied = there.type === 'file' ? readable(worker.system, path) : new SystemError('EACCES');
  if (denied !== undefined) return openFailed(course, path, denied);
  const modified = httpDate(there.modifiedMs);
  const tag = `"${Math.floor(there.modifiedMs / 1000).toString(16)}-${there.size.toString(16)}"`;
  const type = settings.types
    ? typeOf(path, settings.defaultType)
    : extensionOf(path) === ''
      ? settings.defaultType
      : typeOf(path, settings.defaultType);
  if (header(request, 'If-None-Match') === tag || header(request, 'If-Modified-Since') === modified) {
    return {
      status: 304,
      headers: headersOf(
        course,
        settings,
        304,
        [],
        [
          ['Last-Modified', modified],
          ['Connection', ''],
          ['ETag', tag],
        ],
      ),
    };
  }
  const range = rangeOf(header(request, 'Range'), there.size);
  if (range === 'unsatisfiable') return { fail: 416 };
  const part = range ?? { offset: 0, length: there.size };
  const status = range === undefined ? 200 : 206;
  const tail: Headers =
    range === undefined
      ? [
          ['ETag', tag],
          ['Accept-Ranges', 'bytes'],
        ]
      : [
          ['ETag', tag],
          ['Content-Range', `bytes ${part.offset}-${part.offset + part.length - 1}/${there.size}`],
        ];
  const headers = headersOf(
    course,
    settings,
    status,
    [['Content-Type', type]],
    [['Last-Modified', modified], ['Connection', ''], ...tail],
  );
  return { status, headers, file: { path, ...part } };
}

function serveFolder(
  course: Course,
  location: Location | undefined,
  settings: Settings,
  uri: string,
): Served {
  const { system, log } = course.worker;
  const folder = fileOf(location, settings, uri);
  for (const index of settings.index) {
    const path = index.startsWith('/') ? settings.root + index : folder + index;
    const there = lookAt(system, path);
    if (there instanceof SystemError || there.type === 'directory') continue;
    course.redirects++;
    course.uri = index.startsWith('/') ? index : uri + index;
    return { index: true };
  }
  const there = lookAt(system, folder);
  if (there instanceof SystemError) return openFailed(course, folder + (settings.index[0] ?? ''), there);
  if (!settings.autoindex) {
    log('error', `directory index of "${folder}" is forbidden`, course.request);
    return { fail: 403 };
  }
  return {
    status: 200,
    headers: headersOf(course, settings, 200, [['Content-Type', 'text/html']]),
    body: listing(system, folder, uri),
  };
}

function openFailed(course: Course, path: string, error: SystemError): Served {
  const denied = error.code === 'EACCES';
  const number = denied ? 13 : error.code === 'ENOTDIR' ? 20 : 2;
  course.worker.log('error', `open() "${path}" failed (${number}: ${error.message})`, course.request);
  return { fail: denied ? 403 : 404 };
}

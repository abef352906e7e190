import { SystemError } from '../../filesystem/errors.ts';
import { extensionOf, lookAt, rangeOf, readable, typeOf } from '../http/files.ts';
import {
  type Headers,
  type HttpReply,
  type HttpRequest,
  header,
  normalPath,
  pathOf,
  queryOf,
} from '../http/message.ts';
import { httpDate } from '../timestamps.ts';
import { permitted } from './access.ts';
import { listing } from './autoindex.ts';
import type { Action, Location, Settings } from './model.ts';
import { proxy } from './proxy.ts';
import { type Answer, type Course, errorReply, headersOf, redirect, scene, type Worker } from './replies.ts';
import { chooseLocation, chooseServer, groupsOf, namedLocation } from './routing.ts';
import { expand } from './variables.ts';

/** Internal redirects of one request. */
const redirectsMax = 10;

export function answer(worker: Worker, request: HttpRequest): Answer {
  const server = chooseServer(worker.configuration, request);
  const path = normalPath(pathOf(request.target));
  if (server === undefined || path === undefined || !request.target.startsWith('/') || path.includes('\0')) {
    return errorReply(worker, 400, server?.settings);
  }
  const course: Course = {
    worker,
    request,
    server,
    uri: path,
    query: queryOf(request.target),
    own: {},
    redirects: 0,
  };
  return act(course, server.actions, server.settings, undefined) ?? locate(course);
}

/** An error page of the configuration for a status, where it has one. */
export function errorPage(worker: Worker, request: HttpRequest, status: number): Answer {
  const server = chooseServer(worker.configuration, request);
  if (server === undefined) return errorReply(worker, status);
  const uri = normalPath(pathOf(request.target)) ?? '/';
  const course: Course = { worker, request, server, uri, query: '', own: {}, redirects: 0 };
  return fail(course, status, chooseLocation(server, uri).location?.settings ?? server.settings);
}

function locate(course: Course): Answer {
  if (course.redirects > redirectsMax) return errorReply(course.worker, 500, course.server.settings);
  const { location, groups } = chooseLocation(course.server, course.uri);
  Object.assign(course.own, groups);
  if (location?.internal === true && course.redirects === 0) return fail(course, 404, location.settings);
  return enter(course, location);
}

function enter(course: Course, location: Location | undefined): Answer {
  const settings = location?.settings ?? course.server.settings;
  const acted = location === undefined ? undefined : act(course, location.actions, settings, location);
  if (acted !== undefined) return acted;
  if (!permitted(course.request, settings)) {
    course.worker.log('error', 'access forbidden by rule', course.request);
    return fail(course, 403, settings);
  }
  if (course.request.body.length > settings.bodyMax && settings.bodyMax > 0)
    return fail(course, 413, settings);
  if (location?.status === true) return stubStatus(course, settings);
  if (location?.unsupported !== null && location?.unsupported !== undefined) {
    course.worker.log('error', `${location.unsupported} is not part of the simulation`, course.request);
    return fail(course, 502, settings);
  }
  if (location?.proxy !== null && location?.proxy !== undefined) {
    const target = proxy(course.worker, scene(course, settings), location);
    if (target === undefined) return fail(course, 500, settings);
    return target;
  }
  if (settings.tryFiles.length > 0) return tryFiles(course, location, settings);
  return serveFile(course, location, settings, course.uri);
}

/** Does `set`, `rewrite` and `return`. */
function act(
  course: Course,
  actions: readonly Action[],
  settings: Settings,
  location: Location | undefined,
): Answer | undefined {
  for (const action of actions) {
    const at = scene(course, settings);
    if (action.do === 'set') course.own[action.name.replace(/^\$/, '')] = expand(action.value, at);
    else if (action.do === 'return') return returned(course, action, settings);
    else {
      const groups = groupsOf(action.pattern, course.uri);
      if (groups === undefined) continue;
      Object.assign(course.own, groups);
      const to = expand(action.to, scene(course, settings));
      if (/^https?:/.test(to) || action.flag === 'redirect' || action.flag === 'permanent') {
        return redirect(course, action.flag === 'permanent' ? 301 : 302, to, settings);
      }
      const [path = '/', query] = to.split('?');
      course.uri = normalPath(path) ?? '/';
      if (query !== undefined) course.query = query;
      if (action.flag === 'break')
        return location === undefined ? undefined : serveFile(course, location, settings, course.uri);
      course.redirects++;
      if (location !== undefined) return locate(course);
    }
  }
  return undefined;
}

function returned(course: Course, action: Extract<Action, { do: 'return' }>, settings: Settings): Answer {
  const value = action.text === null ? undefined : expand(action.text, scene(course, settings));
  if ([301, 302, 303, 307, 308].includes(action.status))
    return redirect(course, action.status, value ?? '', settings);
  if (action.status === 444) return { status: 444, close: true };
  if (value === undefined)
    return action.status >= 300
      ? fail(course, action.status, settings)
      : { status: action.status, headers: headersOf(course, settings, action.status, []) };
  const type = settings.types ? typeOf(course.uri, settings.defaultType) : settings.defaultType;
  return {
    status: action.status,
    headers: headersOf(course, settings, action.status, [['Content-Type', type]]),
    body: value,
  };
}

function fail(course: Course, status: number, settings: Settings): Answer {
  const page = settings.errorPages.find(({ codes }) => codes.includes(status));
  if (page !== undefined && course.status === undefined) {
    course.status = page.status === null ? status : page.status || 200;
    course.redirects++;
    if (/^https?:/.test(page.page)) return redirect(course, 302, page.page, settings);
    if (page.page.startsWith('@')) return enter(course, namedLocation(course.server, page.page));
    course.uri = page.page;
    const found = locate(course);
    if ('forward' in found || found.status === 200)
      return 'forward' in found ? found : { ...found, status: course.status };
  }
  return errorReply(course.worker, course.status ?? status, settings);
}

function stubStatus(course: Course, settings: Settings): HttpReply {
  const count = course.worker.next();
  const body = `Active connections: 1 \nserver accepts handled requests\n ${count} ${count} ${count} \nReading: 0 Writing: 1 Waiting: 0 \n`;
  return { status: 200, headers: headersOf(course, settings, 200, [['Content-Type', 'text/plain']]), body };
}

function tryFiles(course: Course, location: Location | undefined, settings: Settings): Answer {
  const words = settings.tryFiles;
  for (const word of words.slice(0, -1)) {
    const uri = expand(word, scene(course, settings));
    const there = lookAt(course.worker.system, fileOf(location, settings, uri.replace(/\/$/, '')));
    if (there instanceof SystemError) continue;
    if (uri.endsWith('/') === (there.type === 'directory'))
      return serveFile(course, location, settings, normalPath(uri) ?? '/');
  }
  const last = words.at(-1) ?? '';
  if (last.startsWith('=')) return fail(course, Number(last.slice(1)) || 404, settings);
  course.redirects++;
  if (last.startsWith('@')) return enter(course, namedLocation(course.server, last));
  const [path = '/', query] = expand(last, scene(course, settings)).split('?');
  course.uri = normalPath(path) ?? '/';
  if (query !== undefined) course.query = query;
  return locate(course);
}

function fileOf(location: Location | undefined, settings: Settings, uri: string): string {
  const alias = location?.alias;
  if (alias === null || alias === undefined) return settings.root.replace(/\/$/, '') + uri;
  return alias + uri.slice(location?.kind.startsWith('regex') ? uri.length : (location?.path.length ?? 0));
}

function serveFile(course: Course, location: Location | undefined, settings: Settings, uri: string): Answer {
  const { worker, request } = course;
  if (!['GET', 'HEAD'].includes(request.method)) return fail(course, 405, settings);
  if (uri.endsWith('/')) return serveFolder(course, location, settings, uri);
  const path = fileOf(location, settings, uri);
  const there = lookAt(worker.system, path);
  if (there instanceof SystemError) return openFailed(course, settings, path, there);
  if (there.type === 'directory') return redirect(course, 301, `${uri}/`, settings);
  const denied = there.type === 'file' ? readable(worker.system, path) : new SystemError('EACCES');
  if (denied !== undefined) return openFailed(course, settings, path, denied);
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
  if (range === 'unsatisfiable') return fail(course, 416, settings);
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
): Answer {
  const { system, log } = course.worker;
  const folder = fileOf(location, settings, uri);
  for (const index of settings.index) {
    const path = index.startsWith('/') ? settings.root + index : folder + index;
    const there = lookAt(system, path);
    if (there instanceof SystemError || there.type === 'directory') continue;
    course.redirects++;
    course.uri = index.startsWith('/') ? index : uri + index;
    return locate(course);
  }
  const there = lookAt(system, folder);
  if (there instanceof SystemError)
    return openFailed(course, settings, folder + (settings.index[0] ?? ''), there);
  if (!settings.autoindex) {
    log('error', `directory index of "${folder}" is forbidden`, course.request);
    return fail(course, 403, settings);
  }
  return {
    status: 200,
    headers: headersOf(course, settings, 200, [['Content-Type', 'text/html']]),
    body: listing(system, folder, uri),
  };
}

function openFailed(course: Course, settings: Settings, path: string, error: SystemError): Answer {
  const denied = error.code === 'EACCES';
  const number = denied ? 13 : error.code === 'ENOTDIR' ? 20 : 2;
  course.worker.log('error', `open() "${path}" failed (${number}: ${error.message})`, course.request);
  return fail(course, denied ? 403 : 404, settings);
}

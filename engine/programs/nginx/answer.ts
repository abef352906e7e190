import { SystemError } from '../../filesystem/errors.ts';
import { lookAt, typeOf } from '../http/files.ts';
import { type HttpReply, type HttpRequest, normalPath, pathOf, queryOf } from '../http/message.ts';
import { permitted } from './access.ts';
import { refusedUser } from './authentication.ts';
import { fileOf, type Served, serveFile } from './files.ts';
import { withinLimits } from './limits.ts';
import type { Action, Location, Settings } from './model.ts';
import { proxy } from './proxy.ts';
import { type Answer, type Course, errorReply, headersOf, redirect, scene, type Worker } from './replies.ts';
import { type Outcome, rewrite } from './rewriting.ts';
import { chooseLocation, chooseServer, namedLocation } from './routing.ts';
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
    mapped: {},
    redirects: 0,
  };
  const outcome = rewrite(course, server.actions, server.settings);
  return typeof outcome === 'object' ? ended(course, outcome, server.settings) : locate(course);
}

/** An error page of the configuration for a status, where it has one. */
export function errorPage(worker: Worker, request: HttpRequest, status: number): Answer {
  const server = chooseServer(worker.configuration, request);
  if (server === undefined) return errorReply(worker, status);
  const uri = normalPath(pathOf(request.target)) ?? '/';
  const course: Course = { worker, request, server, uri, query: '', own: {}, mapped: {}, redirects: 0 };
  return fail(course, status, chooseLocation(server, uri).location?.settings ?? server.settings);
}

function locate(course: Course): Answer {
  if (course.redirects > redirectsMax)
    return broken(course, `rewrite or internal redirection cycle while processing "${course.uri}"`);
  const { location, groups } = chooseLocation(course.server, course.uri);
  Object.assign(course.own, groups);
  if (location?.internal === true && course.redirects === 0) return fail(course, 404, location.settings);
  return enter(course, location);
}

function enterNamed(course: Course, name: string): Answer {
  if (course.redirects > redirectsMax)
    return broken(course, `rewrite or internal redirection cycle while redirect to named location "${name}"`);
  const location = namedLocation(course.server, name);
  if (location === undefined) return broken(course, `could not find named location "${name}"`);
  return enter(course, location);
}

function broken(course: Course, problem: string): Answer {
  course.worker.log('error', problem, course.request);
  return errorReply(course.worker, 500, course.server.settings);
}

function enter(course: Course, location: Location | undefined): Answer {
  const settings = location?.settings ?? course.server.settings;
  const outcome = location === undefined ? 'unchanged' : rewrite(course, location.actions, settings);
  if (typeof outcome === 'object') return ended(course, outcome, settings);
  if (outcome === 'changed') {
    course.redirects++;
    return locate(course);
  }
  return refusal(course, settings) ?? content(course, location, settings);
}

/** What comes before content: limits, and who may come in. */
function refusal(course: Course, settings: Settings): Answer | undefined {
  if (course.counted !== true && settings.limits.length > 0) {
    course.counted = true;
    if (!withinLimits(course, settings)) return fail(course, settings.limitStatus, settings);
  }
  const allowed = permitted(course.request, settings);
  const isEnough = settings.satisfyAny && settings.access.length > 0 && allowed;
  const status = isEnough ? undefined : refusedUser(course, settings);
  const isUserEnough = settings.satisfyAny && settings.realm !== null && status === undefined;
  if (!allowed && !isUserEnough) {
    course.worker.log('error', 'access forbidden by rule', course.request);
    return fail(course, 403, settings);
  }
  if (status === undefined) return undefined;
  const page = fail(course, status, settings);
  if (status !== 401 || 'forward' in page) return page;
  const realm = ['WWW-Authenticate', `Basic realm="${settings.realm}"`] as const;
  return { ...page, headers: [...(page.headers ?? []), realm] };
}

function content(course: Course, location: Location | undefined, settings: Settings): Answer {
  if (course.request.body.length > settings.bodyMax && settings.bodyMax > 0)
    return fail(course, 413, settings);
  if (location?.status === true) return stubStatus(course, settings);
  if (location?.unsupported !== null && location?.unsupported !== undefined) {
    course.worker.log('error', `${location.unsupported} is not part of the simulation`, course.request);
    return fail(course, 502, settings);
  }
  if (settings.tryFiles.length > 0) {
    const found = tryFiles(course, location, settings);
    if (found !== undefined) return found;
  }
  if (location?.proxy !== null && location?.proxy !== undefined)
    return proxy(course, location) ?? fail(course, 500, settings);
  return served(course, serveFile(course, location, settings, course.uri), settings);
}

function served(course: Course, found: Served, settings: Settings): Answer {
  if ('fail' in found) return fail(course, found.fail, settings);
  return 'index' in found ? locate(course) : found;
}

function ended(course: Course, outcome: Exclude<Outcome, string>, settings: Settings): Answer {
  return 'returned' in outcome
    ? returned(course, outcome.returned, settings)
    : redirect(course, outcome.redirect, outcome.to, settings);
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
    if (page.page.startsWith('@')) return enterNamed(course, page.page);
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

/** @returns undefined: the file is there, for whoever makes the content */
function tryFiles(course: Course, location: Location | undefined, settings: Settings): Answer | undefined {
  const words = settings.tryFiles;
  for (const word of words.slice(0, -1)) {
    const uri = expand(word, scene(course, settings));
    const there = lookAt(course.worker.system, fileOf(location, settings, uri.replace(/\/$/, '')));
    if (there instanceof SystemError) continue;
    if (uri.endsWith('/') !== (there.type === 'directory')) continue;
    course.uri = normalPath(uri) ?? '/';
    return undefined;
  }
  const last = words.at(-1) ?? '';
  if (last.startsWith('=')) return fail(course, Number(last.slice(1)) || 404, settings);
  course.redirects++;
  if (last.startsWith('@')) return enterNamed(course, last);
  const [path = '/', query] = expand(last, scene(course, settings)).split('?');
  course.uri = normalPath(path) ?? '/';
  if (query !== undefined) course.query = query;
  return locate(course);
}

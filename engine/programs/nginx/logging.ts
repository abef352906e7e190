import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { type HttpRequest, header } from '../http/message.ts';
import { slashedTime } from '../timestamps.ts';
import { configurationOf } from './load.ts';
import type { Configuration } from './model.ts';
import { expand } from './variables.ts';

const levels = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'];

/** The descriptors of open logs by their path. */
export type Logs = { readonly [path: string]: number };

/** Opens every log of the configuration. Throws the path's SystemError. */
export function openLogs(system: System, configuration: Configuration): Logs | { readonly problem: string } {
  const settings = configuration.servers.flatMap((server) => [
    server.settings,
    ...server.locations.map((each) => each.settings),
  ]);
  const access = settings.flatMap(({ accessLog }) => (accessLog === null ? [] : [accessLog.path]));
  const logs: Record<string, number> = {};
  for (const path of new Set([configuration.errorLog, ...access])) {
    if (path === 'stderr') logs[path] = 2;
    else {
      try {
        logs[path] = system.open(path, { write: true, append: true, create: true, mode: 0o644 });
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        const number = error.code === 'EACCES' ? 13 : error.code === 'EROFS' ? 30 : 2;
        return { problem: `open() "${path}" failed (${number}: ${error.message})` };
      }
    }
  }
  return logs;
}

/** A line of the error log. */
export function logError(
  system: System,
  { source, logs }: { readonly source: string; readonly logs: Logs },
  level: string,
  text: string,
): void {
  const configuration = configurationOf(source);
  if (levels.indexOf(level) < levels.indexOf(configuration.errorLevel)) return;
  const descriptor = logs[configuration.errorLog];
  if (descriptor === undefined) return;
  system.write(descriptor, `${slashedTime(system.now)} [${level}] ${system.pid}#${system.pid}: ${text}\n`);
}

/** What is said of the request that something went wrong with. */
export function aboutRequest(request: HttpRequest, serverName: string): string {
  const host = header(request, 'Host');
  const { addresses = [], target = '' } = request.upstream ?? {};
  const last = addresses.at(-1);
  const upstream = last === undefined ? '' : `, upstream: "http://${last}${target}"`;
  const asked = `client: ${request.peer.address}, server: ${serverName}, request: "${request.method} ${request.target} ${request.version}"`;
  return `${asked}${upstream}${host === undefined ? '' : `, host: "${host}"`}`;
}

/** A line of an access log. */
export function logAccess(
  system: System,
  configuration: Configuration,
  logs: Logs,
  accessLog: { readonly path: string; readonly format: string } | null,
  request: HttpRequest,
  status: number,
  bytes: number,
): void {
  if (accessLog === null) return;
  const descriptor = logs[accessLog.path];
  const format = configuration.formats[accessLog.format] ?? configuration.formats.combined ?? '';
  if (descriptor === undefined) return;
  const scene = {
    system,
    request,
    uri: request.target,
    query: '',
    serverName: '',
    root: '',
    own: {},
    maps: configuration.maps,
    mapped: {},
    status,
    bytes,
  };
  system.write(descriptor, `${expand(format, scene, '-')}\n`);
}

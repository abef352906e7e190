import { systemError } from '../../filesystem/errors.ts';
import type { Json, System } from '../../linux/system.ts';
import { unixAddress } from '../../network/unix-address.ts';
import { encode } from '../../shell/commands/bytes.ts';
import { beginExchange, type Exchange, type ExchangeProblem } from '../../shell/commands/network/exchange.ts';
import { requestText } from '../../shell/commands/network/http.ts';

/** The version of the API that its clients in containers speak. */
const API = '1.50';
const SOCKET = '/var/run/docker.sock';

/** What is asked of the daemon. JSON. */
export type Question = {
  readonly method: string;
  /** After the version: `/containers/json`. */
  readonly path: string;
  readonly body?: Json;
};

/** Where the daemon is: a Unix socket's path, or a host and port. */
interface Place {
  readonly url: string;
  readonly path?: string;
  readonly host: string;
  readonly port: number;
}

function placeOf(system: System): Place {
  const url = system.env.get('DOCKER_HOST') || `unix://${SOCKET}`;
  if (url.startsWith('unix://')) return { url, path: url.slice('unix://'.length), host: 'docker', port: 0 };
  const [, host = '', port = '2375'] = /^tcp:\/\/([^:/]+)(?::(\d{1,5}))?/.exec(url) ?? [];
  return { url, host, port: Number(port) };
}

/** Begins to ask the daemon that `DOCKER_HOST` names. @param agent `Docker-Client (linux)` */
export function ask(
  system: System,
  question: Question,
  agent: string,
  limits: { readonly deadlineMs?: number } = {},
): Exchange {
  const { path, host, port } = placeOf(system);
  const body = question.body === undefined ? '' : encode(JSON.stringify(question.body));
  const request = requestText(
    question.method,
    `/v${API}${question.path}`,
    'HTTP/1.1',
    [
      ['Host', 'docker'],
      ['User-Agent', agent],
      ['Connection', 'close'],
      ...(question.body === undefined ? [] : ([['Content-Type', 'application/json']] as const)),
      ['Content-Length', String(body.length)],
    ],
    body,
  );
  const address = path === undefined ? {} : { address: unixAddress(path).address };
  return beginExchange(system, { host, port, ...address }, request, limits);
}

/** Why the daemon didn't answer, in the words of Go's client. */
export function unreachable(system: System, question: Question, problem: ExchangeProblem): string {
  const { url, path, host, port } = placeOf(system);
  if (problem.problem === 'name') {
    const [, server = '127.0.0.1'] = /^nameserver[ \t]+(\S+)/m.exec(resolvConf(system)) ?? [];
    const asked = `http://${host}:${port}/v${API}${question.path}`;
    return `error during connect: ${goName(question.method)} "${asked}": dial tcp: lookup ${host} on ${server}:53: no such host`;
  }
  if (problem.problem === 'connect' && problem.code === 'EACCES' && path !== undefined) {
    const asked = `http://${encodeURIComponent(path)}/v${API}${question.path}`;
    return `permission denied while trying to connect to the Docker daemon socket at ${url}: ${goName(question.method)} "${asked}": dial unix ${path}: connect: permission denied`;
  }
  if (problem.problem === 'empty' || problem.problem === 'reset') return 'error during connect: EOF';
  if (problem.problem === 'deadline') return 'context deadline exceeded';
  return `Cannot connect to the Docker daemon at ${url}. Is the docker daemon running?`;
}

/** `Get`, as Go's client calls what it does. */
function goName(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

function resolvConf(system: System): string {
  try {
    return system.readText('/etc/resolv.conf');
  } catch (error) {
    systemError(error);
    return '';
  }
}

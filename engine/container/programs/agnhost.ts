import type { HttpReply } from '../process.ts';
import { pause } from './pause.ts';
import {
  exits,
  type Invocation,
  lines,
  option,
  type Program,
  portNumber,
  type Run,
  serves,
} from './program.ts';
import { pathOf, queryOf } from './static-files.ts';
import { iso, slashedTime, wallClock } from './timestamps.ts';

/** The liveness server is well for so long. */
const healthyMs = 10_000;
/** A Go program that installs no handler: as PID 1 its runtime ends it with this code. */
export const goUnhandled = { afterMs: 10, code: 2 };

/** The image of Kubernetes' own end-to-end tests: one executable, many small servers. */
export const agnhost: Program = (invocation) => {
  const [, command = 'pause'] = invocation.argv;
  const run = commands[command];
  if (run !== undefined && Object.hasOwn(commands, command)) return run(invocation);
  return exits(invocation, 1, {
    stderr: `Error: unknown command "${command}" for "app"\nRun 'app --help' for usage.\n`,
  });
};

/** Healthy for ten seconds, then not any more. */
export const liveness: Program = (invocation) => {
  const start = invocation.atMs;
  const http = (path: string, atMs: number): HttpReply => {
    const seconds = (atMs - start) / 1000;
    if (pathOf(path) === '/started') return { status: 200, body: `${seconds}s` };
    if (pathOf(path) !== '/healthz') return notFound;
    return atMs - start > healthyMs
      ? { status: 500, body: `error: ${seconds}` }
      : { status: 200, body: 'ok' };
  };
  return {
    ...serves(invocation, { ports: [8080], http, stop: goUnhandled }),
    changesAtMs: [start + healthyMs + 1],
  };
};

/** Answers with the pod's name. */
export const serveHostname: Program = (invocation) => {
  const { hostname } = invocation.container.spec;
  const port = portNumber(option(invocation.argv, '--port', '-port'), 9376);
  return serves(invocation, {
    output: lines('stderr', invocation.atMs, [`${klog(invocation)} Serving on port ${port}.`]),
    ports: [port],
    http: () => ({ status: 200, body: hostname }),
    stop: { afterMs: 10, code: 0 },
  });
};

function netexec(invocation: Invocation): Run {
  const { hostname } = invocation.container.spec;
  const port = portNumber(option(invocation.argv, '--http-port'), 8080);
  const start = invocation.atMs;
  const http = (path: string, atMs: number): HttpReply => {
    switch (pathOf(path)) {
      case '/':
        return { status: 200, body: `NOW: ${iso(wallClock(invocation, atMs - start))}` };
      case '/healthz':
        return { status: 200, body: '' };
      case '/hostname':
      case '/hostName':
        return { status: 200, body: hostname };
      case '/echo':
        return { status: Number(queryOf(path, 'code') ?? 200), body: queryOf(path, 'msg') ?? '' };
      case '/clientip':
        return { status: 200, body: '127.0.0.1:49152' };
      default:
        return notFound;
    }
  };
  const udp = portNumber(option(invocation.argv, '--udp-port'), 8081);
  const run = serves(invocation, {
    output: lines('stderr', start, [
      `${slashedTime(wallClock(invocation))} Started HTTP server on port ${port}`,
      `${slashedTime(wallClock(invocation))} Started UDP server on port  ${udp}`,
    ]),
    ports: [port],
    http,
    stop: { afterMs: 10, code: 0 },
  });
  return { ...run, listeners: [...run.listeners, { port: udp, protocol: 'UDP', fromMs: start }] };
}

const notFound: HttpReply = { status: 404, body: '404 page not found\n' };

function testWebserver(invocation: Invocation): Run {
  return serves(invocation, {
    ports: [portNumber(option(invocation.argv, '--port'), 80)],
    http: () => ({ status: 200, body: '<pre>\n</pre>\n' }),
    stop: goUnhandled,
  });
}

function logsGenerator(invocation: Invocation): Run {
  const total = Math.min(Number(option(invocation.argv, '--log-lines-total')) || 10, 1000);
  const texts = Array.from(
    { length: total },
    (_unused, index) => `${klog(invocation)} ${index} GET /api/v1/namespaces/kube-system/pods/p${index} 200`,
  );
  return exits(invocation, 0, { stderr: texts.map((text) => `${text}\n`).join('') });
}

const commands: Readonly<Record<string, Program>> = {
  pause,
  netexec,
  liveness,
  'serve-hostname': serveHostname,
  'test-webserver': testWebserver,
  'logs-generator': logsGenerator,
  connect: (invocation) => exits(invocation, 0),
  help: (invocation) => exits(invocation, 0, { stdout: 'Usage:\n  app [command]\n' }),
};

/** The head of a klog line: `I0501 08:00:00.000000       1 log.go:245]`. */
function klog(invocation: Invocation): string {
  const text = iso(wallClock(invocation));
  return `I${text.slice(5, 7)}${text.slice(8, 10)} ${text.slice(11, 23)}000       1 log.go:245]`;
}

import type { Program, System } from '../linux/system.ts';
import { pathOf, queryOf } from './http/message.ts';
import { goNotFound, text } from './http/replies.ts';
import { goSignals, httpServer } from './http/server.ts';
import { anywhere, mebibyte, option, portNumber } from './options.ts';
import { pause } from './pause.ts';
import { iso, slashedTime } from './timestamps.ts';

/** The liveness server is well for so long. */
const healthyMs = 10_000;

const liveness = httpServer<{ startedMs: number }>({
  begin: (system) => ({
    listen: [anywhere(8080)],
    own: { startedMs: system.now },
    memoryBytes: 6 * mebibyte,
  }),
  answer: (system, { startedMs }, { target }) => {
    const seconds = (system.now - startedMs) / 1000;
    const path = pathOf(target);
    if (path === '/started') return text(200, `${seconds}s`);
    if (path !== '/healthz') return goNotFound;
    return system.now - startedMs > healthyMs ? text(500, `error: ${seconds}`) : text(200, 'ok');
  },
  signals: goSignals,
});

const serveHostname = httpServer<{ port: number }>({
  begin: ({ argv }) => {
    const port = portNumber(option(argv, '--port', '-port'), 9376);
    return { listen: [anywhere(port)], own: { port }, memoryBytes: 6 * mebibyte };
  },
  ready: (system, { port }) => {
    system.write(2, `${klog(system)} Serving on port ${port}.\n`);
  },
  answer: (system) => text(200, system.hostName()),
  signals: { SIGTERM: { exit: 0 }, SIGINT: { exit: 0 } },
});

const netexec = httpServer<{ port: number; udp: number }>({
  begin: ({ argv }) => {
    const port = portNumber(option(argv, '--http-port'), 8080);
    const udp = portNumber(option(argv, '--udp-port'), 8081);
    return { listen: [anywhere(port)], own: { port, udp }, memoryBytes: 8 * mebibyte };
  },
  ready: (system, { port, udp }) => {
    system.bindDatagram(anywhere(udp));
    const time = slashedTime(system.now);
    system.write(
      2,
      `${time} Started HTTP server on port ${port}\n${time} Started UDP server on port  ${udp}\n`,
    );
  },
  answer: (system, _own, { target, peer }) => {
    const query = new URLSearchParams(queryOf(target));
    switch (pathOf(target)) {
      case '/':
        return text(200, `NOW: ${iso(system.now)}`);
      case '/healthz':
        return { status: 200 };
      case '/hostname':
      case '/hostName':
        return text(200, system.hostName());
      case '/echo':
        return text(Number(query.get('code') ?? 200) || 200, query.get('msg') ?? '');
      case '/clientip':
        return text(200, `${peer.address}:${peer.port}`);
      default:
        return goNotFound;
    }
  },
  signals: { SIGTERM: { exit: 0 }, SIGINT: { exit: 0 } },
});

const testWebserver = httpServer<null>({
  begin: ({ argv }) => ({ listen: [anywhere(portNumber(option(argv, '--port'), 80))], own: null }),
  answer: () => text(200, '<pre>\n</pre>\n', 'text/html; charset=utf-8'),
  signals: goSignals,
});

const commands: Readonly<Record<string, Program>> = {
  liveness,
  netexec,
  pause,
  'serve-hostname': serveHostname,
  'test-webserver': testWebserver,
};

/** The image of Kubernetes' own end-to-end tests: one executable, many small servers. */
export const agnhost: Program = {
  start(system) {
    const [, name = 'pause'] = system.argv;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) return command.start(system);
    if (name === 'help' || name === '--help') {
      system.write(1, 'Usage:\n  app [command]\n');
      return { exit: 0 };
    }
    system.write(2, `Error: unknown command "${name}" for "app"\nRun 'app --help' for usage.\n`);
    return { exit: 1 };
  },
  step: (system, state) => (commands[system.argv[1] ?? 'pause'] ?? pause).step(system, state),
};

export { liveness, serveHostname };

/** The head of a klog line: `I0501 08:00:00.000000       1 log.go:245]`. */
function klog(system: System): string {
  const time = iso(system.now);
  return `I${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 23)}000 ${String(system.pid).padStart(7)} log.go:245]`;
}

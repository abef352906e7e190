import { SystemError } from '../../filesystem/errors.ts';
import type { Program, System } from '../../linux/system.ts';
import { httpServer } from '../http/server.ts';
import { anywhere, mebibyte, option } from '../options.ts';
import { answer, badGateway, timedOut, unavailable } from './answer.ts';
import { type Configuration, readConfiguration } from './configuration.ts';

/** What is read of a configuration. */
const fileCharactersMax = 262_144;

type Own = { readonly configuration: Configuration; count: number };

/** HAProxy in http mode. Servers are tried in turn; their health isn't checked. */
export const haproxy: Program = httpServer<Own>({
  begin: (system) => {
    if (system.argv.some((word) => word === '-v' || word === '-vv')) {
      system.write(1, `HAProxy version ${system.executable.version ?? ''} - https://haproxy.org/\n`);
      return 0;
    }
    const path = option(system.argv, '-f');
    if (path === undefined) {
      system.write(
        2,
        'HAProxy version - https://haproxy.org/\nUsage : haproxy [-f <cfgfile|cfgdir>]* [ -vdVD ]\n',
      );
      return 1;
    }
    const configuration = load(system, path);
    if (configuration === undefined) return 1;
    if (system.argv.includes('-c')) {
      system.write(1, 'Configuration file is valid\n');
      return 0;
    }
    const ports = configuration.proxies.flatMap(({ ports: each }) => each);
    if (ports.length === 0) {
      alert(system, [`[haproxy.main()] No enabled listener found (check for 'bind' directives) ! Exiting.`]);
      return 2;
    }
    return {
      listen: [...new Set(ports)].map(anywhere),
      own: { configuration, count: 0 },
      readyAfterMs: 40,
      memoryBytes: 12 * mebibyte,
    };
  },
  ready: (system) => {
    system.write(2, `[NOTICE]   (${system.pid}) : Initializing new worker (8)\n`);
    system.write(2, `[NOTICE]   (${system.pid}) : Loading success.\n`);
  },
  answer: (_system, own, request) => {
    own.count += 1;
    return answer(own.configuration, request, own.count);
  },
  refuse: (_system, _own, status, request, problem = '') => {
    if (request === undefined) return { status, close: true };
    if (status === 504) return timedOut;
    return /could not be resolved|connect\(\)/.test(problem) ? unavailable : badGateway;
  },
  occupied: (system, _own, { port }) => {
    alert(system, [`Binding [0.0.0.0:${port}] for proxy: cannot bind socket (Address already in use)`]);
    return 1;
  },
  signals: {
    SIGUSR1: { exit: 0, drain: true, says: (system) => leave(system, 'SIGUSR1') },
    SIGTERM: { exit: 143, says: (system) => leave(system, 'SIGTERM') },
    SIGINT: { exit: 130, says: (system) => leave(system, 'SIGINT') },
  },
});

function leave(system: System, signal: string): void {
  system.write(2, `[NOTICE]   (${system.pid}) : Received ${signal}: exiting\n`);
}

function alert(system: System, lines: readonly string[]): void {
  for (const line of lines) system.write(2, `[ALERT]    (${system.pid}) : ${line}\n`);
}

function load(system: System, path: string): Configuration | undefined {
  const version = `haproxy version is ${system.executable.version ?? ''}`;
  const notices = `[NOTICE]   (${system.pid}) : ${version}\n[NOTICE]   (${system.pid}) : path to executable is /usr/local/sbin/haproxy\n`;
  let text: string;
  try {
    text = system.readText(path).slice(0, fileCharactersMax);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    system.write(2, notices);
    alert(system, [`config : Cannot open configuration file/directory ${path} : ${error.message}`]);
    return undefined;
  }
  const read = readConfiguration(text, path);
  if ('proxies' in read) return read;
  system.write(2, notices);
  alert(system, [
    ...read.alerts.map((each) => `config : ${each}`),
    `config : Error(s) found in configuration file : ${path}`,
    'config : Fatal errors found in configuration.',
  ]);
  return undefined;
}

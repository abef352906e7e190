import { atLeast } from '../../registry/catalogue/repository.ts';
import { absolutePath } from '../files.ts';
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
import { redisTime, wallClock } from './timestamps.ts';

const defaultPort = 6379;
const readyAfterMs = 50;
const stopMs = 20;

/** redis-server, with a configuration file or options. Sentinel listens on another port. */
export const redisServer: Program = (invocation) => {
  const { argv, container, atMs, workingDir } = invocation;
  const [, first = ''] = argv;
  const file = first !== '' && !first.startsWith('-') ? first : undefined;
  const text = file === undefined ? '' : container.files.read(absolutePath(file, workingDir), atMs);
  if (file !== undefined && text === undefined && container.spec.mounts !== undefined) {
    return missingConfiguration(invocation, file);
  }
  const configured = /^[ \t]*port[ \t]+(\d+)/m.exec(text ?? '')?.[1];
  const sentinel = argv.includes('--sentinel') || (argv[0] ?? '').endsWith('sentinel');
  const port = portNumber(option(argv, '--port') ?? configured, sentinel ? 26379 : defaultPort);
  return serves(invocation, {
    output: lines('stdout', atMs, startLines(invocation, port, file !== undefined)),
    ports: [port],
    readyAfterMs,
    stop: { afterMs: stopMs, code: 0 },
  });
};

function startLines(invocation: Invocation, port: number, configured: boolean): string[] {
  const { version } = invocation.container.spec.image;
  const time = redisTime(wallClock(invocation));
  const ready = atLeast(version, '7.2') ? 'Ready to accept connections tcp' : 'Ready to accept connections';
  const configuration = configured
    ? `1:C ${time} * Configuration loaded`
    : `1:C ${time} # Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf`;
  return [
    `1:C ${time} * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo`,
    `1:C ${time} * Redis version=${version}, bits=64, commit=00000000, modified=0, pid=1, just started`,
    configuration,
    `1:M ${time} * monotonic clock: POSIX clock_gettime`,
    `1:M ${time} * Running mode=standalone, port=${port}.`,
    `1:M ${time} * Server initialized`,
    `1:M ${time} * ${ready}`,
  ];
}

function missingConfiguration(invocation: Invocation, file: string): Run {
  const { version } = invocation.container.spec.image;
  return exits(invocation, 1, {
    stderr: `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nCan't open the config file '${file}': No such file or directory\n`,
  });
}

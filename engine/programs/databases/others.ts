import type { Program, System } from '../../linux/system.ts';
import { option, portNumber } from '../options.ts';
import { iso } from '../timestamps.ts';
import { become, commandOf, exists, lines, type Staged, stagedServer } from './staged.ts';

const mongoReadyMs = 1200;
const rabbitReadyMs = 8000;

const unpaired = `
error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
       both must be specified for a user to be created

`;

/** The entrypoint of MongoDB: a root user name needs a password, and the other way round. */
export const mongoEntrypoint: Program = stagedServer((system) => {
  const argv = commandOf(system, 'mongod');
  if (argv[0] !== 'mongod') return become(system, argv, 420);
  const given = (name: string) => Boolean(system.env.get(name) || system.env.get(`${name}_FILE`));
  if (given('MONGO_INITDB_ROOT_USERNAME') !== given('MONGO_INITDB_ROOT_PASSWORD')) {
    system.write(2, unpaired);
    return { exit: 1 };
  }
  return mongo(system, argv);
});

export const mongod: Program = stagedServer((system) => mongo(system, system.argv));

function mongo(system: System, argv: readonly string[]): Staged {
  const port = portNumber(option(argv, '--port'), 27_017);
  const folder = option(argv, '--dbpath') ?? '/data/db';
  const entry = (
    now: System,
    afterMs: number,
    component: string,
    id: number,
    context: string,
    message: string,
    attributes: object,
  ) =>
    JSON.stringify({
      t: { $date: `${iso(now.now + afterMs).slice(0, 23)}+00:00` },
      s: 'I',
      c: component,
      id,
      ctx: context,
      msg: message,
      attr: attributes,
    });
  const about = { pid: system.pid, port, dbPath: folder, architecture: '64-bit', host: system.hostName() };
  return {
    lines: [
      ...lines(1, 0, [entry(system, 0, 'CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', about)]),
      ...lines(1, mongoReadyMs, [
        entry(system, mongoReadyMs, 'NETWORK', 23_015, 'listener', 'Listening on', { address: '0.0.0.0' }),
        entry(system, mongoReadyMs, 'NETWORK', 23_016, 'listener', 'Waiting for connections', {
          port,
          ssl: 'off',
        }),
      ]),
    ],
    ports: [port],
    readyAfterMs: mongoReadyMs,
    files: { [`${folder}/WiredTiger`]: 'WiredTiger\n', [`${folder}/mongod.lock`]: `${system.pid}\n` },
    user: 'mongodb',
    title: argv.join(' '),
    memoryMebibytes: 150,
    stopAfterMs: 200,
    farewell: (now, signal) => [
      {
        to: 1,
        text: entry(now, 0, 'CONTROL', 23_377, 'SignalHandler', 'Received signal', {
          signal: signal === 'SIGTERM' ? 15 : 2,
        }),
      },
      { to: 1, text: entry(now, 0, 'CONTROL', 23_138, 'SignalHandler', 'Shutting down', { exitCode: 0 }) },
    ],
  };
}

/** The broker; its management interface listens too where the image has it. */
export const rabbitmqServer: Program = stagedServer((system) => rabbit(system, system.argv));

export const rabbitmqEntrypoint: Program = stagedServer((system) => {
  const argv = commandOf(system, 'rabbitmq-server');
  return argv[0] === 'rabbitmq-server' ? rabbit(system, argv) : become(system, argv, 42);
});

function rabbit(system: System, argv: readonly string[]): Staged {
  const management = exists(system, '/opt/rabbitmq/plugins/rabbitmq_management');
  const plugins = management ? 5 : 3;
  const time = (afterMs: number): string =>
    `${iso(system.now + afterMs)
      .slice(0, 23)
      .replace('T', ' ')}000+00:00`;
  return {
    lines: [
      ...lines(1, 0, [
        `${time(0)} [info] <0.213.0> Starting RabbitMQ ${system.executable.version ?? ''} on Erlang 26.2.5 [jit]`,
      ]),
      ...lines(1, rabbitReadyMs, [
        `${time(rabbitReadyMs)} [info] <0.566.0> started TCP listener on [::]:5672`,
        ` completed with ${plugins} plugins.`,
        `${time(rabbitReadyMs)} [info] <0.507.0> Server startup complete; ${plugins} plugins started.`,
      ]),
    ],
    ports: [5672, 4369, 25_672, ...(management ? [15_672] : [])],
    readyAfterMs: rabbitReadyMs,
    user: 'rabbitmq',
    title: argv.join(' '),
    memoryMebibytes: 110,
    stopAfterMs: 1500,
  };
}

/** Cassandra and ZooKeeper, of which nothing but their ports shows. */
export const cassandra: Program = stagedServer(() => silent([9042, 7000, 7199], 25_000, 900));
export const zookeeper: Program = stagedServer(() => silent([2181, 8080], 1500, 120));

function silent(ports: readonly number[], readyAfterMs: number, memoryMebibytes: number): Staged {
  return { lines: [], ports, readyAfterMs, memoryMebibytes, stopAfterMs: 500, exitCode: 143 };
}

/** An entrypoint script that only becomes the command it is given. */
export const plainEntrypoint: Program = {
  start: (system) => become(system, system.argv.slice(1), 1),
  step: () => ({ exit: 1 }),
};

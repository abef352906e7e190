import type { Program, System } from '../../linux/system.ts';
import { become, commandOf } from '../entrypoints.ts';
import { option, portNumber } from '../options.ts';
import { iso } from '../timestamps.ts';
import { lines, type Staged, stagedServer } from './staged.ts';

const mongoReadyMs = 1200;

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

/** An entrypoint script that only becomes the command it is given. */
export const plainEntrypoint: Program = {
  start: (system) => become(system, system.argv.slice(1), 1),
  step: () => ({ exit: 1 }),
};

/** RabbitMQ's: options alone are for its server. */
export const rabbitmqEntrypoint: Program = {
  start: (system) => become(system, commandOf(system, 'rabbitmq-server'), 42),
  step: () => ({ exit: 1 }),
};

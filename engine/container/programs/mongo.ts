import { commandOf, execute } from './entrypoint.ts';
import { exits, type Invocation, lines, option, type Program, portNumber, serves } from './program.ts';
import { iso, wallClock } from './timestamps.ts';

const readyAfterMs = 1200;
const stopMs = 200;

/** The official image's entrypoint: a root user name needs a password, and the other way round. */
export const mongoEntrypoint: Program = (invocation) => {
  const { env } = invocation;
  const settings = { defaultCommand: 'mongod', line: 420, bash: true };
  const argv = commandOf(invocation, settings);
  const user = Boolean(env.get('MONGO_INITDB_ROOT_USERNAME') || env.get('MONGO_INITDB_ROOT_USERNAME_FILE'));
  const password = Boolean(
    env.get('MONGO_INITDB_ROOT_PASSWORD') || env.get('MONGO_INITDB_ROOT_PASSWORD_FILE'),
  );
  if (argv[0] === 'mongod' && user !== password) {
    const stderr = `
error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
       both must be specified for a user to be created

`;
    return exits(invocation, 1, { stderr });
  }
  return execute(invocation, argv, settings);
};

export const mongod: Program = (invocation) => {
  const port = portNumber(option(invocation.argv, '--port'), 27017);
  return serves(invocation, {
    output: [
      ...lines('stdout', invocation.atMs, [
        entry(invocation, 0, 'CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', {
          pid: 1,
          port,
          dbPath: '/data/db',
          architecture: '64-bit',
          host: invocation.container.spec.hostname,
        }),
      ]),
      ...lines('stdout', invocation.atMs + readyAfterMs, [
        entry(invocation, readyAfterMs, 'NETWORK', 23_015, 'listener', 'Listening on', {
          address: '0.0.0.0',
        }),
        entry(invocation, readyAfterMs, 'NETWORK', 23_016, 'listener', 'Waiting for connections', {
          port,
          ssl: 'off',
        }),
      ]),
    ],
    ports: [port],
    readyAfterMs,
    stop: { afterMs: stopMs, code: 0 },
  });
};

function entry(
  invocation: Invocation,
  afterMs: number,
  component: string,
  id: number,
  context: string,
  message: string,
  attributes: Readonly<Record<string, string | number>>,
): string {
  const date = `${iso(wallClock(invocation, afterMs)).slice(0, 23)}+00:00`;
  return JSON.stringify({
    t: { $date: date },
    s: 'I',
    c: component,
    id,
    ctx: context,
    msg: message,
    attr: attributes,
  });
}

import { reach } from './network.ts';
import { exits, type Invocation, option, type Program, portNumber } from './program.ts';

/** The server a client is pointed at, by options or by default its own container. */
function server(invocation: Invocation, defaultPort: number, portOption: string) {
  const { argv } = invocation;
  const attached = argv.find((word) => /^-h.+/.test(word) && word !== '-h')?.slice(2);
  const host = option(argv, '-h', '--host') ?? attached;
  const port = portNumber(option(argv, portOption, '--port'), defaultPort);
  return { host, port, reached: reach(invocation, host ?? 'localhost', port) };
}

export const redisCli: Program = (invocation) => {
  const { host = '127.0.0.1', port, reached } = server(invocation, 6379, '-p');
  if (reached === 'unknown host') {
    const stderr = `Could not connect to Redis at ${host}:${port}: Name or service not known\n`;
    return exits(invocation, 1, { stderr });
  }
  if (reached !== 'open') {
    return exits(invocation, 1, {
      stderr: `Could not connect to Redis at ${host}:${port}: Connection refused\n`,
    });
  }
  const words = invocation.argv.slice(1).map((word) => word.toLowerCase());
  if (words.includes('ping')) return exits(invocation, 0, { stdout: 'PONG\n' });
  if (words.includes('shutdown')) invocation.container.terminatedAtMs.push(invocation.atMs);
  return exits(invocation, 0, { stdout: words.includes('set') ? 'OK\n' : '' });
};

export const pgIsReady: Program = (invocation) => {
  const { host = '/var/run/postgresql', port, reached } = server(invocation, 5432, '-p');
  return reached === 'open'
    ? exits(invocation, 0, { stdout: `${host}:${port} - accepting connections\n` })
    : exits(invocation, 2, { stdout: `${host}:${port} - no response\n` });
};

export const psql: Program = (invocation) => {
  const { host, port, reached } = server(invocation, 5432, '-p');
  if (reached === 'open') return exits(invocation, 0);
  const socket = `on socket "/var/run/postgresql/.s.PGSQL.${port}" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?`;
  const text =
    host === undefined
      ? `connection to server ${socket}`
      : reached === 'unknown host'
        ? `could not translate host name "${host}" to address: Name or service not known`
        : `connection to server at "${host}", port ${port} failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`;
  return exits(invocation, 2, { stderr: `psql: error: ${text}\n` });
};

export const mysqlAdmin: Program = (invocation) => {
  const { host = 'localhost', port, reached } = server(invocation, 3306, '-P');
  if (reached === 'open') return exits(invocation, 0, { stdout: 'mysqld is alive\n' });
  return exits(invocation, 1, {
    stderr: `mysqladmin: connect to server at '${host}' failed\nerror: '${mysqlProblem(host, port, reached)}'\n`,
  });
};

export const mysql: Program = (invocation) => {
  const { host = 'localhost', port, reached } = server(invocation, 3306, '-P');
  if (reached === 'open') return exits(invocation, 0);
  const code = reached === 'unknown host' ? 2005 : host === 'localhost' ? 2002 : 2003;
  return exits(invocation, 1, { stderr: `ERROR ${code} (HY000): ${mysqlProblem(host, port, reached)}\n` });
};

function mysqlProblem(host: string, port: number, reached: string): string {
  if (reached === 'unknown host') return `Unknown MySQL server host '${host}' (-2)`;
  return host === 'localhost'
    ? "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"
    : `Can't connect to MySQL server on '${host}:${port}' (111)`;
}

export const mongosh: Program = (invocation) => {
  const { host = '127.0.0.1', port, reached } = server(invocation, 27017, '--port');
  if (reached !== 'open') {
    return exits(invocation, 1, { stderr: `MongoNetworkError: connect ECONNREFUSED ${host}:${port}\n` });
  }
  const script = option(invocation.argv, '--eval') ?? '';
  return exits(invocation, 0, { stdout: script.includes('ping') ? '{ ok: 1 }\n' : '' });
};

/** rabbitmq-diagnostics and rabbitmqctl: every check asks whether the node runs. */
export const rabbitmqDiagnostics: Program = (invocation) => {
  const node = `rabbit@${invocation.container.spec.hostname}`;
  const { reached } = server(invocation, 5672, '--port');
  const isPing = invocation.argv.includes('ping');
  const quiet = invocation.argv.includes('-q');
  const announcement = `Will ping ${node}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\n`;
  if (reached !== 'open') {
    return exits(invocation, 69, {
      stderr: `Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.\n`,
    });
  }
  return exits(invocation, 0, { stdout: isPing ? `${quiet ? '' : announcement}Ping succeeded\n` : '' });
};

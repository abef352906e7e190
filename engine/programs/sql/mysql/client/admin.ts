import type { Next, Program, System } from '../../../../linux/system.ts';
import { ask, continueLink, type Link, openLink, takeReply } from './link.ts';
import { isMariadb } from './mysql.ts';
import { parseCommandLine } from './options.ts';

type State = { link: Link; name: string; command: string; asked: boolean };

const questions: Readonly<Record<string, string>> = { create: 'CREATE DATABASE', drop: 'DROP DATABASE' };

/** mysqladmin and MariaDB's healthcheck.sh: ping, status, create and drop. */
export const mysqlAdmin: Program<State> = {
  start(system) {
    const health = system.argv[0]?.endsWith('healthcheck.sh') === true;
    const line = parseCommandLine(system);
    const name = isMariadb(system) ? 'mariadb-admin' : 'mysqladmin';
    if (typeof line === 'string') {
      system.write(2, `${name}: [ERROR] unknown option '${line}'.\n`);
      return { exit: 2 };
    }
    if (line.passwordShown && name === 'mysqladmin')
      system.write(
        2,
        'mysqladmin: [Warning] Using a password on the command line interface can be insecure.\n',
      );
    const command = health ? 'health' : line.words.join(' ');
    return step(system, { link: openLink(system, line.target), name, command, asked: false });
  },
  step,
};

function step(system: System, state: State): Next<State> {
  const { link, name, command } = state;
  const wait = continueLink(system, link);
  if (wait !== undefined) return { state, until: wait };
  const refused = link.problem?.code === 1045;
  if (link.problem !== undefined && !(refused && (command === 'ping' || command === 'health'))) {
    if (command !== 'health')
      system.write(
        2,
        `${name}: connect to server at '${link.target.host ?? 'localhost'}' failed\nerror: '${link.problem.words}'\n`,
      );
    if (link.problem.code === 2002 && command !== 'health')
      system.write(
        2,
        "Check that mysqld is running and that the socket: '/var/run/mysqld/mysqld.sock' exists!\n",
      );
    return { exit: 1 };
  }
  if (command === 'health') return { exit: 0 };
  if (command === 'ping') {
    if (refused)
      system.write(
        2,
        `${name}: connect to server at '${link.target.host ?? 'localhost'}' failed\nerror: '${link.problem?.words ?? ''}'\n`,
      );
    // A server that refuses has answered.
    else system.write(1, 'mysqld is alive\n');
    return { exit: 0 };
  }
  const [verb = '', database = ''] = command.split(' ');
  const question =
    verb === 'status'
      ? "SHOW STATUS LIKE 'Uptime'"
      : questions[verb] === undefined
        ? undefined
        : `${questions[verb]} \`${database}\``;
  if (question === undefined) {
    system.write(2, `${name}: Unknown command: '${verb}'\n`);
    return { exit: 1 };
  }
  if (!state.asked) {
    ask(system, link, question);
    state.asked = true;
  }
  const reply = takeReply(system, link);
  if (reply === undefined) return { state, until: { readable: [link.descriptor] } };
  if (reply === 'end') return { exit: 1 };
  if (reply.kind === 'problem') {
    system.write(2, `${name}: ${verb.toUpperCase()} DATABASE failed; error: '${reply.problem.words}'\n`);
    return { exit: 1 };
  }
  if (reply.kind === 'rows')
    system.write(
      1,
      `Uptime: ${reply.rows[0]?.[1] ?? '0'}  Threads: 1  Questions: 1  Slow queries: 0  Opens: 1\n`,
    );
  return { exit: 0 };
}

import type { Next, Program, System } from '../../../../linux/system.ts';
import { quoted } from '../../catalog/definitions.ts';
import { ask, continueLink, fieldsOf, type Link, openLink, receive } from './link.ts';
import { type CommandLine, parseCommandLine } from './options.ts';

type State = { link: Link; asked: boolean; sql: string };

const flags = new Set([
  '-q',
  '--quiet',
  '-e',
  '--echo',
  '-w',
  '--no-password',
  '-i',
  '--if-exists',
  '--interactive',
  '-S',
  '-D',
  '-R',
  '-s',
  '-l',
  '-r',
]);
const valued = new Set(['-t', '--timeout', '-O', '--owner', '-T', '-E', '-P']);

/** A client that asks one thing. @param statement of the command line; @param fails how its errors begin */
function single(
  name: string,
  statement: (line: CommandLine) => string,
  fails: (line: CommandLine) => string,
): Program<State> {
  const step = (system: System, state: State): Next<State> => {
    const wait = continueLink(system, state.link);
    if (wait !== undefined) return { state, until: wait };
    if (state.link.stage === 'failed') {
      system.write(2, `${name}: error: ${state.link.problem}\n`);
      return { exit: 1 };
    }
    if (!state.asked) {
      ask(system, state.link, state.sql);
      state.asked = true;
    }
    for (;;) {
      const taken = receive(system, state.link);
      if (taken === 'more') return { state, until: { readable: [state.link.descriptor] } };
      if (taken === 'end') return { exit: 1 };
      if (taken.kind === 'E') {
        const { M = '' } = fieldsOf(taken.body);
        const line = parseCommandLine(system, flags, valued, name);
        system.write(
          2,
          `${name}: error: ${typeof line === 'string' ? '' : fails(line)} failed: ERROR:  ${M}\n`,
        );
        return { exit: 1 };
      }
      if (taken.kind === 'Z') return { exit: 0 };
    }
  };
  return {
    start(system) {
      const line = parseCommandLine(system, flags, valued, name);
      if (typeof line === 'string') {
        system.write(
          2,
          `${name}: unrecognized option '${line}'\n${name}: hint: Try "${name} --help" for more information.\n`,
        );
        return { exit: 1 };
      }
      const link = openLink(system, { ...line.target, database: 'postgres' });
      return step(system, { link, asked: false, sql: statement(line) });
    },
    step,
  };
}

const nameOf = ({ words, target }: CommandLine): string => words[0] ?? target.user;
const optionOf = ({ options }: CommandLine, ...names: string[]): string | undefined =>
  options.find(([name]) => names.includes(name))?.[1];

export const createdb = single(
  'createdb',
  (line) =>
    `CREATE DATABASE ${quoted(nameOf(line))}${optionOf(line, '-O', '--owner') === undefined ? '' : ` OWNER ${quoted(optionOf(line, '-O', '--owner') ?? '')}`}`,
  () => 'database creation',
);
export const dropdb = single(
  'dropdb',
  (line) =>
    `DROP DATABASE ${optionOf(line, '--if-exists') === undefined ? '' : 'IF EXISTS '}${quoted(nameOf(line))}`,
  () => 'database removal',
);
export const createuser = single(
  'createuser',
  (line) =>
    `CREATE ROLE ${quoted(nameOf(line))} ${optionOf(line, '-s') === undefined ? 'NOSUPERUSER' : 'SUPERUSER'} LOGIN`,
  () => 'creation of new role',
);

/** Whether a server takes connections, without logging in. */
export const pgIsReady: Program<{ link: Link; quiet: boolean }> = {
  start(system) {
    const line = parseCommandLine(system, flags, valued, 'pg_isready');
    if (typeof line === 'string') {
      system.write(
        2,
        `pg_isready: unrecognized option '${line}'\npg_isready: hint: Try "pg_isready --help" for more information.\n`,
      );
      return { exit: 3 };
    }
    const quiet = line.options.some(([name]) => name === '-q' || name === '--quiet');
    return ready(system, { link: openLink(system, line.target), quiet });
  },
  step: (system, state) => ready(system, state),
};

function ready(system: System, state: { link: Link; quiet: boolean }): Next<{ link: Link; quiet: boolean }> {
  const { link, quiet } = state;
  const wait = continueLink(system, link);
  if (wait !== undefined) return { state, until: wait };
  const { host = '/var/run/postgresql', port } = link.target;
  // Who is refused has been answered, too.
  const answered = link.stage === 'ready' || /FATAL|no password supplied/.test(link.problem);
  if (!quiet) system.write(1, `${host}:${port} - ${answered ? 'accepting connections' : 'no response'}\n`);
  return { exit: answered ? 0 : 2 };
}

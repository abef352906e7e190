import { AGAIN, type Next, type Program, type System } from '../../../../linux/system.ts';
import { binary, decode } from '../../../../shell/commands/bytes.ts';
import { message } from '../messages.ts';
import { continueLink, type Link, openLink, send } from './link.ts';
import { parseCommandLine } from './options.ts';
import { answers } from './psql-answers.ts';
import { nextAction } from './psql-input.ts';
import { greet, prompt, versionName } from './psql-prompt.ts';
import type { Source, State } from './psql-state.ts';
import { fileSource } from './psql-state.ts';
import type { Format } from './table.ts';
import { pset } from './table.ts';

const flags = new Set([
  '-t',
  '-A',
  '-x',
  '-q',
  '-l',
  '-X',
  '-w',
  '-W',
  '-1',
  '-e',
  '-a',
  '-E',
  '-n',
  '-H',
  '-b',
  '-V',
  '-S',
  '-s',
  '-L',
  '-?',
  '--tuples-only',
  '--no-align',
  '--expanded',
  '--quiet',
  '--list',
  '--no-psqlrc',
  '--no-password',
  '--password',
  '--single-transaction',
  '--csv',
  '--version',
  '--echo-all',
  '--echo-queries',
  '--echo-errors',
  '--help',
]);
const valued = new Set([
  '-c',
  '-f',
  '-v',
  '-F',
  '-P',
  '-o',
  '-R',
  '--command',
  '--file',
  '--set',
  '--variable',
  '--field-separator',
  '--pset',
  '--output',
]);

/** psql: statements from the command line, a file, a pipe or a terminal. */
export const psql: Program<State> = {
  start(system) {
    const line = parseCommandLine(system, flags, valued, 'psql');
    if (typeof line === 'string') {
      system.write(
        2,
        `psql: unrecognized option '${line}'\npsql: hint: Try "psql --help" for more information.\n`,
      );
      return { exit: 1 };
    }
    const has = (...names: string[]) => line.options.some(([name]) => names.includes(name));
    if (has('-V', '--version')) {
      system.write(1, `psql (PostgreSQL) ${versionName(system)}\n`);
      return { exit: 0 };
    }
    const variables: { [name: string]: string } = {};
    const sources: Source[] = [];
    const format: Format = {
      style: 'aligned',
      expanded: false,
      tuplesOnly: false,
      separator: '|',
      nullText: '',
      footer: true,
    };
    if (has('-l', '--list')) sources.push({ kind: 'command', text: '\\l' });
    for (const [name, value] of line.options) {
      if (name === '-c' || name === '--command') sources.push({ kind: 'command', text: value });
      else if (name === '-f' || name === '--file') {
        const source = fileSource(system, value);
        if (typeof source === 'string') {
          system.write(2, `psql: error: ${source}\n`);
          return { exit: 1 };
        }
        sources.push(source);
      } else if (['-v', '--set', '--variable'].includes(name)) {
        const [key = '', text = ''] = value.split(/=(.*)/s);
        variables[key] = text;
      } else if (name === '-F' || name === '--field-separator') format.separator = value;
      else if (name === '-P' || name === '--pset') pset(format, value.split('='));
    }
    if (has('-t', '--tuples-only')) format.tuplesOnly = true;
    if (has('-A', '--no-align')) format.style = 'unaligned';
    if (has('--csv')) format.style = 'csv';
    if (has('-x', '--expanded')) format.expanded = true;
    if (sources.length === 0) sources.push({ kind: 'input' });
    const [database, user] = line.words.filter((word) => !/^postgres(?:ql)?:\/\//.test(word));
    const target = {
      ...line.target,
      ...(database === undefined ? {} : { database }),
      ...(user === undefined ? {} : { user }),
      ...(has('-l', '--list') && database === undefined && !system.argv.includes('-d')
        ? { database: 'postgres' }
        : {}),
    };
    system.onSignal('ignore', ['SIGPIPE']);
    const interactive = sources[0]?.kind === 'input' && system.isTerminal(0);
    const state: State = {
      link: openLink(system, target),
      format,
      quiet: has('-q', '--quiet'),
      stopOnError: /^(?:1|on|true)$/i.test(variables.ON_ERROR_STOP ?? ''),
      timing: false,
      single: has('-1', '--single-transaction'),
      sources,
      buffer: '',
      asked: '',
      askedMs: system.now,
      copying: false,
      echo: has('-a', '--echo-all') ? 'all' : has('-e', '--echo-queries') ? 'queries' : 'none',
      interactive,
      passwordPrompt: false,
      typed: '',
      ended: false,
      failed: false,
      status: 'I',
      variables,
    };
    return step(system, state);
  },
  step,
};

function step(system: System, state: State): Next<State> {
  if (state.passwordPrompt) return askPassword(system, state);
  if (state.link.stage !== 'ready') {
    const wait = continueLink(system, state.link);
    if (wait !== undefined) return { state, until: wait };
    if (state.link.stage === 'failed') {
      const kept = state.former === undefined ? undefined : keepFormer(system, state, state.former);
      if (kept !== 'kept') return kept ?? notConnected(system, state);
    } else if (state.former !== undefined) leaveFormer(system, state, state.former);
    else if (state.interactive) greet(system, state);
  }
  for (let rounds = 0; rounds < 200; rounds++) {
    if (state.waiting !== undefined && !state.copying) {
      const wait = answers(system, state);
      if (wait === 'end') {
        system.write(
          2,
          'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\nconnection to server was lost\n',
        );
        return { exit: 2 };
      }
      if (wait === 'more') return { state, until: { readable: [state.link.descriptor] } };
      if (state.failed && (state.stopOnError || state.sources[0]?.kind === 'command') && !state.interactive)
        return { exit: state.sources[0]?.kind === 'command' ? 1 : 3 };
      prompt(system, state);
    }
    const next = nextAction(system, state);
    if (next !== undefined) return next;
    if (state.link.stage !== 'ready') return step(system, state);
  }
  return { state, until: { cpuMs: 1 } };
}

/** `\c` has failed. @returns an end, where nobody is there to go on with the old connection */
function keepFormer(system: System, state: State, former: Link): 'kept' | Next<State> {
  const { problem } = state.link;
  if (!state.interactive) {
    system.write(2, `psql: error: \\connect: ${problem}\n`);
    return { exit: 2 };
  }
  system.write(2, `${problem}\nPrevious connection kept\n`);
  state.link = former;
  state.former = undefined;
  prompt(system, state);
  return 'kept';
}

function leaveFormer(system: System, state: State, former: Link): void {
  send(system, former, message('X'));
  system.close(former.descriptor);
  state.former = undefined;
  state.status = 'I';
  const { database, user } = state.link.target;
  if (!state.quiet) system.write(1, `You are now connected to database "${database}" as user "${user}".\n`);
  prompt(system, state);
}

function notConnected(system: System, state: State): Next<State> {
  if (state.link.needsPassword && system.isTerminal(0) && !system.argv.includes('-w')) {
    system.write(1, `Password for user ${state.link.target.user}: `);
    system.setTerminalMode(0, { echo: false });
    state.passwordPrompt = true;
    return askPassword(system, state);
  }
  system.write(2, `psql: error: ${state.link.problem}\n`);
  return { exit: 2 };
}

function askPassword(system: System, state: State): Next<State> {
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0] } };
  state.typed += binary(data);
  const end = state.typed.indexOf('\n');
  if (end < 0 && data.length > 0) return { state, until: { readable: [0] } };
  system.setTerminalMode(0, { echo: true });
  system.write(1, '\n');
  const password = decode(state.typed.slice(0, end < 0 ? undefined : end));
  state.typed = end < 0 ? '' : state.typed.slice(end + 1);
  state.passwordPrompt = false;
  state.link = openLink(system, { ...state.link.target, password });
  return step(system, state);
}

import type { Next, System } from '../../../../linux/system.ts';
import { openLink } from './link.ts';
import { metaQuery } from './meta.ts';
import { place, startMeta } from './psql-answers.ts';
import { copyFile } from './psql-copy.ts';
import { fileSource, type State, substituted } from './psql-state.ts';
import { pset } from './table.ts';

/** A backslash command. @returns what ends or changes the program; undefined: it goes on */
export function meta(system: System, state: State, line: string): Next<State> | undefined {
  const [command = '', ...args] = substituted(state, line.trim()).split(/\s+/);
  const [argument] = args;
  if (command === 'q' || command === 'quit') return { exit: 0 };
  if (command === 'copy') {
    copyFile(system, state, line.trim().slice('copy'.length));
    return undefined;
  }
  const query = metaQuery(command, argument, state.link.parameters.server_version ?? '');
  if (query !== undefined) {
    startMeta(system, state, query);
    return undefined;
  }
  const say = (text: string) => system.write(1, `${text}\n`);
  if (command === 'c' || command === 'connect') connect(system, state, args);
  else if (command === 'x') {
    state.format.expanded = argument === undefined ? !state.format.expanded : argument === 'on';
    if (!state.quiet) say(`Expanded display is ${state.format.expanded ? 'on' : 'off'}.`);
  } else if (command === 't') {
    state.format.tuplesOnly = !state.format.tuplesOnly;
    say(`Tuples only is ${state.format.tuplesOnly ? 'on' : 'off'}.`);
  } else if (command === 'a') {
    state.format.style = state.format.style === 'aligned' ? 'unaligned' : 'aligned';
    say(`Output format is ${state.format.style}.`);
  } else if (command === 'timing') {
    state.timing = argument === undefined ? !state.timing : argument === 'on';
    say(`Timing is ${state.timing ? 'on' : 'off'}.`);
  } else if (command === 'echo' || command === 'qecho') say(args.join(' ').replace(/^'(.*)'$/, '$1'));
  else if (command === 'set')
    state.variables[argument ?? ''] = args
      .slice(1)
      .join(' ')
      .replace(/^'(.*)'$/, '$1');
  else if (command === 'pset') pset(state.format, args);
  else if (command === 'conninfo') {
    const { target, address } = state.link;
    const where =
      target.host === undefined
        ? `via socket in "/var/run/postgresql"`
        : `on host "${target.host}"${target.host === address ? '' : ` (address "${address}")`}`;
    say(
      `You are connected to database "${target.database}" as user "${target.user}" ${where} at port "${target.port}".`,
    );
  } else if (command === 'i' || command === 'ir') {
    const source = fileSource(system, argument ?? '');
    if (typeof source === 'string') {
      system.write(2, `${source}\n`);
      state.failed = true;
    } else state.sources.unshift(source);
  } else if (command === 'p' || command === 'r' || command === 'encoding' || command === '') {
    if (command === 'p') say(state.buffer.trim() === '' ? 'Query buffer is empty.' : state.buffer.trim());
    if (command === 'encoding') say('UTF8');
    if (command === 'r') {
      state.buffer = '';
      if (!state.quiet) say('Query buffer reset (cleared).');
    }
  } else if (command === '?' || command === 'h' || command === 'help')
    say(
      'General\n  \\g [FILE]              execute query\n  \\q                     quit psql\nInformational\n  \\d[S+]                 list tables, views, and sequences\n  \\d[S+]  NAME           describe table, view, sequence, or index\n  \\dn[S+] [PATTERN]      list schemas\n  \\dt[S+] [PATTERN]      list tables\n  \\du[S+] [PATTERN]      list roles\n  \\l[+]   [PATTERN]      list databases\nConnection\n  \\c[onnect] [DBNAME]    connect to new database',
    );
  else {
    system.write(
      2,
      `${place(state)}invalid command \\${command}\n${state.interactive ? 'Try \\? for help.\n' : ''}`,
    );
    state.failed = true;
  }
  return undefined;
}

/** `\c`: the connection that is there is kept until the other one is made. */
function connect(system: System, state: State, [database, user, host]: readonly string[]): void {
  const { target } = state.link;
  state.former = state.link;
  state.link = openLink(system, {
    ...target,
    ...(database === undefined || database === '-' ? {} : { database }),
    ...(user === undefined || user === '-' ? {} : { user }),
    ...(host === undefined || host === '-' ? {} : { host }),
  });
}

import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { AGAIN } from '../../linux/system.ts';
import { binary, bytesOf, decode } from '../../shell/commands/bytes.ts';
import { run } from './command.ts';
import { dataCommands } from './commands.ts';
import { takeRequest } from './resp.ts';
import { log, type State } from './state.ts';
import { type Database, Store } from './store.ts';

/** The log of changes is folded into its base when it has grown so long, in bytes. */
const journalBytesMax = 8_388_608;
const magic = 'REDIS0012';

const folderOf = (state: State): string => `${state.folder}/appendonlydir`;
const journalOf = (state: State): string => `${folderOf(state)}/appendonly.aof.1.incr.aof`;
const baseOf = (state: State): string => `${folderOf(state)}/appendonly.aof.1.base.rdb`;

function requestText(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
}

/** Notes a change that was made, and until when its key is there: a time that counts from now would count anew. */
export function append(system: System, state: State, database: number, args: readonly string[]): void {
  if (!state.appendOnly) return;
  const [, key = ''] = args;
  const expiresMs = new Store(state.databases[database] ?? {}, system.now).entry(key)?.expiresMs;
  const until = expiresMs === undefined ? '' : requestText(['PEXPIREAT', key, String(expiresMs)]);
  const text = requestText(['SELECT', String(database)]) + requestText(args) + until;
  if (state.journalBytes + text.length > journalBytesMax) rewrite(system, state);
  else write(system, state, journalOf(state), text, false);
}

/** Writes everything as the new base. */
export function rewrite(system: System, state: State): void {
  try {
    system.makeDirectory(folderOf(state), 0o755);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  write(system, state, baseOf(state), magic + JSON.stringify(state.databases), true);
  write(system, state, journalOf(state), '', true);
  const manifest =
    'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n';
  write(system, state, `${folderOf(state)}/appendonly.aof.manifest`, manifest, true);
  state.journalBytes = 0;
}

function write(system: System, state: State, path: string, text: string, anew: boolean): void {
  try {
    const descriptor = system.open(path, { write: true, create: true, truncate: anew, append: !anew });
    system.write(descriptor, bytesOf(text));
    system.close(descriptor);
    state.journalBytes += text.length;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    log(system, 'M', '#', `Error writing to the AOF file: ${error.message}`);
  }
}

/** Carries out what the log has. @returns false: there is none */
export function replay(system: System, state: State): boolean {
  const journal = read(system, journalOf(state));
  if (journal === undefined) return false;
  const base = read(system, baseOf(state));
  try {
    const databases: Database[] =
      base?.startsWith(magic) === true ? JSON.parse(decode(base.slice(magic.length))) : [];
    state.databases = state.databases.map((empty, index) => databases[index] ?? empty);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    log(system, 'M', '#', 'Bad file format reading the append only file');
  }
  let at = 0;
  let database = 0;
  for (;;) {
    const request = takeRequest(journal.slice(at, at + 5_000_000));
    if (request === 'more' || 'error' in request || request.end === 0) break;
    at += request.end;
    const name = (request.value[0] ?? '').toLowerCase();
    if (name === 'select') database = Number(request.value[1]);
    else if (name === 'flushall') state.databases = state.databases.map(() => ({}));
    else if (name === 'flushdb') state.databases[database] = {};
    else {
      const command = dataCommands.get(name);
      if (command !== undefined)
        run(command, { store: new Store(state.databases[database] ?? {}, system.now), args: request.value });
    }
    if (at >= journal.length) break;
  }
  state.journalBytes = journal.length;
  log(system, 'M', '*', 'DB loaded from append only file: 0.000 seconds');
  return true;
}

function read(system: System, path: string): string | undefined {
  try {
    const descriptor = system.open(path, { read: true });
    const parts: string[] = [];
    for (
      let data = system.read(descriptor, 1_048_576);
      data !== AGAIN && data.length > 0;
      data = system.read(descriptor, 1_048_576)
    )
      parts.push(binary(data));
    system.close(descriptor);
    return parts.join('');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return undefined;
  }
}

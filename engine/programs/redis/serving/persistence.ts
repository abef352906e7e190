import { integer, ok } from '../command.ts';
import { BadDump, dumped, restoreDump } from '../rdb.ts';
import type { Reply } from '../resp.ts';
import { beginJournal } from './append-only.ts';
import { readFile, writeFile } from './files.ts';
import type { ServerCommands } from './server-command.ts';
import type { Server } from './state.ts';

const pathOf = (server: Server): string => `${server.setting('dir')}/${server.setting('dbfilename')}`;

/** Reads the dump file, where there is one. @returns false: it can't be read */
export function load(server: Server): boolean {
  const text = readFile(server.system, pathOf(server));
  if (text === undefined) return true;
  server.log('*', `Loading RDB produced by version ${server.version}`);
  server.log('*', 'RDB age 0 seconds');
  server.log('*', 'RDB memory usage when created 1.00 Mb');
  try {
    const { loaded, expired } = restoreDump(text, server.keyspace, server.system.now);
    server.log('*', `Done loading RDB, keys loaded: ${loaded}, keys expired: ${expired}.`);
    server.log('*', 'DB loaded from disk: 0.000 seconds');
    return true;
  } catch (error) {
    if (!(error instanceof BadDump)) throw error;
    server.log('#', `${error.message}: ${pathOf(server)}`);
    server.log('#', 'Fatal error loading the DB, check server logs. Exiting.');
    return false;
  }
}

/** Writes everything to the dump file. */
export function save(server: Server): boolean {
  const { facts, system } = server;
  const problem = writeFile(system, pathOf(server), dumped(server.keyspace, server.version, system.now));
  facts.lastSaveFailed = problem !== undefined;
  if (problem !== undefined) {
    const folder = server.setting('dir');
    server.log(
      '#',
      `Failed opening the temp RDB file temp-${system.pid}.rdb (in server root dir ${folder}) for saving: ${problem}`,
    );
    return false;
  }
  facts.changes = 0;
  facts.lastSaveMs = system.now;
  server.log('*', 'DB saved on disk');
  return true;
}

/** As `save`, in the background: it is done when it was asked for. */
function saveInBackground(server: Server): void {
  server.log('*', `Background saving started by pid ${server.system.pid + 20}`);
  const saved = save(server);
  if (saved) server.log('*', 'Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB');
  server.log(
    saved ? '*' : '#',
    saved ? 'Background saving terminated with success' : 'Background saving error',
  );
}

/** `save 3600 1 300 100`: so many changes are written after so many seconds. When that is next. */
export function nextSaveMs(server: Server): number | undefined {
  const { changes, lastSaveMs } = server.facts;
  const words = server.setting('save').split(' ').map(Number);
  let next: number | undefined;
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [seconds = 0, count = 0] = words.slice(at, at + 2);
    if (changes < count || seconds <= 0) continue;
    const due = lastSaveMs + seconds * 1000;
    next = Math.min(next ?? due, due);
  }
  return next;
}

/** Writes what is due. */
export function saveWhenDue(server: Server): void {
  const { facts, system } = server;
  const due = nextSaveMs(server);
  if (due === undefined || due > system.now) return;
  const words = server.setting('save').split(' ').map(Number);
  const seconds = Math.floor((system.now - facts.lastSaveMs) / 1000);
  const point = words.findIndex(
    (_, at) => at % 2 === 0 && (words[at] ?? 0) <= seconds && facts.changes >= (words[at + 1] ?? 0),
  );
  server.log('*', `${words[point + 1] ?? 1} changes in ${words[point] ?? seconds} seconds. Saving...`);
  saveInBackground(server);
  facts.lastSaveMs = system.now;
}

const category = 'admin';

export const persistenceCommands: ServerCommands = {
  bgrewriteaof: {
    arity: 1,
    category,
    run: (server): Reply => {
      beginJournal(server);
      server.log('*', 'Background AOF rewrite finished successfully');
      return { status: 'Background append only file rewriting started' };
    },
  },
  bgsave: {
    arity: -1,
    category,
    run: (server) => {
      saveInBackground(server);
      return { status: 'Background saving started' };
    },
  },
  lastsave: { arity: 1, category, run: ({ facts }) => integer(Math.floor(facts.lastSaveMs / 1000)) },
  save: { arity: 1, category, run: (server) => (save(server) ? ok : { error: 'ERR' }) },
};

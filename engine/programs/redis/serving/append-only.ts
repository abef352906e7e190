import { answered, type Call } from '../command.ts';
import { dataCommands } from '../commands/index.ts';
import { BadDump, dumped, restoreDump } from '../rdb.ts';
import { takeRequest } from '../resp.ts';
import { Store } from '../values/keyspace.ts';
import { makeFolder, readFile, writeFile } from './files.ts';
import type { Server } from './state.ts';

/** The log of changes is folded into its base when it has grown so long, in bytes. */
const JOURNAL_BYTES_MAX = 8_388_608;

const folderOf = (server: Server): string => `${server.setting('dir')}/${server.setting('appenddirname')}`;
const nameOf = (server: Server, kind: string): string => `${server.setting('appendfilename')}.1.${kind}`;
const journalOf = (server: Server): string => `${folderOf(server)}/${nameOf(server, 'incr.aof')}`;
const baseOf = (server: Server): string => `${folderOf(server)}/${nameOf(server, 'base.rdb')}`;

/** Writes what a step has changed, at its end. */
export function writeJournal(server: Server, text: string): void {
  const { facts, system } = server;
  if (facts.journalBytes + text.length > JOURNAL_BYTES_MAX) {
    beginJournal(server);
    return;
  }
  const problem = writeFile(system, journalOf(server), text, true);
  if (problem === undefined) facts.journalBytes += text.length;
  else server.log('#', `Error writing to the AOF file: ${problem}`);
}

/** Writes everything as the new base. */
export function beginJournal(server: Server): void {
  const { facts, system } = server;
  makeFolder(system, folderOf(server));
  const dump = dumped(server.keyspace, server.version, system.now);
  const problem = writeFile(system, baseOf(server), dump) ?? writeFile(system, journalOf(server), '');
  if (problem !== undefined) server.log('#', `Error writing to the AOF file: ${problem}`);
  const manifest = `file ${nameOf(server, 'base.rdb')} seq 1 type b\nfile ${nameOf(server, 'incr.aof')} seq 1 type i\n`;
  writeFile(system, `${folderOf(server)}/${server.setting('appendfilename')}.manifest`, manifest);
  facts.journalBytes = 0;
  facts.journalDatabase = -1;
}

/** Carries out what the log has. @returns false: there is none */
export function readJournal(server: Server): boolean {
  const { facts, keyspace, system } = server;
  const journal = readFile(system, journalOf(server));
  if (journal === undefined) return false;
  const base = readFile(system, baseOf(server));
  try {
    if (base !== undefined) restoreDump(base, keyspace, system.now);
  } catch (error) {
    if (!(error instanceof BadDump)) throw error;
    server.log('#', `Bad file format reading the append only file: ${error.message}`);
  }
  replay(server, journal);
  facts.journalBytes = journal.length;
  facts.journalDatabase = -1;
  server.log('*', `DB loaded from base file ${nameOf(server, 'base.rdb')}: 0.000 seconds`);
  if (journal !== '')
    server.log('*', `DB loaded from incr file ${nameOf(server, 'incr.aof')}: 0.000 seconds`);
  server.log('*', 'DB loaded from append only file: 0.000 seconds');
  server.log('*', `Opening AOF incr file ${nameOf(server, 'incr.aof')} on server start`);
  return true;
}

function replay(server: Server, journal: string): void {
  let [at, database] = [0, 0];
  while (at < journal.length) {
    const request = takeRequest(journal, at);
    if (!('value' in request) || request.end === at) break;
    at = request.end;
    database = apply(server, request.value, database);
  }
}

/** Carries out a command that was logged, or that a master has sent. @returns the database of the next one */
export function apply(server: Server, args: readonly string[], database: number): number {
  const { keyspace, system } = server;
  const name = (args[0] ?? '').toLowerCase();
  const last = keyspace.databases.length - 1;
  const asIndex = (text: string | undefined) => Math.max(0, Math.min(last, Number(text) || 0));
  if (name === 'select') return asIndex(args[1]);
  if (name === 'flushdb') keyspace.clear(database);
  else if (name === 'flushall') for (let index = 0; index <= last; index++) keyspace.clear(index);
  else if (name === 'swapdb') keyspace.swap(asIndex(args[1]), asIndex(args[2]));
  const command = dataCommands.get(name);
  if (command === undefined) return database;
  const call: Call = {
    store: new Store(keyspace, database, system.now),
    args,
    protocol: 2,
    random: () => system.random(),
    version: server.version,
    instead: undefined,
  };
  const result = answered(() => command.run(call));
  if ('next' in result) answered(() => [...result]);
  server.spent += 5;
  return database;
}

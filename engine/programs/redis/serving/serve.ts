import type { Wait } from '../../../linux/system.ts';
import { answered } from '../command.ts';
import { takeRequest } from '../resp.ts';
import { beginJournal, writeJournal } from './append-only.ts';
import { answer, CLIENTS_MAX, dropEnded, INPUT_BYTES_HELD, listen, sendText } from './connections.ts';
import { execute, perform, timeOut, unblock } from './execute.ts';
import { goOnExecuting } from './executing.ts';
import { nextSaveMs, saveWhenDue } from './persistence.ts';
import { follow, linkWait } from './replication.ts';
import type { Client, Server } from './state.ts';

/** Units of work (about a microsecond each) in one step. */
const STEP_UNITS = 20_000;
/** What a work costs between two pauses. */
const PAUSE_UNITS = 2000;

/** One step of a server: it hears all clients, and works for them, one after the other. */
export function serve(server: Server): void {
  const { facts, system } = server;
  server.spent = 0;
  server.ready = false;
  if (system.now < facts.sleepsUntilMs) return;
  server.expiry.run(server);
  listen(server);
  follow(server);
  timeOut(server);
  work(server);
  if (system.now >= facts.pausedUntilMs) {
    for (const client of facts.clients) {
      if (server.stopping !== undefined || server.spent > STEP_UNITS) break;
      converse(server, client);
      if (server.ready && server.busy === undefined) {
        server.ready = false;
        unblock(server);
      }
    }
  }
  if (server.ready) unblock(server);
  writeChanges(server);
  saveWhenDue(server);
  dropEnded(server);
  // Who was served first is served last the next time, so that nobody is always late.
  const [first] = facts.clients;
  if (server.spent > STEP_UNITS && first !== undefined && server.busy === undefined)
    facts.clients = [...facts.clients.slice(1), first];
}

/** Goes on with what takes more than a step. */
function work(server: Server): void {
  const { busy } = server;
  if (busy === undefined) return;
  while (server.spent < STEP_UNITS) {
    const reply = answered(() => {
      const next = busy.work.next();
      return next.done === true ? next.value : null;
    });
    server.spent += PAUSE_UNITS;
    if (reply === null) continue;
    server.busy = undefined;
    busy.finish(reply);
    return;
  }
}

function converse(server: Server, client: Client): void {
  if (server.busy === undefined && client.running !== undefined) {
    const args = client.running;
    client.running = undefined;
    perform(server, client, args, (reply) => answer(server, client, reply));
  }
  let at = 0;
  for (;;) {
    work(server);
    if (client.executing !== undefined && server.busy === undefined)
      goOnExecuting(server, client, STEP_UNITS);
    if (!isFree(server, client) || server.spent > STEP_UNITS) break;
    if (client.input.length - at < client.wanted || at >= client.input.length) break;
    const request = takeRequest(client.input, at);
    if ('more' in request) {
      client.wanted = request.more - at;
      break;
    }
    client.wanted = 0;
    if ('error' in request) {
      sendText(server, client, `-ERR ${request.error}\r\n`);
      client.ended = true;
      break;
    }
    at = request.end;
    if (request.value.length > 0) execute(server, client, request.value);
    if (client.closing) client.ended = true;
  }
  client.input = at === 0 ? client.input : client.input.slice(at);
  if (client.atEnd && !isHeld(server, client)) client.ended = true;
}

/** Whether it may say something now. */
function isFree(server: Server, client: Client): boolean {
  return (
    !client.ended &&
    server.stopping === undefined &&
    server.busy === undefined &&
    client.blocked === undefined &&
    client.executing === undefined &&
    server.system.isWritable(client.descriptor) &&
    server.system.now >= server.facts.sleepsUntilMs
  );
}

/** Whether something of it is still to be done, though it has said everything. */
function isHeld(server: Server, client: Client): boolean {
  if (client.blocked !== undefined) return false;
  return server.busy !== undefined || client.executing !== undefined || hasRequest(client);
}

function hasRequest(client: Client): boolean {
  return (
    client.input.length > 0 && client.input.length >= client.wanted && !('more' in takeRequest(client.input))
  );
}

function writeChanges(server: Server): void {
  const { facts, journal } = server;
  if (journal.length === 0 && !server.journalIsStale) return;
  const text = journal.join('');
  server.journal = [];
  const appendOnly = server.setting('appendonly') === 'yes';
  if (server.journalIsStale && appendOnly) beginJournal(server);
  else if (appendOnly) writeJournal(server, text);
  server.journalIsStale = false;
  if (facts.link === undefined) facts.replicationOffset += text.length;
  for (const client of facts.clients) if (client.isReplica) sendText(server, client, text);
}

/** When there is something to do again. */
export function serveWait(server: Server): Wait {
  const { facts, system } = server;
  if (system.now < facts.sleepsUntilMs) return { timeMs: facts.sleepsUntilMs };
  const isPaused = system.now < facts.pausedUntilMs;
  const link = linkWait(server);
  const busy =
    server.busy !== undefined ||
    (!isPaused &&
      facts.clients.some(
        (client) =>
          client.blocked === undefined &&
          system.isWritable(client.descriptor) &&
          (client.executing !== undefined || client.running !== undefined || hasRequest(client)),
      ));
  const times = [
    nextSaveMs(server),
    isPaused ? facts.pausedUntilMs : undefined,
    server.setting('notify-keyspace-events') === '' ? undefined : server.expiry.nextMs,
    link.timeMs,
    ...facts.clients.map(({ blocked }) => blocked?.untilMs),
  ].filter((time) => time !== undefined);
  const hearing = facts.clients.filter(
    ({ input, wanted, descriptor }) =>
      system.isWritable(descriptor) && input.length < Math.max(INPUT_BYTES_HELD, wanted),
  );
  const slow = facts.clients.filter(({ descriptor }) => !system.isWritable(descriptor));
  return {
    readable: [
      ...(facts.clients.length < CLIENTS_MAX ? facts.listeners : []),
      ...hearing.map(({ descriptor }) => descriptor),
      ...(link.readable ?? []),
    ],
    writable: slow.map(({ descriptor }) => descriptor),
    ...(link.connected === undefined ? {} : { connected: link.connected }),
    ...(busy ? { cpuMs: 5 } : {}),
    ...(times.length === 0 ? {} : { timeMs: Math.min(...times) }),
  };
}

import { SystemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type Next, type System } from '../../../../linux/system.ts';
import { binary, decode } from '../../../../shell/commands/bytes.ts';
import { utf8 } from '../../values/output.ts';
import { message } from '../messages.ts';
import { send } from './link.ts';
import { startQuery } from './psql-answers.ts';
import type { State } from './psql-state.ts';

/** Lines that go to the server in one message, in characters. */
const MESSAGE_CHARS = 131_072;

/** Gives the server rows, up to the line that ends them. @returns what to wait for */
export function feedCopy(system: System, state: State): Next<State> | undefined {
  const [source] = state.sources;
  if (state.copyFrom !== undefined) {
    sendRows(system, state, state.copyFrom);
    endCopy(system, state);
    return undefined;
  }
  if (source?.kind === 'text') {
    state.buffer += source.text;
    source.text = '';
  } else {
    const whole = state.typed.lastIndexOf('\n') + 1;
    state.buffer += decode(state.typed.slice(0, whole));
    state.typed = state.typed.slice(whole);
  }
  const { end, next } = endOfRows(state.buffer);
  sendRows(system, state, state.buffer.slice(0, end));
  state.buffer = state.buffer.slice(next ?? end);
  if (next !== undefined) endCopy(system, state);
  else if (source?.kind === 'text' || state.ended) {
    sendRows(system, state, state.buffer + decode(state.typed));
    [state.buffer, state.typed] = ['', ''];
    endCopy(system, state);
  } else {
    const data = system.read(0);
    if (data === AGAIN) return { state, until: { readable: [0] } };
    if (data.length === 0) state.ended = true;
    state.typed += binary(data);
  }
  return undefined;
}

/** Where the rows that are whole end; and where what follows `\.` begins, if it has come. */
function endOfRows(text: string): { end: number; next?: number } {
  for (let at = 0; ; ) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return { end: at };
    if (text.startsWith('\\.', at) && text.slice(at + 2, newline).trim() === '')
      return { end: at, next: newline + 1 };
    at = newline + 1;
  }
}

function sendRows(system: System, { link }: State, text: string): void {
  for (let at = 0; at < text.length; at += MESSAGE_CHARS)
    send(system, link, message('d', utf8(text.slice(at, at + MESSAGE_CHARS))));
}

function endCopy(system: System, state: State): void {
  send(system, state.link, message('c'));
  state.copying = false;
  state.copyFrom = undefined;
}

/** `\copy`: COPY with a file of the client's. */
export function copyFile(system: System, state: State, line: string): void {
  const [, what = '', direction = '', quoted, bare = '', options = ''] =
    /^(\(.*\)|.*?)(?<!\s)\s+(from|to)\s+(?:'((?:[^']|'')*)'|(\S+))\s*(.*?);?$/is.exec(line.trim()) ?? [];
  const path = quoted?.replaceAll("''", "'") ?? bare;
  const fail = (words: string) => {
    system.write(2, `${words}\n`);
    state.failed = true;
  };
  if (path === '') {
    fail('\\copy: arguments required');
    return;
  }
  const reads = direction.toLowerCase() === 'from';
  const own = /^p?std(?:in|out)$/i.test(path);
  try {
    if (!own && reads) state.copyFrom = system.readText(path);
    if (!own && !reads) state.copyTo = system.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    fail(`${path}: ${error.message}`);
    return;
  }
  startQuery(system, state, `COPY ${what} ${reads ? 'FROM STDIN' : 'TO STDOUT'} ${options}`);
}

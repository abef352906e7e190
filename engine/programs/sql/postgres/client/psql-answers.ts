import type { System } from '../../../../linux/system.ts';
import { bytesOf, decode } from '../../../../shell/commands/bytes.ts';
import { utf8 } from '../../values/output.ts';
import { readInt16, readInt32 } from '../integers.ts';
import { describeQuery } from './describe.ts';
import { ask, fieldsOf, receive } from './link.ts';
import type { MetaQuery } from './meta.ts';
import { beginCopy, type State, type Table } from './psql-state.ts';
import { show } from './table.ts';

/** Reads what the server says. @returns `done` when the answer is over */
export function answers(system: System, state: State): 'more' | 'end' | 'done' {
  for (let count = 0; count < 100_000; count++) {
    const taken = receive(system, state.link);
    if (taken === 'more') return 'more';
    if (taken === 'end') return 'end';
    const { kind, body } = taken;
    if (kind === 'Z') {
      state.status = body;
      return finish(system, state) ? 'done' : 'more';
    }
    heard(system, state, kind, body);
    if (state.copying) return 'done';
  }
  return 'more';
}

function heard(system: System, state: State, kind: string, body: string): void {
  if (kind === 'T') state.table = headersOf(body);
  else if (kind === 'D') state.table?.rows.push(rowOf(body));
  else if (kind === 'C') completed(system, state, decode(body.replace(/\0$/, '')));
  else if (kind === 'E') {
    state.failed = true;
    system.write(2, utf8Bytes(problemText(state, fieldsOf(body))));
  } else if (kind === 'N') {
    const { S = 'NOTICE', M = '', D } = fieldsOf(body);
    const detail = D === undefined ? '' : `DETAIL:  ${D}\n`;
    system.write(2, utf8Bytes(`${place(state)}${S}:  ${M}\n${detail}`));
  } else if (kind === 'd') system.write(state.copyTo ?? 1, bytesOf(body));
  else if (kind === 'G') beginCopy(state);
}

const utf8Bytes = (text: string): Uint8Array => bytesOf(utf8(text));

export function place(state: State): string {
  const [source] = state.sources;
  return source?.kind === 'text'
    ? `psql:${source.name}:${source.line}: `
    : source?.kind === 'input' && !state.interactive
      ? ''
      : '';
}

function problemText(
  state: State,
  { S = 'ERROR', M = '', D, H, P }: Readonly<Record<string, string>>,
): string {
  const lines = [`${place(state)}${S}:  ${M}`];
  if (P !== undefined) lines.push(...pointer(state.asked, Number(P)));
  if (D !== undefined) lines.push(`DETAIL:  ${D}`);
  if (H !== undefined) lines.push(`HINT:  ${H}`);
  return `${lines.join('\n')}\n`;
}

/** The line of the statement that is wrong, and a mark under it. */
function pointer(asked: string, position: number): string[] {
  const before = [...asked].slice(0, position - 1).join('');
  const number = before.split('\n').length;
  const line = asked.split('\n')[number - 1] ?? '';
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length;
  const characters = [...line.replaceAll('\t', ' ')];
  let [from, to] = [0, characters.length];
  if (to > SHOWN_COLUMNS) {
    // The right side goes first, as long as something is left behind the mark.
    to = SHOWN_COLUMNS >= column + RIGHT_COLUMNS ? SHOWN_COLUMNS : Math.min(to, column + RIGHT_COLUMNS);
    from = Math.max(0, to - SHOWN_COLUMNS);
  }
  const start = `LINE ${number}: ${from > 0 ? '...' : ''}`;
  return [
    `${start}${characters.slice(from, to).join('')}${to < characters.length ? '...' : ''}`,
    `${' '.repeat(start.length + column - from)}^`,
  ];
}

/** How much of a line libpq shows, and how much of it at least behind the mark. */
const SHOWN_COLUMNS = 60;
const RIGHT_COLUMNS = 10;

export function headersOf(body: string): Table {
  const table: Table = { headers: [], types: [], rows: [] };
  let at = 2;
  for (let count = readInt16(body, 0); count > 0; count--) {
    const end = body.indexOf('\0', at);
    table.headers.push(decode(body.slice(at, end)));
    table.types.push(readInt32(body, end + 7));
    at = end + 19;
  }
  return table;
}

export function rowOf(body: string): (string | null)[] {
  const row: (string | null)[] = [];
  let at = 2;
  for (let count = readInt16(body, 0); count > 0; count--) {
    const length = readInt32(body, at);
    at += 4;
    row.push(length < 0 ? null : decode(body.slice(at, at + length)));
    at += Math.max(0, length);
  }
  return row;
}

function completed(system: System, state: State, tag: string): void {
  const { table, waiting } = state;
  state.table = undefined;
  if (waiting?.kind === 'meta') {
    if (waiting.table === undefined) waiting.table = table ?? { headers: [], types: [], rows: [] };
    else {
      const heading = waiting.query.footers?.[waiting.query.footers.length - waiting.left]?.heading;
      if (table !== undefined && table.rows.length > 0)
        waiting.footers.push(
          ...(heading === undefined ? [] : [heading]),
          ...table.rows.map(([line]) => line ?? ''),
        );
      waiting.left--;
    }
    return;
  }
  if (table !== undefined)
    system.write(
      1,
      utf8Bytes(
        show(table, { ...state.format, expanded: state.format.expanded || state.expandOnce === true }),
      ),
    );
  if (
    !state.quiet &&
    (table === undefined || !tag.startsWith('SELECT')) &&
    !(table !== undefined && /^(?:SHOW|EXPLAIN)/.test(tag)) &&
    !(
      tag.startsWith('COPY') &&
      state.copyTo === undefined &&
      state.sources[0]?.kind === 'command' &&
      state.asked.toLowerCase().includes('stdout')
    )
  )
    system.write(1, `${tag}\n`);
}

/** The answer is over. @returns false: another question follows from it */
function finish(system: System, state: State): boolean {
  const { waiting } = state;
  if (waiting?.kind === 'meta' && waiting.table !== undefined) {
    const { query, table } = waiting;
    if (query.leadsTo !== undefined && table.rows[0] !== undefined) {
      const more = query.leadsTo === 'table with details';
      startMeta(system, state, describeQuery(table.rows[0], more));
      return false;
    }
    const next = query.footers?.[query.footers.length - waiting.left];
    if (waiting.left > 0 && next !== undefined) {
      ask(system, state.link, next.sql);
      return false;
    }
    if (table.rows.length === 0 && query.empty !== undefined) system.write(2, `${query.empty}\n`);
    else {
      const footers = query.footers === undefined ? {} : { footers: waiting.footers };
      system.write(
        1,
        utf8Bytes(
          show(
            { ...table, ...footers, ...(query.title === undefined ? {} : { title: query.title }) },
            state.format,
          ),
        ),
      );
    }
  }
  if (state.timing && waiting?.kind === 'query')
    system.write(1, `Time: ${(system.now - state.askedMs + 0.412).toFixed(3)} ms\n`);
  if (state.copyTo !== undefined) system.close(state.copyTo);
  state.copyTo = undefined;
  state.waiting = undefined;
  state.expandOnce = undefined;
  return true;
}

export function startMeta(system: System, state: State, query: MetaQuery): void {
  state.waiting = { kind: 'meta', query, footers: [], left: query.footers?.length ?? 0 };
  state.asked = query.sql;
  ask(system, state.link, query.sql);
}

export function startQuery(system: System, state: State, text: string): void {
  state.failed = false;
  state.asked = text.replace(/^(?:\s+|--[^\n]*(?:\n|$))+/, '').trimEnd();
  state.askedMs = system.now;
  state.waiting = { kind: 'query' };
  if (state.echo === 'queries') system.write(1, utf8Bytes(`${state.asked}\n`));
  ask(system, state.link, state.asked);
}

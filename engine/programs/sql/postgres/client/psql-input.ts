import { AGAIN, type Next, type System } from '../../../../linux/system.ts';
import { binary, bytesOf, decode } from '../../../../shell/commands/bytes.ts';
import { utf8 } from '../../values/output.ts';
import { startQuery } from './psql-answers.ts';
import { meta } from './psql-commands.ts';
import { feedCopy } from './psql-copy.ts';
import { prompt } from './psql-prompt.ts';
import { type Source, type State, substituted } from './psql-state.ts';
import { nextUnit } from './split.ts';

export function nextAction(system: System, state: State): Next<State> | undefined {
  if (state.copying) return feedCopy(system, state);
  const [source] = state.sources;
  if (source === undefined) return { exit: 0 };
  if (source.kind === 'command') {
    state.sources.shift();
    state.sources.unshift({ kind: 'text', text: '', name: '', line: 1 });
    state.sources[0] = source;
    if (source.text === '\0done') {
      state.sources.shift();
      return undefined;
    }
    const { text } = source;
    source.text = '\0done';
    if (text.startsWith('\\')) return meta(system, state, text.slice(1));
    startQuery(system, state, substituted(state, text));
    return undefined;
  }
  const text = nextUnit(state.buffer);
  if (text !== undefined) return runUnit(system, state, text);
  if (source.kind === 'text') return fromFile(system, state, source);
  return fromInput(system, state);
}

function runUnit(
  system: System,
  state: State,
  unit: Exclude<ReturnType<typeof nextUnit>, undefined>,
): Next<State> | undefined {
  const [source] = state.sources;
  if (source?.kind === 'text')
    source.line += (unit.kind === 'sql' ? unit.text : `${unit.before}${unit.line}\n`).split('\n').length - 1;
  state.buffer = unit.rest;
  if (state.echo === 'all')
    system.write(1, bytesOf(utf8(`${unit.kind === 'meta' ? unit.line : unit.text.trim()}\n`)));
  if (unit.kind === 'meta') {
    state.buffer = unit.before + unit.rest;
    if (unit.before.trim() !== '' && /^gx?\b/.test(unit.line)) {
      state.expandOnce = unit.line.startsWith('gx');
      state.buffer = unit.rest;
      startQuery(system, state, substituted(state, unit.before));
      return undefined;
    }
    const next = meta(system, state, unit.line);
    if (next === undefined && state.waiting === undefined) prompt(system, state);
    return next;
  }
  if (unit.text.trim() === ';') return undefined;
  startQuery(system, state, substituted(state, unit.text));
  return undefined;
}

function fromFile(
  system: System,
  state: State,
  source: Extract<Source, { kind: 'text' }>,
): Next<State> | undefined {
  if (source.text !== '') {
    state.buffer += source.text.endsWith('\n') ? source.text : `${source.text}\n`;
    source.text = '';
    return undefined;
  }
  const rest = state.buffer.trim();
  state.buffer = '';
  if (rest !== '' && !rest.startsWith('--')) {
    startQuery(system, state, substituted(state, rest));
    return undefined;
  }
  state.sources.shift();
  return undefined;
}

function fromInput(system: System, state: State): Next<State> | undefined {
  const newline = state.typed.lastIndexOf('\n');
  if (newline >= 0) {
    const text = decode(state.typed.slice(0, newline + 1));
    state.typed = state.typed.slice(newline + 1);
    if (state.interactive && state.buffer.trim() === '' && /^(?:exit|quit)\s*$/.test(text.trim()))
      return { exit: 0 };
    if (state.interactive && state.buffer.trim() === '' && text.trim() === 'help') {
      system.write(
        1,
        'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n',
      );
      prompt(system, state);
      return undefined;
    }
    state.buffer = state.buffer.trim() === '' ? text.replace(/^\s+/, '') : state.buffer + text;
    if (nextUnit(state.buffer) === undefined) prompt(system, state);
    return undefined;
  }
  if (state.ended) {
    const rest = (state.buffer + decode(state.typed)).trim();
    [state.buffer, state.typed] = ['', ''];
    if (state.interactive) {
      system.write(1, '\\q\n');
      return { exit: 0 };
    }
    if (rest.startsWith('\\')) return meta(system, state, rest.slice(1)) ?? undefined;
    if (rest !== '') startQuery(system, state, substituted(state, rest));
    else state.sources.shift();
    return undefined;
  }
  const data = system.read(0);
  if (data === AGAIN) return { state, until: { readable: [0, state.link.descriptor] } };
  if (data.length === 0) state.ended = true;
  state.typed += binary(data);
  return undefined;
}

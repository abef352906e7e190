import { AGAIN } from '../../linux/system.ts';
import { binary, decode } from '../commands/bytes.ts';
import type { ReadFrame } from '../frame-kinds.ts';
import { singleQuoted } from '../quoting.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import { splitLine } from '../split.ts';
import { assign, assignArray, isName, variableValue } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options } from './builtin.ts';

/** The longest line that read takes, and all that mapfile takes, in bytes. */
const LINE_MAX = 1_048_576;

const read: Builtin = {
  run(shell, words) {
    const parsed = options(shell, words, shell.dialect === 'dash' ? 'rp:' : 'rp:n:N:t:a:d:su:e');
    if (parsed === undefined) return undefined;
    const { given, operands } = parsed;
    if (operands.length === 0 && shell.dialect === 'dash')
      return status(shell, complaint(shell, 'read', 'arg count', 2));
    const invalid = operands.find((name) => !isName(name));
    if (invalid !== undefined) {
      const bash = shell.dialect === 'bash';
      return status(
        shell,
        complaint(
          shell,
          'read',
          bash ? `\`${invalid}': not a valid identifier` : `${invalid}: bad variable name`,
          bash ? 1 : 2,
        ),
      );
    }
    const message = given.get('p');
    if (message !== undefined && shell.system.isTerminal(0)) shell.raw(message);
    const seconds = given.get('t');
    const from = Number(given.get('u') ?? 0);
    if (seconds !== undefined && Number(seconds) === 0 && shell.dialect === 'bash')
      return status(shell, shell.system.isReadable(from) ? 0 : 1);
    shell.push({
      is: 'read',
      descriptor: Number(given.get('u') ?? 0),
      names: [...operands],
      raw: given.has('r'),
      array: given.get('a') ?? null,
      delimiter: given.has('d') ? (given.get('d') || '\0').charAt(0) : '\n',
      count: given.has('n') || given.has('N') ? Number(given.get('n') ?? given.get('N')) : null,
      untilMs: seconds === undefined ? null : shell.system.now + Number(seconds) * 1000,
      lines: false,
      trim: false,
      text: '',
    });
    return undefined;
  },
};

/** How many lines mapfile -C reads between two calls. */
const QUANTUM = 5000;

const mapfile: Builtin = {
  in: ['bash'],
  run(shell, words) {
    const parsed = options(shell, words, 'td:u:n:O:s:c:C:');
    if (parsed === undefined) return undefined;
    shell.push({
      is: 'read',
      descriptor: Number(parsed.given.get('u') ?? 0),
      names: [],
      raw: true,
      array: parsed.operands[0] ?? 'MAPFILE',
      delimiter: parsed.given.has('d') ? (parsed.given.get('d') || '\0').charAt(0) : '\n',
      count: parsed.given.has('n') ? Number(parsed.given.get('n')) : null,
      untilMs: null,
      lines: true,
      trim: parsed.given.has('t'),
      skip: Number(parsed.given.get('s') ?? 0) || 0,
      ...(parsed.given.has('O') ? { origin: Number(parsed.given.get('O')) || 0 } : {}),
      ...(parsed.given.has('C') ? { callback: callbackOf(parsed.given) } : {}),
      text: '',
    });
    return undefined;
  },
};

/** -C, for every -c lines. */
function callbackOf(given: ReadonlyMap<string, string>): ReadFrame['callback'] {
  return {
    command: given.get('C') ?? '',
    quantum: Math.max(1, Number(given.get('c') ?? QUANTUM) || QUANTUM),
  };
}

function status(shell: Shell, code: number): undefined {
  shell.state.status = code;
}

/** Reads byte by byte, so that what comes after the line is left for others. */
export function advanceRead(shell: Shell, frame: ReadFrame): Outcome {
  const { system } = shell;
  for (;;) {
    if (isComplete(frame)) return end(shell, frame, 0);
    if (frame.text.length > LINE_MAX) return end(shell, frame, 1);
    const data = system.read(frame.descriptor, frame.lines ? undefined : 1);
    if (data === AGAIN) {
      if (frame.untilMs !== null && system.now >= frame.untilMs)
        return end(shell, frame, shell.dialect === 'bash' ? 142 : 1);
      return {
        until: { readable: [frame.descriptor], ...(frame.untilMs === null ? {} : { timeMs: frame.untilMs }) },
      };
    }
    if (data.length === 0) return end(shell, frame, frame.lines ? 0 : 1);
    frame.text += binary(data);
  }
}

function isComplete({ lines, text, delimiter, raw, count }: ReadFrame): boolean {
  if (lines) return false;
  if (count !== null && text.length >= count) return true;
  if (!text.endsWith(delimiter)) return false;
  if (raw || delimiter !== '\n') return true;
  const [backslashes = ''] = /\\*$/.exec(text.slice(0, -1)) ?? [];
  return backslashes.length % 2 === 0;
}

function end(shell: Shell, frame: ReadFrame, code: number): undefined {
  shell.pop();
  shell.state.status = code;
  if (frame.lines) {
    storeLines(shell, frame);
    return;
  }
  const line = decode(
    frame.text.endsWith(frame.delimiter) && frame.count === null
      ? frame.text.slice(0, -1)
      : frame.text.replace(/\n$/, ''),
  );
  const { text, escaped } = frame.raw ? { text: line, escaped: new Set<number>() } : unescapeLine(line);
  const separators = variableValue(shell, 'IFS') ?? ' \t\n';
  const isEscaped = (at: number) => escaped.has(at);
  if (frame.array !== null) {
    const fields = splitLine(text, separators, Number.POSITIVE_INFINITY, isEscaped);
    assignArray(
      shell,
      frame.array,
      fields.map((field) => [undefined, field]),
      false,
    );
    return;
  }
  if (frame.names.length === 0) {
    assign(shell, 'REPLY', text);
    return;
  }
  const fields = splitLine(text, separators, frame.names.length, isEscaped);
  frame.names.forEach((name, index) => {
    assign(shell, name, fields[index] ?? '');
  });
}

/** Takes backslashes away: they join lines, and take the meaning from separators. */
function unescapeLine(line: string): { readonly text: string; readonly escaped: ReadonlySet<number> } {
  const escaped = new Set<number>();
  const text: string[] = [];
  for (let at = 0; at < line.length; at++) {
    if (line[at] !== '\\') {
      text.push(line.charAt(at));
      continue;
    }
    const next = line.charAt(++at);
    if (next === '\n' || next === '') continue;
    escaped.add(text.length);
    text.push(next);
  }
  return { text: text.join(''), escaped };
}

function storeLines(shell: Shell, frame: ReadFrame): void {
  const text = decode(frame.text);
  const lines = text.split(frame.delimiter);
  const last = lines.pop() ?? '';
  const stored = lines.map((line) => (frame.trim ? line : line + frame.delimiter));
  if (last !== '') stored.push(last);
  const from = frame.skip ?? 0;
  const all = stored.slice(from);
  const wanted = frame.count === null || frame.count === 0 ? all : all.slice(0, frame.count);
  const { origin } = frame;
  assignArray(
    shell,
    frame.array ?? 'MAPFILE',
    wanted.map((line, at) => [origin === undefined ? undefined : String(origin + at), line]),
    origin !== undefined,
  );
  callBack(shell, frame, wanted);
}

/** The lines are there already when the command is told of them: `COMMAND INDEX LINE`. */
function callBack(shell: Shell, { callback, origin = 0 }: ReadFrame, lines: readonly string[]): void {
  if (callback === undefined) return;
  const { command, quantum } = callback;
  const calls = lines.flatMap((line, at) =>
    (at + 1) % quantum === 0 ? [`${command} ${origin + at} ${singleQuoted(line)}\n`] : [],
  );
  const text = calls.join('');
  shell.push({ is: 'script', kind: 'eval', text, at: 0, line: shell.state.line, unit: null });
}

export const readBuiltins: Readonly<Record<string, Builtin>> = { read, mapfile, readarray: mapfile };

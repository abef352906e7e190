import { bytesOf as packed } from '../../../shell/commands/bytes.ts';
import { change } from '../../heap/change.ts';
import { raiseError } from '../machine/exceptions.ts';
import { iterableItems } from '../machine/iteration.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeFunction, type NativeRun, natives } from '../machine/native.ts';
import { bytes, type FileThing, is, list, type Value } from '../machine/values.ts';
import { utf8 } from './encoding.ts';
import { readFrom, readLineOf } from './file-input.ts';
import { integerArgument, textArgument } from './given.ts';
import { asOptional } from './optional.ts';
import { bytesOf } from './repeated.ts';
import { systemCall } from './system-errors.ts';
import { textLength } from './text.ts';

/** io.DEFAULT_BUFFER_SIZE */
const BUFFER_BYTES = 8192;
/** Bytes that are written for what an instruction takes. */
const BYTES_PER_INSTRUCTION = 64;

function openFile(machine: Machine, given: Value, mode: string): FileThing {
  if (!/^(?=[^rwax]*[rwax][^rwax]*$)[rwaxbt+]+$/.test(mode))
    throw machine.error('ValueError', `invalid mode: '${mode}'`);
  const text = !mode.includes('b');
  if (typeof given === 'number') return fileOf(given, String(given), mode, text, 'block');
  const path = textArgument(machine, machine.pathOf(given), 'path');
  const plus = mode.includes('+');
  const descriptor = systemCall(
    machine,
    () => {
      const opened = machine.system.open(path, {
        read: mode.includes('r') || plus,
        write: !mode.includes('r') || plus,
        append: mode.includes('a'),
        create: !mode.includes('r'),
        truncate: mode.includes('w'),
        exclusive: mode.includes('x'),
      });
      if (machine.system.statDescriptor(opened).type !== 'directory') return opened;
      machine.system.close(opened);
      return -1;
    },
    path,
  );
  if (descriptor < 0)
    throw raiseError(
      'IsADirectoryError',
      [21, 'Is a directory'],
      [
        ['errno', 21],
        ['strerror', 'Is a directory'],
        ['filename', path],
      ],
    );
  // CPython closes a file with its last reference, so that what was written is there in the next line; here references
  // aren't counted, and nothing waits in a buffer.
  return fileOf(descriptor, path, mode, text, 'none');
}

export function fileOf(
  descriptor: number,
  name: string,
  mode: string,
  text: boolean,
  buffering: FileThing['buffering'],
): FileThing {
  return {
    t: 'file',
    descriptor,
    name,
    mode,
    text,
    buffering,
    output: '',
    input: '',
    ended: false,
    closed: false,
  };
}

export function flush(machine: Machine, file: FileThing): void {
  if (file.output === '') return;
  const { output } = file;
  change(file).output = '';
  systemCall(machine, () => machine.system.write(file.descriptor, packed(output)));
}

/** Writes bytes, one character each. */
export function writeTo(machine: Machine, file: FileThing, data: string): void {
  change(file).output += data;
  if (
    file.buffering === 'none' ||
    file.output.length >= BUFFER_BYTES ||
    (file.buffering === 'line' && data.includes('\n'))
  ) {
    flush(machine, file);
  }
}

function own(machine: Machine, self: Value | undefined): FileThing {
  if (!is(self, 'file')) throw machine.error('TypeError', 'a file is needed');
  if (self.closed) throw machine.error('ValueError', 'I/O operation on closed file.');
  return self;
}

function readable(machine: Machine, self: Value | undefined): FileThing {
  const file = own(machine, self);
  if (/[wax]/.test(file.mode) && !file.mode.includes('+')) {
    throw machine.unsupportedOperation('not readable');
  }
  if (file.output !== '') flush(machine, file);
  return file;
}

function close(machine: Machine, file: FileThing): void {
  if (file.closed) return;
  flush(machine, file);
  change(file).closed = true;
  if (file.descriptor > 2) systemCall(machine, () => machine.system.close(file.descriptor));
}

function writable(machine: Machine, self: Value | undefined): FileThing {
  const file = own(machine, self);
  if (file.mode.includes('r') && !file.mode.includes('+')) throw machine.unsupportedOperation('not writable');
  return file;
}

/** What a file is to hold of a text or of bytes: bytes, one character each. */
function writtenBytes(machine: Machine, file: FileThing, data: Value | undefined): string {
  const raw = bytesOf(machine, data);
  if (file.text) {
    if (raw !== undefined) throw machine.error('TypeError', 'write() argument must be str, not bytes');
    return utf8(textArgument(machine, data, 'write() argument'));
  }
  if (raw !== undefined) return raw;
  throw machine.error(
    'TypeError',
    `a bytes-like object is required, not '${machine.typeName(asOptional(data))}'`,
  );
}

const write: NativeRun = (machine, [self, data]) => {
  const file = writable(machine, self);
  const made = writtenBytes(machine, file, data);
  machine.work(made.length / BYTES_PER_INSTRUCTION);
  writeTo(machine, file, made);
  return file.text ? textLength(textArgument(machine, data)) : made.length;
};

const table: Readonly<Record<string, NativeRun | NativeFunction>> = {
  write,
  writelines: {
    drains: [1],
    run: (machine, [self, lines]) => {
      const file = writable(machine, self);
      const items = iterableItems(machine, asOptional(lines));
      const parts = items.map((line) => writtenBytes(machine, file, line));
      const bytes = parts.reduce((sum, part) => sum + part.length, 0);
      machine.allocate(bytes);
      machine.work(parts.length + bytes / BYTES_PER_INSTRUCTION);
      writeTo(machine, file, parts.join(''));
      return null;
    },
  },
  read: (machine, [self, size]) =>
    readFrom(machine, readable(machine, self), integerArgument(machine, size, -1)),
  readline: (machine, [self]) => readLineOf(machine, readable(machine, self)).value,
  readlines: (machine, [self]) => {
    const file = readable(machine, self);
    const all = readFrom(machine, file, -1);
    const text = is(all, 'bytes') ? all.v : typeof all === 'string' ? all : '';
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return list(lines.map((line) => (file.text ? line : bytes(line))));
  },
  flush: (machine, [self]) => {
    flush(machine, own(machine, self));
    return null;
  },
  close: (machine, [self]) => {
    if (is(self, 'file')) close(machine, self);
    return null;
  },
  fileno: (machine, [self]) => own(machine, self).descriptor,
  isatty: (machine, [self]) => machine.system.isTerminal(own(machine, self).descriptor),
  readable: (machine, [self]) => /[r+]/.test(own(machine, self).mode),
  writable: (machine, [self]) => /[wax+]/.test(own(machine, self).mode),
  seekable: () => true,
  seek: (machine, [self, offset, whence]) => {
    const file = own(machine, self);
    flush(machine, file);
    change(file).input = '';
    change(file).ended = false;
    const from = (['set', 'current', 'end'] as const)[integerArgument(machine, whence, 0)] ?? 'set';
    return systemCall(machine, () =>
      machine.system.seek(file.descriptor, integerArgument(machine, offset), from),
    );
  },
  tell: (machine, [self]) => {
    const file = own(machine, self);
    const at = systemCall(machine, () => machine.system.seek(file.descriptor, 0, 'current'));
    return at - file.input.length + file.output.length;
  },
  truncate: (machine, [self, size]) => {
    const file = own(machine, self);
    flush(machine, file);
    const to = integerArgument(machine, size, 0);
    systemCall(machine, () => machine.system.truncate(file.descriptor, to));
    return to;
  },
  reconfigure: (_machine, [self], keywords) => {
    if (is(self, 'file') && keywords.get('line_buffering') === true)
      Object.assign(self, { buffering: 'line' });
    if (is(self, 'file') && keywords.get('write_through') === true)
      Object.assign(self, { buffering: 'none' });
    return null;
  },
  __enter__: (_machine, [self]) => asOptional(self),
  __exit__: (machine, [self]) => {
    if (is(self, 'file')) close(machine, self);
    return false;
  },
  __iter__: (_machine, [self]) => asOptional(self),
  __next__: (machine, [self]) => {
    const line = readLineOf(machine, own(machine, self));
    if (line.length === 0) throw raiseError('StopIteration', []);
    return line.value;
  },
};

const open: NativeRun = (machine, [path, mode], keywords) =>
  openFile(machine, asOptional(path), textArgument(machine, mode ?? keywords.get('mode') ?? 'r'));

/** print(): to a file of its own, or to what `sys.stdout` is now. */
const print: NativeRun = (machine, positional, keywords) => {
  for (const name of keywords.keys()) {
    if (['sep', 'end', 'file', 'flush'].includes(name)) continue;
    throw machine.error('TypeError', `'${name}' is an invalid keyword argument for print()`);
  }
  const option = (name: string, fallback: string) => {
    const value = keywords.get(name);
    return value === undefined || value === null ? fallback : textArgument(machine, value, name);
  };
  const text = positional.map((each) => machine.text(each)).join(option('sep', ' ')) + option('end', '\n');
  const given = keywords.get('file');
  const file =
    given === undefined || given === null ? (machine.module('sys')?.globals.get('stdout') ?? null) : given;
  const flushes = keywords.get('flush') ?? false;
  if (file === null) return null;
  if (is(file, 'file')) {
    if (file.closed) throw machine.error('ValueError', 'I/O operation on closed file.');
    writeTo(machine, file, utf8(text));
    if (machine.truth(flushes)) flush(machine, file);
    return null;
  }
  machine.callMethod(file, 'write', [text]);
  if (machine.truth(flushes)) machine.callMethod(file, 'flush', []);
  return null;
};

/** input(), where the program has put something of its own in the place of sys.stdin. */
function lineOf(machine: Machine, from: Value, out: Value, prompt: Value | undefined): Value {
  if (from === null) throw machine.error('RuntimeError', 'input(): lost sys.stdin');
  if (!is(out, 'file') && prompt !== undefined) machine.callMethod(out, 'write', [machine.text(prompt)]);
  const line = machine.text(machine.callMethod(from, 'readline', []));
  machine.memo = undefined;
  if (line === '') throw machine.error('EOFError', 'EOF when reading a line');
  return line.replace(/\n$/, '');
}

/** input(): its prompt is written once, however often it has to wait. */
const input: NativeRun = (machine, [prompt]) => {
  const sys = machine.module('sys')?.globals;
  const out = sys?.get('stdout');
  const from = sys?.get('stdin');
  if (is(out, 'file') && machine.memo === undefined) {
    if (prompt !== undefined) writeTo(machine, out, utf8(machine.text(prompt)));
    flush(machine, out);
    machine.memo = true;
  }
  if (!is(from, 'file')) return lineOf(machine, asOptional(from), asOptional(out), prompt);
  const { length, value } = readLineOf(machine, from);
  machine.memo = undefined;
  if (length === 0) throw machine.error('EOFError', 'EOF when reading a line');
  return typeof value === 'string' ? value.replace(/\n$/, '') : value;
};

export const fileMethods = [
  ...natives('TextIOWrapper.', table),
  ...natives('BufferedReader.', table),
  ...natives('', { open, print, input }),
];

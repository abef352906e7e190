import { absolutePath } from '../files.ts';
import { operands } from './file-commands.ts';
import {
  blocks,
  commandName,
  exits,
  type Invocation,
  isBusybox,
  type Output,
  option,
  type Program,
} from './program.ts';

/** The most text one command reads; what follows is not looked at. */
const inputLengthMax = 256 * 1024;
/** So many characters of input count as much as running one more command. */
const charactersPerCommand = 64;

export interface Input {
  readonly text: string;
  /** What could not be read, as the command says it. */
  readonly stderr: string;
}

export const cat: Program = (invocation) => {
  const { text, stderr } = input(invocation, operands(invocation));
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: text, stderr });
};

export const head: Program = (invocation) => {
  const count = lineCount(invocation);
  const { text, stderr } = input(invocation, withoutValue(invocation, '-n'));
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: joined(linesOf(text).slice(0, count)), stderr });
};

/** With -f or -F it goes on for ever, printing what is appended. */
export const tail: Program = (invocation) => {
  const { container, argv, atMs, workingDir } = invocation;
  const files = withoutValue(invocation, '-n');
  const { text, stderr } = input(invocation, files);
  const shown = joined(lastLines(text, option(argv, '-n', '--lines') ?? shortCount(argv)));
  const follows = argv.slice(1).some((argument) => /^-\w*[fF]|^--follow/.test(argument));
  if (!follows) return exits(invocation, stderr === '' ? 0 : 1, { stdout: shown, stderr });
  const output: Output[] = [];
  if (stderr !== '') output.push({ atMs, stream: 'stderr', text: stderr });
  if (shown !== '') output.push({ atMs, stream: 'stdout', text: shown });
  for (const file of files) {
    const path = absolutePath(file, workingDir);
    for (const piece of container.files.writtenAfter(path, atMs)) {
      output.push({ atMs: piece.atMs, stream: 'stdout', text: piece.text });
    }
  }
  const nothingToFollow = stderr !== '' && !argv.slice(1).some((argument) => /^-\w*F/.test(argument));
  return nothingToFollow ? exits(invocation, 1, { stderr }) : blocks(output);
};

/** Fixed strings, anchored with ^ and $ where they are: nobody's pattern is run as a regular expression. */
export const grep: Program = (invocation) => {
  const { argv } = invocation;
  const letters = argv
    .slice(1)
    .filter((argument) => /^-[A-Za-z]+$/.test(argument))
    .join('');
  const [first, ...files] = operands(invocation);
  if (first === undefined) {
    return exits(invocation, 2, { stderr: 'Usage: grep [OPTION]... PATTERNS [FILE]...\n' });
  }
  const { text, stderr } = input(invocation, files);
  const fold = (line: string): string => (letters.includes('i') ? line.toLowerCase() : line);
  const matches = linesOf(text).filter((line) => contains(fold(line), fold(first)) !== letters.includes('v'));
  const stdout = letters.includes('q') ? '' : letters.includes('c') ? `${matches.length}\n` : joined(matches);
  return exits(invocation, stderr !== '' ? 2 : matches.length > 0 ? 0 : 1, { stdout, stderr });
};

export const wc: Program = (invocation) => {
  const files = operands(invocation);
  const { text, stderr } = input(invocation, files);
  const counts = { l: text.split('\n').length - 1, w: (text.match(/\S+/g) ?? []).length, c: text.length };
  const letters = (['l', 'w', 'c'] as const).filter((letter) =>
    invocation.argv.some((argument) => argument.startsWith('-') && argument.includes(letter)),
  );
  const shown = (letters.length === 0 ? (['l', 'w', 'c'] as const) : letters).map((letter) => counts[letter]);
  const name = files.length === 1 ? ` ${files[0]}` : '';
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: `${shown.join(' ')}${name}\n`, stderr });
};

export const sort: Program = (invocation) => {
  const { text, stderr } = input(invocation, operands(invocation));
  const sorted = linesOf(text).sort();
  const kept = invocation.argv.includes('-u') ? [...new Set(sorted)] : sorted;
  return exits(invocation, 0, {
    stdout: joined(invocation.argv.includes('-r') ? kept.reverse() : kept),
    stderr,
  });
};

export const uniq: Program = (invocation) => {
  const { text } = input(invocation, operands(invocation));
  const all = linesOf(text);
  return exits(invocation, 0, { stdout: joined(all.filter((line, index) => line !== all[index - 1])) });
};

export const tee: Program = (invocation) => {
  const { container, atMs, workingDir, stdin = '' } = invocation;
  for (const file of operands(invocation)) {
    const path = absolutePath(file, workingDir);
    if (invocation.argv.includes('-a')) container.files.append(path, stdin, atMs);
    else container.files.write(path, stdin, atMs);
  }
  return exits(invocation, 0, { stdout: stdin });
};

export const base64: Program = (invocation) => {
  const { text, stderr } = input(invocation, operands(invocation));
  if (!invocation.argv.some((argument) => /^(?:-d|-D|--decode)$/.test(argument))) {
    const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
    return exits(invocation, 0, { stdout: `${btoa(bytes.join(''))}\n`, stderr });
  }
  const encoded = text.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
    return exits(invocation, 1, { stderr: 'base64: invalid input\n' });
  }
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return exits(invocation, 0, { stdout: new TextDecoder().decode(bytes) });
};

/** The content of the named files, or of the pipe where none is named. */
export function input(invocation: Invocation, files: readonly string[]): Input {
  let text = files.length === 0 ? (invocation.stdin ?? '') : '';
  let stderr = '';
  for (const file of files) {
    if (text.length > inputLengthMax) break;
    const content = readInput(invocation, file);
    if (typeof content === 'string') text += content;
    else stderr += `${commandName(invocation)}: ${describe(invocation, file, content.problem)}\n`;
  }
  invocation.container.effort.commands += Math.floor(text.length / charactersPerCommand);
  return { text: text.slice(0, inputLengthMax), stderr };
}

function readInput(invocation: Invocation, file: string): string | { readonly problem: string } {
  const { container, atMs, workingDir } = invocation;
  if (file === '-') return invocation.stdin ?? '';
  const path = absolutePath(file, workingDir);
  if (path === '/dev/null') return '';
  if (container.files.isDirectory(path, atMs)) return { problem: 'Is a directory' };
  return container.files.read(path, atMs) ?? { problem: 'No such file or directory' };
}

function describe(invocation: Invocation, file: string, problem: string): string {
  if (isBusybox(invocation)) {
    return problem === 'Is a directory' ? `read error: ${problem}` : `can't open '${file}': ${problem}`;
  }
  const name = commandName(invocation);
  return name === 'head' || name === 'tail'
    ? `cannot open '${file}' for reading: ${problem}`
    : `${file}: ${problem}`;
}

/** Operands without the value of an option that takes one. */
function withoutValue(invocation: Invocation, name: string): string[] {
  const { argv } = invocation;
  return operands({ ...invocation, argv: argv.filter((_argument, index) => argv[index - 1] !== name) });
}

function lineCount(invocation: Invocation): number {
  const text = option(invocation.argv, '-n', '--lines') ?? shortCount(invocation.argv) ?? '10';
  return /^\d{1,9}$/.test(text) ? Number(text) : 10;
}

function shortCount(argv: readonly string[]): string | undefined {
  const short = argv.find((argument) => /^-(?:n)?\+?\d{1,9}$/.test(argument));
  return short?.replace(/^-n?/, '');
}

function lastLines(text: string, count = '10'): string[] {
  const all = linesOf(text);
  if (count.startsWith('+')) return all.slice(Math.max(0, Number(count.slice(1)) - 1));
  return Number(count) === 0 ? [] : all.slice(-Number(count));
}

function contains(line: string, pattern: string): boolean {
  const start = pattern.startsWith('^');
  const end = pattern.endsWith('$');
  const text = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return line === text;
  if (start) return line.startsWith(text);
  return end ? line.endsWith(text) : line.includes(text);
}

export function linesOf(text: string): string[] {
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

export function joined(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

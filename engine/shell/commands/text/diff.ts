import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { fail, type Run } from '../command.ts';
import { isBusybox, parseOptions, type Syntax, usageError, usageOnly } from '../options.ts';
import { type SlurpedFile, slurp } from '../slurp.ts';
import { diffLists, type Hunk } from './diff-lines.ts';

const syntax: Syntax = {
  letters: 'uU:qsbwiBaNTtd',
  long: {
    unified: '=?',
    brief: 'q',
    'report-identical-files': 's',
    'ignore-space-change': 'b',
    'ignore-all-space': 'w',
    'ignore-case': 'i',
    'ignore-blank-lines': 'B',
    text: 'a',
    'new-file': 'N',
    color: '=?',
  },
  manual: {
    package: 'GNU diffutils',
    version: '3.8',
    usageExit: 2,
    gnu: '[OPTION]... FILES\nCompare FILES line by line.',
    busybox:
      '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2\n\nCompare files line by line and output the differences between them.\nThis implementation supports unified diffs only.',
  },
};

type DiffOptions = {
  /** Lines of context; null: the normal format. */
  readonly context: number | null;
  readonly brief: boolean;
  readonly reportSame: boolean;
  readonly spaces: 'exact' | 'change' | 'ignore';
  readonly ignoreCase: boolean;
  readonly names: readonly string[];
  readonly times: readonly number[];
};

export const diff: Program = slurp<DiffOptions>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const { operands } = options;
    if (operands.length !== 2) {
      if (isBusybox(system)) throw usageOnly(system, syntax.manual);
      const last = operands.at(-1) ?? 'diff';
      throw usageError(
        system,
        syntax.manual,
        operands.length > 2 ? `extra operand '${operands[2]}'` : `missing operand after '${last}'`,
      );
    }
    const names = pairOf(system, operands);
    const unified = options.has('u') || options.has('U') || options.has('unified') || isBusybox(system);
    return {
      operands: names,
      options: {
        context: unified ? Number(options.value('U') ?? (options.value('unified') || '3')) : null,
        brief: options.has('q'),
        reportSame: options.has('s'),
        spaces: options.has('w') ? 'ignore' : options.has('b') ? 'change' : 'exact',
        ignoreCase: options.has('i'),
        names,
        times: names.map((name) => (name === '-' ? system.now : modified(system, name))),
      },
    };
  },
  answer(run, options, files, failed) {
    if (failed) return 2;
    const [left, right] = options.names.map((name) => files.find((file) => file.name === name));
    return left && right ? compare(run, options, left, right) : 2;
  },
});

/** A folder stands for its file of the other's name. */
function pairOf(system: System, operands: readonly string[]): string[] {
  const folder = (name: string) => {
    try {
      return name !== '-' && system.stat(name).type === 'directory';
    } catch {
      return false;
    }
  };
  const [a = '', b = ''] = operands;
  const base = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  if (folder(a) && folder(b)) throw fail(system, `${a}: Is a directory`, 2);
  if (folder(a)) return [`${a.replace(/\/$/, '')}/${base(b)}`, b];
  return folder(b) ? [a, `${b.replace(/\/$/, '')}/${base(a)}`] : [a, b];
}

function modified(system: System, name: string): number {
  try {
    return system.stat(name).modifiedMs;
  } catch {
    return 0;
  }
}

const unended = '\n\\ No newline at end of file';

function compare(run: Run, options: DiffOptions, left: SlurpedFile, right: SlurpedFile): number {
  const [leftLines, rightLines] = [linesWithEnds(left.text), linesWithEnds(right.text)];
  const normal = (lines: readonly string[]) => lines.map((line) => normalised(options, line));
  const hunks = diffLists(normal(leftLines), normal(rightLines));
  const names = options.names.map(encode);
  if (hunks.length === 0) {
    if (options.reportSame) run.write(`Files ${names[0]} and ${names[1]} are identical\n`);
    return 0;
  }
  if (options.brief) {
    run.write(`Files ${names[0]} and ${names[1]} differ\n`);
    return 1;
  }
  if (left.text.includes('\0') || right.text.includes('\0')) {
    run.write(`Binary files ${names[0]} and ${names[1]} differ\n`);
    return isBusybox(run.system) ? 1 : 2;
  }
  if (options.context === null) for (const hunk of hunks) run.write(normalHunk(hunk, leftLines, rightLines));
  else run.write(unified(run.system, options, hunks, leftLines, rightLines));
  return 1;
}

/** Lines as they are printed: the last one says where it has no line feed. */
function linesWithEnds(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines[lines.length - 1] += unended;
  return lines;
}

function normalised(options: DiffOptions, line: string): string {
  let text = line;
  if (options.spaces === 'ignore') text = text.replace(/[ \t\r]+/g, '');
  if (options.spaces === 'change') text = text.replace(/[ \t\r]+/g, ' ').replace(/ $/, '');
  return options.ignoreCase ? text.toLowerCase() : text;
}

function normalHunk(hunk: Hunk, left: readonly string[], right: readonly string[]): string {
  const range = (from: number, to: number) => (to - from > 1 ? `${from + 1},${to}` : `${to}`);
  const removed = left.slice(hunk.leftFrom, hunk.leftTo).map((line) => `< ${line}\n`);
  const added = right.slice(hunk.rightFrom, hunk.rightTo).map((line) => `> ${line}\n`);
  const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
  const head = `${range(hunk.leftFrom, hunk.leftTo)}${letter}${range(hunk.rightFrom, hunk.rightTo)}\n`;
  return head + removed.join('') + (letter === 'c' ? '---\n' : '') + added.join('');
}

function unified(
  system: System,
  options: DiffOptions,
  hunks: readonly Hunk[],
  left: readonly string[],
  right: readonly string[],
): string {
  const context = options.context ?? 3;
  const stamp = (index: number) => (isBusybox(system) ? '' : `\t${timestamp(options.times[index] ?? 0)}`);
  let out = `--- ${encode(options.names[0] ?? '')}${stamp(0)}\n+++ ${encode(options.names[1] ?? '')}${stamp(1)}\n`;
  for (let index = 0; index < hunks.length; ) {
    const group: Hunk[] = [];
    for (let hunk = hunks[index]; hunk !== undefined; hunk = hunks[index]) {
      const before = group.at(-1);
      if (before !== undefined && hunk.leftFrom - before.leftTo > 2 * context) break;
      group.push(hunk);
      index++;
    }
    out += unifiedGroup(group, context, left, right);
  }
  return out;
}

function unifiedGroup(
  group: readonly Hunk[],
  context: number,
  left: readonly string[],
  right: readonly string[],
): string {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return '';
  const before = Math.min(context, first.leftFrom);
  const end = Math.min(left.length, last.leftTo + context);
  const range = (from: number, count: number) => {
    if (count === 1) return `${from + 1}`;
    return `${count === 0 ? from : from + 1},${count}`;
  };
  const rightEnd = last.rightTo + (end - last.leftTo);
  const leftRange = range(first.leftFrom - before, end - first.leftFrom + before);
  let out = `@@ -${leftRange} +${range(first.rightFrom - before, rightEnd - first.rightFrom + before)} @@\n`;
  let at = first.leftFrom - before;
  const same = (to: number) => {
    for (; at < to; at++) out += ` ${left[at]}\n`;
  };
  for (const hunk of group) {
    same(hunk.leftFrom);
    for (const line of left.slice(hunk.leftFrom, hunk.leftTo)) out += `-${line}\n`;
    for (const line of right.slice(hunk.rightFrom, hunk.rightTo)) out += `+${line}\n`;
    at = hunk.leftTo;
  }
  same(end);
  return out;
}

function timestamp(milliseconds: number): string {
  const [date, time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${date} ${time.replace('Z', '')}000000 +0000`;
}

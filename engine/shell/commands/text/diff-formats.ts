import type { System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { isBusybox } from '../options.ts';
import type { Hunk } from './diff-lines.ts';
import type { DiffOptions, DiffSide } from './diff-options.ts';

/** What is shown of two files that differ. */
export interface Difference {
  readonly system: System;
  readonly options: DiffOptions;
  readonly hunks: readonly Hunk[];
  /** Lines as they are printed: the last one says where it has no line feed. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly sides: readonly [DiffSide, DiffSide];
}

const TAB = 8;

export function differenceText(difference: Difference): string {
  const { format } = difference.options;
  if (format === 'normal') return difference.hunks.map((hunk) => normalHunk(difference, hunk)).join('');
  if (format === 'side by side') return sideBySide(difference);
  return heads(difference) + groups(difference, format === 'unified' ? unifiedGroup : contextGroup);
}

function normalHunk({ left, right }: Difference, hunk: Hunk): string {
  const range = (from: number, to: number) => (to - from > 1 ? `${from + 1},${to}` : `${to}`);
  const removed = left.slice(hunk.leftFrom, hunk.leftTo).map((line) => `< ${line}\n`);
  const added = right.slice(hunk.rightFrom, hunk.rightTo).map((line) => `> ${line}\n`);
  const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
  const head = `${range(hunk.leftFrom, hunk.leftTo)}${letter}${range(hunk.rightFrom, hunk.rightTo)}\n`;
  return head + removed.join('') + (letter === 'c' ? '---\n' : '') + added.join('');
}

/** The two lines that name the files, with when they were changed. */
function heads({ system, options, sides }: Difference): string {
  const marks = options.format === 'unified' ? ['---', '+++'] : ['***', '---'];
  return sides
    .map(({ name, modifiedMs }, index) => {
      const label = options.labels[index];
      if (label !== undefined) return `${marks[index]} ${encode(label)}\n`;
      return `${marks[index]} ${encode(name)}${isBusybox(system) ? '' : `\t${timestamp(modifiedMs)}`}\n`;
    })
    .join('');
}

/** Hunks that are so near each other that their context meets are shown together. */
function groups(
  difference: Difference,
  show: (difference: Difference, group: readonly Hunk[], first: Hunk, last: Hunk) => string,
): string {
  const { hunks, options } = difference;
  let out = '';
  for (let index = 0; index < hunks.length; ) {
    const group: Hunk[] = [];
    for (let hunk = hunks[index]; hunk !== undefined; hunk = hunks[index]) {
      const before = group.at(-1);
      if (before !== undefined && hunk.leftFrom - before.leftTo > 2 * options.context) break;
      group.push(hunk);
      index++;
    }
    const [first, last] = [group[0], group.at(-1)];
    if (first !== undefined && last !== undefined) out += show(difference, group, first, last);
  }
  return out;
}

function unifiedGroup(
  { left, right, options: { context } }: Difference,
  group: readonly Hunk[],
  first: Hunk,
  last: Hunk,
): string {
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

function contextGroup(
  { left, right, options: { context } }: Difference,
  group: readonly Hunk[],
  first: Hunk,
  last: Hunk,
): string {
  const range = (from: number, to: number) => (to - from > 1 ? `${from + 1},${to}` : `${to}`);
  const part = (
    lines: readonly string[],
    ends: (hunk: Hunk) => readonly [number, number],
    others: (hunk: Hunk) => number,
    mark: string,
  ) => {
    const start = Math.max(0, ends(first)[0] - context);
    const end = Math.min(lines.length, ends(last)[1] + context);
    let out = '';
    let at = start;
    let shown = false;
    for (const hunk of group) {
      const [from, to] = ends(hunk);
      for (; at < from; at++) out += `  ${lines[at]}\n`;
      for (; at < to; at++) out += `${others(hunk) > 0 ? '!' : mark} ${lines[at]}\n`;
      shown ||= to > from;
    }
    for (; at < end; at++) out += `  ${lines[at]}\n`;
    return [range(start, end), shown ? out : ''] as const;
  };
  const [leftRange, leftText] = part(
    left,
    (hunk) => [hunk.leftFrom, hunk.leftTo],
    (hunk) => hunk.rightTo - hunk.rightFrom,
    '-',
  );
  const [rightRange, rightText] = part(
    right,
    (hunk) => [hunk.rightFrom, hunk.rightTo],
    (hunk) => hunk.leftTo - hunk.leftFrom,
    '+',
  );
  return `***************\n*** ${leftRange} ****\n${leftText}--- ${rightRange} ----\n${rightText}`;
}

/** Both files beside each other, with a sign between the lines that differ. */
function sideBySide({ left, right, hunks, options }: Difference): string {
  const { width } = options;
  const second = Math.floor((width + TAB + 3) / (2 * TAB)) * TAB;
  const half = Math.max(0, Math.min(second - 3, width - second));
  const row = (leftLine: string | undefined, sign: string, rightLine: string | undefined) => {
    let out = (leftLine ?? '').slice(0, half);
    let at = out.length;
    if (sign !== ' ') {
      const place = Math.floor((half + second - 1) / 2);
      out += blanks(at, place) + sign;
      at = place + 1;
    }
    if (rightLine !== undefined) {
      const shown = rightLine.slice(0, half);
      if (shown !== '' || sign === ' ') out += (shown === '' ? '' : blanks(at, second)) + shown;
    }
    return `${out}\n`;
  };
  let out = '';
  let at = 0;
  let rightAt = 0;
  const same = (to: number) => {
    for (; at < to; at++) {
      if (!options.onlyChanges) out += row(left[at], ' ', right[rightAt]);
      rightAt++;
    }
  };
  for (const hunk of hunks) {
    same(hunk.leftFrom);
    for (; at < hunk.leftTo && rightAt < hunk.rightTo; at++) out += row(left[at], '|', right[rightAt++]);
    for (; at < hunk.leftTo; at++) out += row(left[at], '<', undefined);
    for (; rightAt < hunk.rightTo; rightAt++) out += row(undefined, '>', right[rightAt]);
  }
  same(left.length);
  return out;
}

/** Tabs and spaces from one column to another. */
function blanks(from: number, to: number): string {
  let at = from;
  let out = '';
  for (let tab = at + TAB - (at % TAB); tab <= to; tab += TAB) {
    out += '\t';
    at = tab;
  }
  return out + ' '.repeat(Math.max(0, to - at));
}

function timestamp(milliseconds: number): string {
  const [date, time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${date} ${time.replace('Z', '')}000000 +0000`;
}

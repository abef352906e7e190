import type { System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { differenceText } from './diff-formats.ts';
import { diffLists } from './diff-lines.ts';
import type { DiffOptions, DiffSide } from './diff-options.ts';

const unended = '\n\\ No newline at end of file';

/** What diff prints of two texts, and its exit code. */
export function comparedFiles(
  system: System,
  options: DiffOptions,
  sides: readonly [DiffSide, DiffSide],
  leftText: string,
  rightText: string,
): { readonly text: string; readonly code: number } {
  const [left, right] = [linesWithEnds(leftText), linesWithEnds(rightText)];
  const normal = (lines: readonly string[]) => lines.map((line) => normalised(options, line));
  const isBlank = (line: string | undefined) => line === '' || line === unended;
  const hunks = diffLists(normal(left), normal(right)).filter(
    (hunk) =>
      !options.ignoreBlank ||
      ![...left.slice(hunk.leftFrom, hunk.leftTo), ...right.slice(hunk.rightFrom, hunk.rightTo)].every(
        isBlank,
      ),
  );
  const [a, b] = sides.map(({ name }) => encode(name));
  const shown = { system, options, hunks, left, right, sides };
  if (hunks.length === 0)
    return { text: options.format === 'side by side' ? differenceText(shown) : '', code: 0 };
  if (options.brief) return { text: `Files ${a} and ${b} differ\n`, code: 1 };
  if (!options.text && (leftText.includes('\0') || rightText.includes('\0')))
    return { text: `Binary files ${a} and ${b} differ\n`, code: 1 };
  return { text: differenceText(shown), code: 1 };
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
  if (options.spaces === 'end') text = text.trimEnd();
  return options.ignoreCase ? text.toLowerCase() : text;
}

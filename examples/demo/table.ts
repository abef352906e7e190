import { styleText } from 'node:util';
import type { Schemas } from '../../api/client/index.ts';

export interface Graded {
  readonly student: string;
  readonly report: Schemas['Report'];
  /** Wall time of the request. */
  readonly ms: number;
}

const COLUMNS = { student: 8, score: 5, time: 7, failed: 21, why: 54 };
/** Causes that are shown of one student, and lines of one cause. */
const CAUSES_MAX = 3;
const LINES_MAX = 4;

type Colour = 'green' | 'yellow' | 'red' | 'dim';

/** Colours only where a terminal shows them, and NO_COLOR doesn't forbid them. */
function coloured(colour: Colour, text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}

/** How much of a word that is too long goes onto a line: up to a dot, as paths have them, if there is one. */
function breakOf(word: string, width: number): number {
  const dot = word.lastIndexOf('.', width - 1);
  return dot > width / 2 ? dot + 1 : width;
}

/** Cuts a text into lines. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (rest.length > width) {
      const end = breakOf(rest, width);
      lines.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    line = rest;
  }
  return [...lines, line];
}

function limited(lines: readonly string[], width: number): readonly string[] {
  if (lines.length <= LINES_MAX) return lines;
  const last = lines[LINES_MAX - 1] ?? '';
  return [...lines.slice(0, LINES_MAX - 1), `${last.slice(0, width - 2)} …`];
}

/** Words that a table can do without; the report has them. */
const OMITTED: readonly (readonly [RegExp, string])[] = [
  [/^pod\/\S+: container /, 'container '],
  [/: \w+ in version "\S+" cannot be handled as a \w+:/, ':'],
  [/: error parsing \S+ error converting YAML to JSON:/, ':'],
  [/: resource mapping not found for .* no matches for/, ': no matches for'],
  [/: failed to create containerd task: .*: exec:/, ': exec:'],
  [/ Invalid value: v1\.LabelSelector\{.*\}:/, ''],
  [/ preemption: .*/, ''],
  [/ failed to pull and unpack image .*: pull access denied,/, ' pull access denied,'],
];

/** What the report gives as the reason: what was seen, and what the log or an event adds to it. */
function causeOf({ message = '', evidence = [] }: Schemas['CheckResult']): string {
  const [first = message, second = ''] = evidence;
  const whole = /^(?:log of|event:) /.test(second) ? `${first}; ${second}` : first;
  return OMITTED.reduce((text, [words, instead]) => text.replace(words, instead), whole);
}

interface Cause {
  readonly why: string;
  readonly checks: readonly string[];
}

/** The failed checks, together where they failed for the same reason. */
function causesOf({ checks }: Schemas['Report']): readonly Cause[] {
  const byCause = new Map<string, string[]>();
  for (const check of checks) {
    if (check.passed) continue;
    const why = causeOf(check);
    byCause.set(why, [...(byCause.get(why) ?? []), check.id]);
  }
  // What was refused explains more than what is missing because of it.
  const causes = [...byCause]
    .map(([why, ids]) => ({ why, checks: ids }))
    .sort((a, b) => Number(b.why.includes(' was refused:')) - Number(a.why.includes(' was refused:')));
  if (causes.length <= CAUSES_MAX) return causes;
  const rest = causes.slice(CAUSES_MAX - 1).flatMap((cause) => cause.checks);
  return [...causes.slice(0, CAUSES_MAX - 1), { why: '', checks: [`and ${rest.length} more`] }];
}

function scoreColour({ score, maxScore }: Schemas['Report']): Colour {
  if (score === maxScore) return 'green';
  return score >= maxScore / 2 ? 'yellow' : 'red';
}

function row(student: string, score: string, time: string, failed: string, why: string): string {
  return [
    student.padEnd(COLUMNS.student),
    score.padEnd(COLUMNS.score),
    time.padStart(COLUMNS.time),
    failed.padEnd(COLUMNS.failed),
    why,
  ]
    .join(' ')
    .trimEnd();
}

export function heading(): string {
  return coloured('dim', row('STUDENT', 'SCORE', 'TIME', 'FAILED CHECKS', 'WHY'));
}

/** One student's part of the table: a line per failed check, or as many as the reasons take. */
export function studentRows({ student, report, ms }: Graded): string {
  const score = `${String(report.score).padStart(2)}/${report.maxScore}`;
  const cells = causesOf(report).flatMap(({ why, checks }) => {
    const left = wrap(checks.join(', '), COLUMNS.failed);
    const right = limited(wrap(why, COLUMNS.why), COLUMNS.why);
    const height = Math.max(left.length, right.length);
    return Array.from({ length: height }, (_, line) => [left[line] ?? '', right[line] ?? ''] as const);
  });
  const [first = ['', ''] as const, ...others] = cells;
  const head = row(student, score, `${Math.round(ms)} ms`, ...first);
  const tinted = head.replace(score, coloured(scoreColour(report), score));
  return [tinted, ...others.map(([left, right]) => row('', '', '', left, right))].join('\n');
}

import { Expansion } from './expand.ts';
import type { ExpandedAssignment, Invocation } from './invocation.ts';
import { quotedIfNeeded, quotedWord, singleQuoted } from './quoting.ts';
import { Replay, Suspended } from './replay.ts';
import type { Shell } from './shell-process.ts';
import { parseText } from './syntax/parser.ts';
import { ShellSyntaxError } from './syntax/syntax-error.ts';
import { variableValue } from './variables.ts';

const SPECIAL_IN_BASH = /[\s'"\\|&;()<>!{}*[\]?^$`]|^[~#]/;

/** What `set -x` shows of a command that is about to run. */
export function trace(shell: Shell, { words, assignments, declared }: Invocation): void {
  if (!shell.option('x')) return;
  const shown = [
    ...assignments.map((each) => assignmentText(shell, each)),
    ...words.map((word) => traced(shell, word)),
    ...declared.map((each) => assignmentText(shell, each)),
  ];
  print(shell, shown.join(' '));
}

/** What bash shows of compound commands; the other shells show none. */
export function traceCompound(shell: Shell, text: () => string): void {
  if (shell.dialect === 'bash' && shell.option('x')) print(shell, text());
}

function print(shell: Shell, text: string): void {
  shell.raw(`${prefix(shell)}${text}\n`);
}

/** PS4, whose first character bash repeats for each level of evaluation. */
function prefix(shell: Shell): string {
  const text = variableValue(shell, 'PS4') ?? '+ ';
  const expanded = /[$`\\]/.test(text) ? expandedPrompt(shell, text) : text;
  if (shell.dialect !== 'bash') return expanded;
  const inner = shell.state.frames.filter(
    (frame) => frame.is === 'script' && (frame.kind === 'eval' || frame.kind === 'source'),
  );
  return expanded.charAt(0).repeat(shell.state.level + inner.length) + expanded;
}

/** Without the commands in it: those would be traced themselves. */
function expandedPrompt(shell: Shell, text: string): string {
  try {
    return new Expansion(shell, new Replay([])).single(parseText(text, shell.dialect));
  } catch (error) {
    if (error instanceof ShellSyntaxError || error instanceof Suspended) return text;
    throw error;
  }
}

export function traced(shell: Shell, word: string): string {
  if (shell.dialect === 'dash' || (shell.dialect === 'ash' && word === '')) return word;
  if (shell.dialect === 'ash') return quotedIfNeeded(word, 'ash');
  if (word === '') return "''";
  if (SPECIAL_IN_BASH.test(word)) return singleQuoted(word);
  return /\p{Cc}/u.test(word) ? quotedWord(word, 'bash') : word;
}

function assignmentText(shell: Shell, { name, index, append, value }: ExpandedAssignment): string {
  const place = index === undefined ? '' : `[${index}]`;
  const shown = typeof value === 'string' ? assignedText(shell, value) : arrayText(shell, value);
  return `${name}${place}${append ? '+' : ''}=${shown}`;
}

function assignedText(shell: Shell, value: string): string {
  return value === '' ? '' : traced(shell, value);
}

function arrayText(shell: Shell, value: Exclude<ExpandedAssignment['value'], string>): string {
  const elements = value.map(([index, each]) => {
    const shown = traced(shell, each);
    return index === undefined ? shown : `[${index}]=${shown}`;
  });
  return `(${elements.join(' ')})`;
}

import { sourceNow, sourceOfText } from './call-stack.ts';
import type { ScriptFrame } from './frame-kinds.ts';
import { exitShell, finish, pushList, releaseUnit, unwindTo } from './frames.ts';
import { syntaxLines } from './messages.ts';
import { rememberUnit, unitAt } from './parse-cache.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { parseUnit, type Unit } from './syntax/parser.ts';
import { ShellSyntaxError } from './syntax/syntax-error.ts';
import { entriesOf } from './table.ts';

/** Runs the next complete command of a script. */
export function advanceScript(shell: Shell, frame: ScriptFrame): Outcome {
  forgetUnit(shell, frame);
  let unit: Unit | undefined;
  try {
    const aliases = aliasesOf(shell);
    unit =
      aliases.size === 0
        ? unitAt(frame.text, frame.at, shell.dialect)
        : parseUnit(frame.text, frame.at, shell.dialect, aliases);
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    rejectScript(shell, frame, error);
    return undefined;
  }
  if (unit === undefined) {
    finish(shell);
    return undefined;
  }
  const start = frame.line + unit.line;
  frame.line += linesIn(frame.text, frame.at, unit.end);
  frame.at = unit.end;
  startUnit(shell, frame, unit, start);
  return undefined;
}

export function aliasesOf(shell: Shell): ReadonlyMap<string, string> {
  const expands = shell.dialect !== 'bash' || shell.state.interactive || shell.setting('expand_aliases');
  return new Map(expands ? entriesOf(shell.state.aliases) : []);
}

export function startUnit(shell: Shell, frame: ScriptFrame, unit: Unit, line: number): void {
  const { state } = shell;
  if (shell.option('v')) shell.raw(unit.text.endsWith('\n') ? unit.text : `${unit.text}\n`);
  if (shell.option('n') && !state.interactive) return;
  const id = state.nextUnit++;
  state.units[id] = { text: unit.text, line, source: sourceNow(shell) ?? sourceOfText(shell) };
  warnOfEnd(shell, unit, line);
  rememberUnit(unit, shell.dialect);
  frame.unit = id;
  shell.count();
  pushList(shell, id, unit.root);
}

/** A here-document that the script's end has ended. @param first the line of the unit */
function warnOfEnd(shell: Shell, { line, text, unfinished }: Unit, first: number): void {
  if (shell.dialect !== 'bash' || unfinished === undefined) return;
  const last = first + linesIn(text, 0, text.length - 1);
  shell.raw(
    `${shell.scriptName}: line ${last}: warning: here-document at line ${first - line + unfinished.line} delimited by end-of-file (wanted \`${unfinished.delimiter}')\n`,
  );
}

export function forgetUnit(shell: Shell, frame: ScriptFrame): void {
  if (frame.unit === null) return;
  const { unit } = frame;
  frame.unit = null;
  releaseUnit(shell, unit);
}

export function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** A script that isn't understood: the shell ends, or what had called for the script goes on without it. */
function rejectScript(shell: Shell, frame: ScriptFrame, error: ShellSyntaxError): void {
  tellSyntaxError(shell, error, frame.line + error.line + linesToEnd(shell, error), frame.kind);
  shell.state.status = 2;
  if (frame.kind === 'main' || frame.kind === 'capture') {
    exitShell(
      shell,
      shell.dialect === 'bash' && shell.state.reads === 'argument' && frame.kind === 'capture' ? 1 : 2,
    );
  } else if (shell.dialect === 'bash') {
    finish(shell);
  } else if (
    !unwindTo(shell, (each) => each.is === 'script' && each.kind === 'input' && shell.state.interactive)
  ) {
    shell.state.status = 2;
  }
}

/** bash sees the end of a script in a line of its own. */
function linesToEnd({ dialect }: Shell, { trouble, endsInLine }: ShellSyntaxError): number {
  const atEnd =
    (trouble.kind === 'unexpected' && trouble.token === 'end') ||
    (trouble.kind === 'unclosed' && trouble.text === ')');
  return dialect === 'bash' && atEnd && endsInLine ? 1 : 0;
}

export function tellSyntaxError(
  shell: Shell,
  error: ShellSyntaxError,
  line: number,
  kind: ScriptFrame['kind'],
): void {
  const { reads, interactive } = shell.state;
  const name = shell.scriptName;
  const inside = kind === 'eval' ? 'eval' : kind === 'capture' ? 'command substitution' : undefined;
  const place = {
    name,
    reads: kind === 'source' ? ('file' as const) : reads,
    interactive,
    ...(inside === undefined ? {} : { inside }),
  };
  shell.raw(syntaxLines(shell.dialect, error, place, line));
}

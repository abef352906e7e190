import { invalidParameter } from '../../docker-error.ts';
import { endsHeredoc, type Heredoc, heredocsOf } from './heredocs.ts';

/** An instruction with its continuation lines joined. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

export interface Lines {
  readonly lines: readonly Line[];
  /** Instructions with empty lines between their parts. */
  readonly interrupted: readonly string[];
  /** The escape character: a backslash, or what `# escape=` says. */
  readonly escapeWith: string;
}

const DIRECTIVE = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(\S.*?)[ \t]*$/;

/** @param name of the Dockerfile @throws DockerError */
export function linesOf(text: string, name: string): Lines {
  const raw = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escapeWith = escapeOf(raw, name);
  const lines: Line[] = [];
  const interrupted: string[] = [];
  let begun: { readonly number: number; text: string; isInterrupted: boolean } | undefined;
  let heredocs: Heredoc[] = [];
  const end = ({ number, text, isInterrupted }: NonNullable<typeof begun>) => {
    lines.push({ number, text: text.trim() });
    heredocs = heredocsOf(text.trim());
    if (isInterrupted) interrupted.push(text);
  };
  for (const [index, whole] of raw.entries()) {
    const [heredoc] = heredocs;
    if (heredoc !== undefined) {
      if (endsHeredoc(whole, heredoc)) heredocs.shift();
      continue;
    }
    const trimmed = whole.trim();
    if (trimmed === '' && begun !== undefined) begun.isInterrupted = true;
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const line = begun === undefined ? whole.trimStart() : whole;
    const kept = withoutContinuation(line, escapeWith);
    begun ??= { number: index + 1, text: '', isInterrupted: false };
    begun.text += kept ?? line;
    if (kept !== undefined) continue;
    end(begun);
    begun = undefined;
  }
  if (begun !== undefined && begun.text.trim() !== '') end(begun);
  if (heredocs.length > 0) throw syntaxError(name, 'unterminated heredoc');
  if (lines.length === 0) throw syntaxError(name, 'file with no instructions');
  return { lines, interrupted, escapeWith };
}

export function parseError(line: number, message: string) {
  return invalidParameter(`dockerfile parse error on line ${line}: ${message}`);
}

/** What is found before any instruction is understood. @param name of the Dockerfile */
export function syntaxError(name: string, message: string) {
  return invalidParameter(`failed to parse ${name}: ${message}`);
}

/** Directives stand before everything else. */
function escapeOf(lines: readonly string[], dockerfile: string): string {
  const seen = new Set<string>();
  for (const line of lines) {
    const [, name = '', value = ''] = DIRECTIVE.exec(line.trim()) ?? [];
    const directive = name.toLowerCase();
    if (!['escape', 'syntax', 'check'].includes(directive)) break;
    if (seen.has(directive))
      throw syntaxError(dockerfile, `only one ${directive} parser directive can be used`);
    seen.add(directive);
    if (directive !== 'escape') continue;
    if (value !== '\\' && value !== '`') {
      throw syntaxError(dockerfile, `invalid escape token '${value}' does not match \` or \\`);
    }
    return value;
  }
  return '\\';
}

/** The line without the escape character at its end; undefined: it has none. */
function withoutContinuation(line: string, escapeWith: string): string | undefined {
  const end = line.trimEnd();
  return end.endsWith(escapeWith) ? end.slice(0, -1) : undefined;
}

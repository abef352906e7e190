import { invalidParameter } from '../../docker-error.ts';

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
const HEREDOC = /^(?:RUN|COPY|ADD)\b.*<<-?\s*['"]?[a-zA-Z_]/i;

/** @throws DockerError */
export function linesOf(text: string): Lines {
  const raw = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escapeWith = escapeOf(raw);
  const lines: Line[] = [];
  const interrupted: string[] = [];
  let begun: { readonly number: number; text: string; isInterrupted: boolean } | undefined;
  const end = ({ number, text, isInterrupted }: NonNullable<typeof begun>) => {
    lines.push({ number, text: text.trim() });
    if (isInterrupted) interrupted.push(text);
  };
  for (const [index, whole] of raw.entries()) {
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
  if (lines.length === 0) throw invalidParameter('file with no instructions');
  const heredoc = lines.find((line) => HEREDOC.test(line.text));
  if (heredoc !== undefined) {
    throw parseError(heredoc.number, 'here-documents require BuildKit');
  }
  return { lines, interrupted, escapeWith };
}

export function parseError(line: number, message: string) {
  return invalidParameter(`dockerfile parse error on line ${line}: ${message}`);
}

/** Directives stand before everything else. */
function escapeOf(lines: readonly string[]): string {
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = DIRECTIVE.exec(line.trim()) ?? [];
    const directive = name.toLowerCase();
    if (!['escape', 'syntax', 'check'].includes(directive)) break;
    if (seen.has(directive))
      throw parseError(index + 1, `only one ${directive} parser directive can be used`);
    seen.add(directive);
    if (directive !== 'escape') continue;
    if (value !== '\\' && value !== '`') {
      throw parseError(index + 1, `invalid escape token '${value}' does not match \` or \\`);
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

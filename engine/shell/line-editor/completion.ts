import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell-process.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { textWidth } from './layout.ts';
import type { Line } from './line.ts';
import { commonStart } from './view.ts';
import { targetAt } from './word-at-cursor.ts';

const SPECIAL: Readonly<Record<'bash' | 'ash', RegExp>> = {
  bash: /[\s"\\'@<>=;|&()#$`?*[!:{~]/g,
  ash: /[ `'"\\#$~?*[{()&;|<>]/g,
};

/** What Tab does to a line. */
export interface Completion {
  readonly line: Line;
  readonly candidates: readonly Candidate[];
}

export function complete(shell: Shell, { text, cursor }: Line): Completion {
  const { dialect } = shell;
  const target = targetAt(text, cursor, dialect);
  const candidates = candidatesFor(shell, target);
  const [first] = candidates;
  if (first === undefined) return { line: { text, cursor }, candidates };
  const slash = target.kind === 'variable' ? 0 : target.word.lastIndexOf('/') + 1;
  const folder = target.word.slice(0, slash);
  let shared = first.name;
  for (const { name } of candidates) shared = shared.slice(0, commonStart(shared, name));
  const isOnly = candidates.length === 1;
  const written = (part: string) => quoted(part, dialect, target.quote);
  let name = (folder.startsWith('~') ? folder : written(folder)) + written(shared);
  if (isOnly && first.folder) name += '/';
  else if (isOnly) name += ending(text.charAt(cursor), target.quote, dialect);
  const start = text.slice(0, target.start);
  return {
    line: { text: start + name + text.slice(cursor), cursor: start.length + name.length },
    candidates,
  };
}

function quoted(part: string, dialect: Dialect, quote: string): string {
  if (quote === "'") return part;
  if (quote === '"') return part.replace(/["\\$`]/g, '\\$&');
  return part.replace(SPECIAL[dialect === 'bash' ? 'bash' : 'ash'], '\\$&');
}

function ending(after: string, quote: string, dialect: Dialect): string {
  const closing = dialect === 'bash' && after !== quote ? quote : '';
  return closing + (after === ' ' && dialect === 'bash' ? '' : ' ');
}

/** The candidates in columns, down each before the next, as the shell lays them out. */
export function inColumns(candidates: readonly Candidate[], columns: number, dialect: Dialect): string[] {
  const shown = candidates.map(({ name, folder }) => name + (folder ? '/' : ''));
  const measured = dialect === 'bash' ? candidates.map(({ name }) => name) : shown;
  const width = Math.max(...measured.map(textWidth)) + 2;
  const exact = dialect === 'bash' && width * Math.floor(columns / width) === columns ? 1 : 0;
  const across = Math.max(1, Math.floor(columns / width) - exact);
  const rows = Math.ceil(shown.length / across);
  const padded = (name: string) => name + ' '.repeat(Math.max(0, width - textWidth(name)));
  return Array.from({ length: rows }, (_, row) => {
    const names = shown.filter((_name, at) => at % rows === row);
    const last = dialect === 'bash' ? across - 1 : names.length - 1;
    return names.map((name, at) => (at < last ? padded(name) : name)).join('');
  });
}

import { Quit } from '../../shell/commands/options.ts';

const WIDTH_MIN = 10;
const SPACE = 3;

/** Columns as Go's tabwriter sets them: ten characters at least, three of them between. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) =>
    all.reduce((most, row) => Math.max(most, [...(row[column] ?? '')].length + SPACE), WIDTH_MIN),
  );
  return all
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - [...cell].length),
      );
      return `${cells.join('')}\n`;
    })
    .join('');
}

/** `4.4MB`: go-units' HumanSize with three digits. */
export function humanSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))}${units[unit]}`;
}

/** Of Go's templates what scripts use most: `{{.State.Status}}`, `{{json .}}`. @throws Quit where there is more */
export function filledIn(template: string, facts: unknown): string {
  if (template === 'json') return JSON.stringify(facts);
  const escapes: Readonly<Record<string, string>> = { '\\t': '\t', '\\n': '\n' };
  return template
    .replaceAll(/\\[tn]/g, (escaped) => escapes[escaped] ?? escaped)
    .replaceAll(/\{\{([^{}]*)\}\}/g, (whole, inner: string) => {
      const [, json, path] = /^\s*(json\s+)?\.([\w.]*)\s*$/.exec(inner) ?? [];
      if (path === undefined) {
        throw new Quit(`docker: ${whole} in a format is not part of the simulation\n`, 1);
      }
      const value = path === '' ? facts : path.split('.').reduce(member, facts);
      if (value === undefined) {
        throw new Quit(
          `template parsing error: template: :1:2: executing "" at <.${path}>: map has no entry for key "${path.split('.').pop()}"\n`,
          1,
        );
      }
      return json !== undefined || (typeof value === 'object' && value !== null)
        ? JSON.stringify(value)
        : String(value);
    });
}

/** The value of a key of what came as JSON. */
export function member(of: unknown, key: string): unknown {
  return Object.entries(Object(of)).find(([each]) => each === key)?.[1];
}

export function text(of: unknown, key: string): string {
  const value = member(of, key);
  return value === undefined || value === null ? '' : String(value);
}

/** More than that no daemon of ours tells of. */
const LENGTH_MAX = 10_000;

export function list(of: unknown): readonly unknown[] {
  return Array.isArray(of) ? of.slice(0, LENGTH_MAX) : [];
}

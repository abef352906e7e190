/** What was measured, against a baseline taken in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: string;
  /** What the value is a ratio to, and the ratio. */
  readonly baseline?: { readonly name: string; readonly ratio: number };
}

/** Milliseconds that a call takes. */
export async function timed(call: () => unknown): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/** The times of many calls, one after the other, in ms, ascending. */
export async function times(count: number, call: (index: number) => unknown): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index++) all.push(await timed(() => call(index)));
  return all.sort((a, b) => a - b);
}

/** @param sorted ascending @param fraction 0.5 for the median */
export function percentile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function print(figures: readonly Figure[]): void {
  const rows = figures.map(({ what, value, unit, aim, baseline }) => [
    what,
    `${shown(value)} ${unit}`,
    aim ?? '',
    baseline === undefined ? '' : `${shown(baseline.ratio)} × ${baseline.name}`,
  ]);
  const head = ['what', 'measured', 'aim', 'as a ratio'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of [head, ...rows]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

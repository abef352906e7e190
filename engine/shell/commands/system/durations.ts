const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1`, `0.5`, `2m`, `1h`, as sleep and timeout take it; undefined: it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === 'infinity' || text === 'inf') return Number.POSITIVE_INFINITY;
  const match = /^(\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (unitMs[match[2] || 's'] ?? 1000);
}

let lastSecond = Number.NaN;
let lastText = '';

/** metav1.Time on the wire: RFC 3339 in UTC, whole seconds. Many are asked for in the same second. */
export function rfc3339(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    lastText = `${new Date(ms).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}

/** metav1.MicroTime on the wire. */
export function rfc3339Micro(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000Z`;
}

/** Milliseconds of a wire time; NaN where it isn't one. */
export function parseTime(text: string | null | undefined): number {
  if (text === undefined || text === null) return Number.NaN;
  // Most that is parsed was written a moment ago.
  return text === lastText ? lastSecond * 1000 : Date.parse(text);
}

/** Whether a text matches a shell pattern of `*`, `?` and plain characters. Linear memory, no backtracking blow-up. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  let star = -1;
  let retry = 0;
  while (inText < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      retry = inText;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[inText])) {
      at++;
      inText++;
    } else if (star >= 0) {
      at = star + 1;
      inText = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** The text without the part at its start (`#`) or end (`%`) that matches; doubled: the longest such part. */
export function withoutMatch(text: string, operator: string, pattern: string): string {
  const fromStart = operator.startsWith('#');
  const longest = operator.length === 2;
  for (let step = 0; step <= text.length; step++) {
    const length = longest ? text.length - step : step;
    const part = fromStart ? text.slice(0, length) : text.slice(text.length - length);
    if (matches(pattern, part)) return fromStart ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

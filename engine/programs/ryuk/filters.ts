/** What the daemon's lists are asked for: `{"label":{"a=b":true}}`, as text. */
export type Filter = string;

/** How a client's line is read: a query, `label=a%3Db&name=c`. @returns its parts by name, or why it makes no sense */
export function parseQuery(
  line: string,
): ReadonlyMap<string, readonly string[]> | { readonly error: string } {
  const found = new Map<string, string[]>();
  for (const part of line.split('&')) {
    if (part === '') continue;
    if (part.includes(';')) return { error: 'invalid semicolon separator in query' };
    const equals = part.indexOf('=');
    const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    const [key, text] = [unescaped(name), unescaped(value)];
    if (typeof key !== 'string') return key;
    if (typeof text !== 'string') return text;
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
}

/** The same filter has the same text, in whatever order its parts came. */
export function filterOf(parts: ReadonlyMap<string, readonly string[]>): Filter {
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    Object.fromEntries(
      sorted.map(([name, values]) => [
        name,
        Object.fromEntries([...values].sort().map((each) => [each, true])),
      ]),
    ),
  );
}

function unescaped(text: string): string | { readonly error: string } {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text);
  if (wrong !== null) return { error: `invalid URL escape ${JSON.stringify(wrong[0])}` };
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

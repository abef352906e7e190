const SPACE = /\s/;

/** Splits at white space outside of quotes; quotes and escapes stay for the expansion to read. */
export function splitWords(text: string, escapeWith: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === '' && SPACE.test(character)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    word += character;
    if (character === escapeWith && quote !== "'" && at + 1 < text.length) word += text[++at] ?? '';
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  if (word !== '') words.push(word);
  return words;
}

/** The words of `["a", "b"]`; undefined: it isn't a list of texts. */
export function jsonWords(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const words = value.filter((word) => typeof word === 'string');
    return words.length === value.length ? words : undefined;
  } catch {
    return undefined;
  }
}

/** `key=value`, several of them, or `key the whole rest`. Undefined: neither. */
export function keyValues(text: string, escapeWith: string): [key: string, value: string][] | undefined {
  const words = splitWords(text, escapeWith);
  const [first = ''] = words;
  if (!first.includes('=')) {
    const [, key = '', value] = /^(\S+)\s+(\S[\s\S]*)$/.exec(text) ?? [];
    return value === undefined ? undefined : [[key, value]];
  }
  const pairs: [string, string][] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 0) return undefined;
    pairs.push([word.slice(0, equals), word.slice(equals + 1)]);
  }
  return pairs;
}

/** Go's `%q` of a list: `["cat" "/f"]`. */
export function goList(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

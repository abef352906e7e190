const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\\': '\\\\',
};

/** A string in the quotes that need the fewest escapes. */
export function quoted(text: string): string {
  const quote = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'";
  let made = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote) made += `\\${character}`;
    else if (escapes[character] !== undefined) made += escapes[character];
    else if (code < 32 || (code >= 127 && code < 160))
      made += `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    else if (code >= 0xd800 && code <= 0xdfff) made += `\\u${code.toString(16).toUpperCase()}`;
    else made += character;
  }
  return quote + made + quote;
}

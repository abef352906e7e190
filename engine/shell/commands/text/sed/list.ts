const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** A text as the `l` command shows it, in lines of a width; 0 and 1: in one line. */
export function listed(text: string, width: number): string {
  const room = width <= 1 ? Number.POSITIVE_INFINITY : width - 1;
  let out = '';
  let column = 0;
  for (const character of text) {
    const shown = escapes[character] ?? visible(character);
    if (column + shown.length > room) {
      out += '\\\n';
      column = 0;
    }
    out += shown;
    column += shown.length;
  }
  return `${out}$`;
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 32 && code < 127 ? character : `\\${code.toString(8).padStart(3, '0')}`;
}

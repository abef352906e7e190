const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/**
 * Splits a line into words as redis does on the command line, in inline requests and in its configuration: quotes keep
 * what is between them, and double ones know escapes. Undefined: a quote isn't closed, or a word follows it.
 */
export function syntaxOfWords(line: string): string[] | undefined {
  const words: string[] = [];
  const { length } = line;
  let at = 0;
  for (;;) {
    while (at < length && isSpace(line[at])) at++;
    if (at >= length) return words;
    const parts: string[] = [];
    while (at < length && !isSpace(line[at])) {
      const quote = line[at];
      if (quote !== '"' && quote !== "'") {
        parts.push(line[at++] ?? '');
        continue;
      }
      const end = quote === '"' ? doubleQuoted(line, at + 1, parts) : singleQuoted(line, at + 1, parts);
      if (end === undefined || (end < length && !isSpace(line[end]))) return undefined;
      at = end;
    }
    words.push(parts.join(''));
  }
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /[\s\0]/.test(character);
}

/** @returns where it goes on after the quote */
function doubleQuoted(line: string, from: number, parts: string[]): number | undefined {
  for (let at = from; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '"') return at + 1;
    if (character !== '\\' || at + 1 >= line.length) {
      parts.push(character);
      continue;
    }
    const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at + 1, at + 4));
    if (hex === null) {
      const next = line[++at] ?? '';
      parts.push(ESCAPES[next] ?? next);
    } else {
      parts.push(String.fromCharCode(Number.parseInt(hex[1] ?? '', 16)));
      at += 3;
    }
  }
  return undefined;
}

function singleQuoted(line: string, from: number, parts: string[]): number | undefined {
  for (let at = from; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === "'") return at + 1;
    if (character === '\\' && line[at + 1] === "'") {
      parts.push("'");
      at++;
    } else parts.push(character);
  }
  return undefined;
}

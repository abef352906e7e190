/** Takes a statement up to its delimiter off the text. @param all nothing comes after it. @returns undefined: it isn't whole */
export function nextStatement(
  text: string,
  delimiter: string,
  all: boolean,
): { text: string; rest: string; vertical: boolean } | undefined {
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === "'" || character === '"' || character === '`') {
      const end = closing(text, at, character);
      if (end < 0) break;
      at = end;
    } else if (text.startsWith('-- ', at) || character === '#') {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at);
      if (end < 0) break;
      at = end + 1;
    } else if (text.startsWith(delimiter, at))
      return { text: text.slice(0, at), rest: text.slice(at + delimiter.length), vertical: false };
    else if (character === '\\' && /[gG]/.test(text[at + 1] ?? ''))
      return { text: text.slice(0, at), rest: text.slice(at + 2), vertical: text[at + 1] === 'G' };
  }
  return all && text.trim() !== '' ? { text, rest: '', vertical: false } : undefined;
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

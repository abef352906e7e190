import { JsonSyntaxError, parseJson } from '../kubernetes/apiserver/decode/json-text.ts';

/** The end of the value that starts at `from`, or of the text where it isn't closed. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      at++;
      while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (depth === 0 && /\s/.test(character)) return at;
    if (depth <= 0 && /["}\]]/.test(character)) return at + 1;
  }
  return text.length;
}

/** Where JSON.parse stumbles, from 0; undefined where it doesn't say. */
function problemPosition(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    return position === undefined ? undefined : Number(position);
  }
}

function describe(text: string, start: number, { message }: JsonSyntaxError): string {
  if (message === 'unexpected end of JSON input') return 'unexpected EOF';
  const position = problemPosition(text);
  return position === undefined ? `json: ${message}` : `json: offset ${start + position + 1}: ${message}`;
}

/**
 * The values of a file that holds one JSON value after the other.
 * @throws JsonSyntaxError as Go's decoder of such streams, when it comes to a value that can't be read
 */
export function* jsonStream(text: string): Generator<unknown> {
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const end = endOfValue(text, at);
    const value = text.slice(at, end);
    try {
      yield parseJson(value);
    } catch (error) {
      if (error instanceof JsonSyntaxError) throw new JsonSyntaxError(describe(value, at, error));
      throw error;
    }
    at = end;
  }
}

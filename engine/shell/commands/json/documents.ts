import type { JsonValue } from './syntax.ts';

export interface JsonDocument {
  readonly value: JsonValue;
  /** Lines that were read when it was complete. */
  readonly lines: number;
}

/** What can't be read of a text, as jq says it. */
export class JsonTextError extends Error {}

/** The values that stand in a text one after another. @throws JsonTextError when it comes to what is none */
export function* documentsIn(text: string): Generator<JsonDocument> {
  for (let at = afterBlanks(text, 0); at < text.length; ) {
    const end = endOf(text, at);
    const part = text.slice(at, end);
    let value: JsonValue;
    try {
      value = JSON.parse(part);
    } catch {
      throw new JsonTextError(troubleIn(text, at, end));
    }
    const line = text.indexOf('\n', end - 1);
    yield { value, lines: text.slice(0, line < 0 ? end : line + 1).split('\n').length - 1 };
    at = afterBlanks(text, end);
  }
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at++;
  return at;
}

/** Where the value that begins here ends. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at + 1;
    } else if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') {
      if (--depth <= 0) return at + 1;
    } else if (depth === 0 && !/[\w.+-]/.test(text[at + 1] ?? '')) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function troubleIn(text: string, from: number, end: number): string {
  const before = text.slice(0, end);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n') - 1;
  const part = text.slice(from, end);
  const place = `at line ${line}, column ${column + 1}`;
  if (end >= text.length && /^[[{]/.test(part))
    return `Unfinished JSON term at EOF at line ${line}, column ${column}`;
  return /^[[{]/.test(part)
    ? `Expected separator between values ${place}`
    : `Invalid numeric literal ${place}`;
}

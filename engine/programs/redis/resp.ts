/** A reply in redis's protocol. Text is one character per byte. */
export type Reply =
  | { readonly status: string }
  | { readonly error: string }
  | { readonly integer: number }
  | { readonly bulk: string | null }
  | { readonly list: readonly Reply[] | null };

export const ok: Reply = { status: 'OK' };
export const nothing: Reply = { bulk: null };

/** Elements of a request and bytes of one, as redis limits them. */
const elementsMax = 1_048_576;
const bulkMax = 4_194_304;

export function encodeReply(reply: Reply): string {
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('integer' in reply) return `:${reply.integer}\r\n`;
  if ('bulk' in reply) return reply.bulk === null ? '$-1\r\n' : `$${reply.bulk.length}\r\n${reply.bulk}\r\n`;
  if (reply.list === null) return '*-1\r\n';
  return `*${reply.list.length}\r\n${reply.list.map(encodeReply).join('')}`;
}

export interface Taken<T> {
  readonly value: T;
  readonly end: number;
}

/** Takes a request off the input: an array of bulk strings, or a line of words. */
export function takeRequest(input: string): Taken<string[]> | 'more' | { readonly error: string } {
  const lineEnd = input.indexOf('\n');
  if (lineEnd < 0)
    return input.length > 65_536 ? { error: 'Protocol error: too big inline request' } : 'more';
  const line = input.slice(0, lineEnd).replace(/\r$/, '');
  if (!line.startsWith('*')) return { value: splitWords(line) ?? [], end: lineEnd + 1 };
  const count = Number(line.slice(1));
  if (!Number.isInteger(count) || count > elementsMax)
    return { error: 'Protocol error: invalid multibulk length' };
  const words: string[] = [];
  let at = lineEnd + 1;
  for (let index = 0; index < count; index++) {
    const end = input.indexOf('\r\n', at);
    if (end < 0) return 'more';
    if (input[at] !== '$') return { error: `Protocol error: expected '$', got '${input[at] ?? ''}'` };
    const length = Number(input.slice(at + 1, end));
    if (!Number.isInteger(length) || length < 0 || length > bulkMax)
      return { error: 'Protocol error: invalid bulk length' };
    if (input.length < end + 2 + length + 2) return 'more';
    words.push(input.slice(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return { value: words, end: at };
}

/** Takes a reply off the input, as a client does. */
export function takeReply(input: string, at = 0): Taken<Reply> | 'more' {
  const end = input.indexOf('\r\n', at);
  if (end < 0) return 'more';
  const text = input.slice(at + 1, end);
  const next = end + 2;
  switch (input[at]) {
    case '+':
      return { value: { status: text }, end: next };
    case '-':
      return { value: { error: text }, end: next };
    case ':':
      return { value: { integer: Number(text) }, end: next };
    case '$': {
      const length = Number(text);
      if (length < 0) return { value: nothing, end: next };
      if (input.length < next + length + 2) return 'more';
      return { value: { bulk: input.slice(next, next + length) }, end: next + length + 2 };
    }
    default:
      return takeList(input, Number(text), next);
  }
}

function takeList(input: string, count: number, start: number): Taken<Reply> | 'more' {
  if (!(count >= 0)) return { value: { list: null }, end: start };
  const list: Reply[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const element = takeReply(input, at);
    if (element === 'more') return 'more';
    list.push(element.value);
    at = element.end;
  }
  return { value: { list }, end: at };
}

/** Splits a line into words as redis-cli does: quotes keep what is between them. Undefined: a quote isn't closed. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"' && at + 1 < line.length)
        word = (word ?? '') + unescaped(line[++at] ?? '');
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}

function unescaped(character: string): string {
  const known: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return known[character] ?? character;
}

import type { Reply } from '../resp.ts';

export interface TakenReply {
  readonly value: Reply;
  readonly end: number;
}

const DEPTH_MAX = 100;

/** Takes a reply off the input, as a client does. Undefined: it isn't whole yet. */
export function takeReply(input: string, at = 0, depth = 0): TakenReply | undefined {
  const end = input.indexOf('\r\n', at);
  if (end < 0 || depth > DEPTH_MAX) return undefined;
  const text = input.slice(at + 1, end);
  const next = end + 2;
  switch (input[at]) {
    case '+':
    case '(':
      return { value: { status: text }, end: next };
    case '-':
      return { value: { error: text }, end: next };
    case ':':
      return { value: { integer: BigInt(/^-?\d+$/.test(text) ? text : '0') }, end: next };
    case '_':
      return { value: { bulk: null }, end: next };
    case ',':
      return {
        value: { double: text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text) },
        end: next,
      };
    case '#':
      return { value: { boolean: text === 't' }, end: next };
    case '$':
    case '=': {
      const length = Number(text);
      if (length < 0) return { value: { bulk: null }, end: next };
      if (input.length < next + length + 2) return undefined;
      const body = input.slice(next, next + length);
      const value: Reply = input[at] === '=' ? { verbatim: body.slice(4) } : { bulk: body };
      return { value, end: next + length + 2 };
    }
    default:
      return takeElements(input, input[at] ?? '*', Number(text), next, depth);
  }
}

function takeElements(
  input: string,
  mark: string,
  count: number,
  start: number,
  depth: number,
): TakenReply | undefined {
  if (!(count >= 0)) return { value: { list: null }, end: start };
  const elements: Reply[] = [];
  let at = start;
  for (let left = mark === '%' ? count * 2 : count; left > 0; left--) {
    const element = takeReply(input, at, depth + 1);
    if (element === undefined) return undefined;
    elements.push(element.value);
    at = element.end;
  }
  const kinds: Readonly<Record<string, Reply>> = {
    '%': { map: elements },
    '~': { set: elements },
    '>': { push: elements },
  };
  return { value: kinds[mark] ?? { list: elements }, end: at };
}

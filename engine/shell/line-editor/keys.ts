import { decode } from '../commands/bytes.ts';

/** A key: a name such as `up` or `ctrl-a`, or `text` for a character that stands for itself. */
export interface Key {
  readonly name: string;
  readonly text: string;
  /** Bytes that it took. */
  readonly length: number;
}

/** What stands between `ESC [` and its last character, with that character. */
const SEQUENCES: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '4~': 'end',
  '7~': 'home',
  '8~': 'end',
  '2~': 'insert',
  '3~': 'delete',
  '5~': 'page-up',
  '6~': 'page-down',
  '1;5C': 'ctrl-right',
  '1;5D': 'ctrl-left',
  '1;3C': 'alt-f',
  '1;3D': 'alt-b',
  '5C': 'ctrl-right',
  '5D': 'ctrl-left',
  '200~': 'paste',
  '201~': 'paste-end',
};

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
};

/** Characters of an escape sequence; longer ones mean nothing. */
const SEQUENCE_MAX = 32;

/** The first key of bytes that came from a terminal (one character each); undefined: more has to come. */
export function firstKey(bytes: string): Key | undefined {
  const first = bytes.charAt(0);
  if (first === '') return undefined;
  if (first === '\x1b') return escaped(bytes);
  const control = CONTROLS[first];
  if (control !== undefined) return { name: control, text: first, length: 1 };
  if (first < ' ') return { name: `ctrl-${lower(first)}`, text: first, length: 1 };
  const code = first.charCodeAt(0);
  const length = code < 0xc0 ? 1 : code < 0xe0 ? 2 : code < 0xf0 ? 3 : 4;
  if (bytes.length < length) return undefined;
  return { name: 'text', text: decode(bytes.slice(0, length)), length };
}

function lower(control: string): string {
  return String.fromCharCode(control.charCodeAt(0) + 64).toLowerCase();
}

function escaped(bytes: string): Key | undefined {
  const second = bytes.charAt(1);
  if (second === '') return undefined;
  if (second !== '[' && second !== 'O') {
    const name = CONTROLS[second] ?? (second < ' ' ? `ctrl-${lower(second)}` : second.toLowerCase());
    return { name: `alt-${name}`, text: second, length: 2 };
  }
  const [, body = ''] = /^([0-9;]*[^0-9;])/.exec(bytes.slice(2, 2 + SEQUENCE_MAX)) ?? [];
  if (body === '')
    return bytes.length > SEQUENCE_MAX ? { name: 'unknown', text: '', length: bytes.length } : undefined;
  const isReport = /^\d+;\d+R$/.test(body);
  return {
    name: isReport
      ? 'cursor-position'
      : ((Object.hasOwn(SEQUENCES, body) ? SEQUENCES[body] : undefined) ?? 'unknown'),
    text: body,
    length: 2 + body.length,
  };
}

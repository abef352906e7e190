import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../machine/values.ts';

const encoder = new TextEncoder();
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Encoding = 'utf-8' | 'utf-8-sig' | 'ascii' | 'latin-1';

const NAMES: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8-sig',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  'latin-1': 'latin-1',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
};

function nameOf(machine: Machine, given: Value | undefined): Encoding {
  if (given === undefined || given === null) return 'utf-8';
  const name = machine.text(given).toLowerCase().replaceAll('_', '-');
  const found = NAMES[name];
  if (found === undefined) throw machine.error('LookupError', `unknown encoding: ${machine.text(given)}`);
  return found;
}

/** What a codec does with a character that it can't write. Undefined: that is an error. */
function replaced(errors: Value | undefined, code: number): string | undefined {
  if (errors === 'ignore') return '';
  if (errors === 'replace') return '?';
  if (errors === 'xmlcharrefreplace') return `&#${code};`;
  return errors === 'backslashreplace' ? escapeOf(code) : undefined;
}

function escapeOf(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Text → bytes, one character each. */
export function encoded(machine: Machine, text: string, encoding?: Value, errors?: Value): string {
  const name = nameOf(machine, encoding);
  if (name === 'utf-8' || name === 'utf-8-sig') {
    const bytes = text.isWellFormed()
      ? utf8(text)
      : written(
          machine,
          text,
          errors,
          'utf-8',
          (code) => code < 0xd800 || code > 0xdfff,
          'surrogates not allowed',
          utf8,
        );
    return name === 'utf-8' ? bytes : `\xef\xbb\xbf${bytes}`;
  }
  if ((name === 'ascii' ? /^[\0-\x7f]*$/ : /^[\0-\xff]*$/).test(text)) return text;
  const end = name === 'ascii' ? 0x80 : 0x100;
  return written(
    machine,
    text,
    errors,
    name,
    (code) => code < end,
    `ordinal not in range(${end})`,
    (each) => each,
  );
}

/** Character by character, with what a codec says of the first one that it can't write. */
function written(
  machine: Machine,
  text: string,
  errors: Value | undefined,
  codec: string,
  canWrite: (code: number) => boolean,
  reason: string,
  write: (text: string) => string,
): string {
  machine.work(text.length >> 2);
  let result = '';
  let index = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const instead = canWrite(code) ? write(character) : replaced(errors, code);
    if (instead === undefined) {
      const words = `'${codec}' codec can't encode character '${escapeOf(code)}' in position ${index}: ${reason}`;
      throw machine.error('UnicodeEncodeError', words);
    }
    result += instead;
    index++;
  }
  return result;
}

export function utf8(text: string): string {
  return /[^\0-\x7f]/.test(text) ? binary(encoder.encode(text)) : text;
}

/** Bytes, one character each → text. */
export function decoded(machine: Machine, given: string, encoding?: Value, errors?: Value): string {
  const name = nameOf(machine, encoding);
  const text = name === 'utf-8-sig' && given.startsWith('\xef\xbb\xbf') ? given.slice(3) : given;
  if (name === 'latin-1' || !/[^\0-\x7f]/.test(text)) return text;
  if (name === 'ascii') {
    if (errors === 'ignore') return text.replace(/[^\0-\x7f]/g, '');
    if (errors === 'replace') return text.replace(/[^\0-\x7f]/g, '\ufffd');
    throw undecodable(machine, 'ascii', text, text.search(/[^\0-\x7f]/), 'ordinal not in range(128)');
  }
  if (errors === 'ignore') return lenient.decode(bytesOf(text)).replaceAll('\ufffd', '');
  if (errors === 'replace') return lenient.decode(bytesOf(text));
  try {
    return strict.decode(bytesOf(text));
  } catch {
    const { at, end, reason } = firstInvalid(text);
    throw undecodable(machine, 'utf-8', text, at, reason, end);
  }
}

function undecodable(
  machine: Machine,
  codec: string,
  text: string,
  at: number,
  reason: string,
  end = at + 1,
) {
  const byte = `0x${text.charCodeAt(at).toString(16).padStart(2, '0')}`;
  const what = end === at + 1 ? `byte ${byte} in position ${at}` : `bytes in position ${at}-${end - 1}`;
  return machine.error('UnicodeDecodeError', `'${codec}' codec can't decode ${what}: ${reason}`);
}

/** Sequences of UTF-8 by their first byte: how many bytes follow, and from where to where the first of them may be. */
const SEQUENCES: readonly (readonly [from: number, to: number, more: number, low: number, high: number])[] = [
  [0x00, 0x7f, 0, 0, 0],
  [0xc2, 0xdf, 1, 0x80, 0xbf],
  [0xe0, 0xe0, 2, 0xa0, 0xbf],
  [0xe1, 0xec, 2, 0x80, 0xbf],
  [0xed, 0xed, 2, 0x80, 0x9f],
  [0xee, 0xef, 2, 0x80, 0xbf],
  [0xf0, 0xf0, 3, 0x90, 0xbf],
  [0xf1, 0xf3, 3, 0x80, 0xbf],
  [0xf4, 0xf4, 3, 0x80, 0x8f],
];

interface Invalid {
  readonly at: number;
  readonly end: number;
  readonly reason: string;
}

function firstInvalid(text: string): Invalid {
  for (let at = 0; at < text.length; ) {
    const first = text.charCodeAt(at);
    const found = SEQUENCES.find(([from, to]) => first >= from && first <= to);
    if (found === undefined) return { at, end: at + 1, reason: 'invalid start byte' };
    const [, , more, low, high] = found;
    for (let index = 1; index <= more; index++) {
      const next = text.charCodeAt(at + index);
      if (Number.isNaN(next)) return { at, end: at + index, reason: 'unexpected end of data' };
      if (next < (index === 1 ? low : 0x80) || next > (index === 1 ? high : 0xbf))
        return { at, end: at + index, reason: 'invalid continuation byte' };
    }
    at += more + 1;
  }
  return { at: 0, end: 1, reason: 'invalid start byte' };
}

export function fromUtf8(text: string): string {
  return /[^\0-\x7f]/.test(text) ? lenient.decode(bytesOf(text)) : text;
}

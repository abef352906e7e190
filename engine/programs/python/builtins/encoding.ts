import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../machine/values.ts';

const encoder = new TextEncoder();
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const NAMES: Readonly<Record<string, 'utf-8' | 'ascii' | 'latin-1'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  'latin-1': 'latin-1',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
};

function nameOf(machine: Machine, given: Value | undefined): 'utf-8' | 'ascii' | 'latin-1' {
  if (given === undefined || given === null) return 'utf-8';
  const name = machine.text(given).toLowerCase().replaceAll('_', '-');
  const found = NAMES[name];
  if (found === undefined) throw machine.error('LookupError', `unknown encoding: ${machine.text(given)}`);
  return found;
}

/** Text → bytes, one character each. */
export function encoded(machine: Machine, text: string, encoding?: Value, errors?: Value): string {
  const name = nameOf(machine, encoding);
  if (name === 'utf-8') return utf8(text);
  const most = name === 'ascii' ? 0x7f : 0xff;
  return [...text]
    .map((character, index) => {
      const code = character.codePointAt(0) ?? 0;
      if (code <= most) return character;
      if (errors === 'ignore') return '';
      if (errors === 'replace') return '?';
      throw machine.error(
        'UnicodeEncodeError',
        `'${name}' codec can't encode character '${`\\u${code.toString(16).padStart(4, '0')}`}' in position ${index}: ordinal not in range(${most + 1})`,
      );
    })
    .join('');
}

export function utf8(text: string): string {
  return /[^\0-\x7f]/.test(text) ? binary(encoder.encode(text)) : text;
}

/** Bytes, one character each → text. */
export function decoded(machine: Machine, text: string, encoding?: Value, errors?: Value): string {
  const name = nameOf(machine, encoding);
  if (name === 'latin-1' || !/[^\0-\x7f]/.test(text)) return text;
  if (errors === 'ignore') return lenient.decode(bytesOf(text)).replaceAll('\ufffd', '');
  if (errors === 'replace') return lenient.decode(bytesOf(text));
  const first = text.search(/[^\0-\x7f]/);
  const byte = `0x${text.charCodeAt(first).toString(16)}`;
  if (name === 'ascii') {
    throw machine.error(
      'UnicodeDecodeError',
      `'ascii' codec can't decode byte ${byte} in position ${first}: ordinal not in range(128)`,
    );
  }
  try {
    return strict.decode(bytesOf(text));
  } catch {
    throw machine.error(
      'UnicodeDecodeError',
      `'utf-8' codec can't decode byte ${byte} in position ${first}: invalid start byte`,
    );
  }
}

export function fromUtf8(text: string): string {
  return /[^\0-\x7f]/.test(text) ? lenient.decode(bytesOf(text)) : text;
}

import { fromUtf8, utf8 } from '../builtins/encoding.ts';
import { textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { natives } from '../machine/native.ts';
import { bytes } from '../machine/values.ts';
import { jsonText, jsonValue } from './json.ts';
import { regexGroups, regexMatches } from './regex.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at += 3) {
    const chunk =
      (text.charCodeAt(at) << 16) | ((text.charCodeAt(at + 1) || 0) << 8) | (text.charCodeAt(at + 2) || 0);
    const left = text.length - at;
    for (let index = 0; index < 4; index++) {
      result += index > left ? '=' : (ALPHABET[(chunk >> (18 - 6 * index)) & 63] ?? '');
    }
  }
  return result;
}

function fromBase64(text: string): string {
  let result = '';
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      result += String.fromCharCode((held >> bits) & 255);
    }
  }
  return result;
}

export const textNatives = natives('_text.', {
  matches: regexMatches,
  groups: regexGroups,
  json_dumps: jsonText,
  json_loads: jsonValue,
  /** Characters that are safe stay; others are written as %XX of their UTF-8 bytes. */
  quote: (machine, [text, safe]) => {
    const kept = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~${textArgument(machine, safe)}`;
    const raw = bytesOf(machine, text) ?? utf8(machine.text(asOptional(text)));
    return [...raw]
      .map((each) =>
        kept.includes(each) ? each : `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('');
  },
  unquote: (machine, [text]) =>
    fromUtf8(
      utf8(textArgument(machine, text)).replace(/%([\da-fA-F]{2})/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    ),
  base64: (machine, [data]) => bytes(base64(bytesOf(machine, data) ?? '')),
  from_base64: (machine, [data]) => bytes(fromBase64(bytesOf(machine, data) ?? textArgument(machine, data))),
});

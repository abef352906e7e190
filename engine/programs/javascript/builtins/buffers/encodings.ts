import { binary, bytesOf } from '../../../../shell/commands/bytes.ts';
import { toText } from '../../machine/conversions.ts';
import type { Machine } from '../../machine/machine.ts';
import { JsBytes } from '../../values/bytes.ts';
import { JsObject } from '../../values/object.ts';
import type { Value } from '../../values/value.ts';
import type { Definitions } from '../definition.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { fatal: false, ignoreBOM: true });

/** By what a character costs to encode, or a byte to decode: so many for an operation, as a power of two. */
const QUICK = 3;
const SLOW = 1;

function hexBytes(text: string): Uint8Array {
  const end = /[^0-9a-f]/i.exec(text)?.index ?? text.length;
  const made = new Uint8Array(end >> 1);
  for (let at = 0; at < made.length; at++) made[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return made;
}

function wideBytes(text: string): Uint8Array {
  const made = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    made[2 * at] = code & 255;
    made[2 * at + 1] = code >> 8;
  }
  return made;
}

function narrowBytes(text: string): Uint8Array {
  const made = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) made[at] = text.charCodeAt(at) & 255;
  return made;
}

function fromBase64(text: string): Uint8Array {
  const clean = text
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return bytesOf(atob(clean.slice(0, clean.length % 4 === 1 ? -1 : undefined)));
}

/** Text → the bytes that it is in an encoding. */
export function encodeText(machine: Machine, text: string, encoding: string): Uint8Array {
  const pay = (shift: number) => machine.charge(text.length >> shift);
  switch (encoding.toLowerCase()) {
    case 'hex':
      pay(SLOW);
      return hexBytes(text);
    case 'base64':
    case 'base64url':
      pay(QUICK);
      return fromBase64(text);
    case 'latin1':
    case 'binary':
    case 'ascii':
      pay(QUICK);
      return narrowBytes(text);
    case 'utf8':
    case 'utf-8':
      pay(QUICK);
      return encoder.encode(text);
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      pay(QUICK);
      return wideBytes(text);
    default:
      return unknown(machine, encoding);
  }
}

function unknown(machine: Machine, encoding: string): never {
  throw machine.realm.thrownCoded('TypeError', 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes → the text that they are in an encoding. */
export function decodeBytes(machine: Machine, bytes: Uint8Array, encoding: string): string {
  machine.charge(bytes.length >> QUICK);
  switch (encoding.toLowerCase()) {
    case 'hex':
      return hexOf(bytes);
    case 'base64':
      return btoa(binary(bytes));
    case 'base64url':
      return btoa(binary(bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    case 'latin1':
    case 'binary':
      return binary(bytes);
    case 'ascii':
      return binary(bytes.map((byte) => byte & 127));
    case 'utf8':
    case 'utf-8':
      return decoder.decode(bytes);
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return utf16.decode(bytes.subarray(0, bytes.length & ~1));
    default:
      return unknown(machine, encoding);
  }
}

function paid(machine: Machine, text: string): string {
  machine.charge(text.length >> 4);
  return text;
}

/** What a TextDecoder may be given. */
function decodable(value: Value): Uint8Array {
  if (value instanceof JsBytes) return value.bytes;
  return value instanceof JsObject && value.inner instanceof ArrayBuffer
    ? new Uint8Array(value.inner)
    : new Uint8Array();
}

export const encodingDefinitions: Definitions = {
  TextEncoder: {
    constructs: true,
    call: (machine, _, __, newTarget) =>
      new JsObject(machine.prototypeFor(newTarget, 'TextEncoder.prototype')),
    links: { prototype: 'TextEncoder.prototype' },
  },
  'TextEncoder.prototype': {
    links: { constructor: 'TextEncoder' },
    values: { encoding: 'utf-8' },
    methods: {
      encode: (machine, _, [text]) =>
        new JsBytes(
          machine.realm.object('Uint8Array.prototype'),
          encodeText(machine, toText(machine, text ?? ''), 'utf8'),
        ),
    },
  },
  TextDecoder: {
    constructs: true,
    call: (machine, _, __, newTarget) =>
      new JsObject(machine.prototypeFor(newTarget, 'TextDecoder.prototype')),
    links: { prototype: 'TextDecoder.prototype' },
  },
  'TextDecoder.prototype': {
    links: { constructor: 'TextDecoder' },
    values: { encoding: 'utf-8' },
    methods: {
      decode: (machine, _, [bytes]) => decodeBytes(machine, decodable(bytes), 'utf8').replace(/^\ufeff/, ''),
    },
  },
  atob: {
    call: (machine, _, [text]) => binary(encodeText(machine, toText(machine, text), 'base64')),
  },
  btoa: { call: (machine, _, [text]) => btoa(paid(machine, toText(machine, text))) },
};

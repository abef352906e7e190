import { AmqpError } from './errors.ts';
import { number, Reader } from './fields.ts';

export const FRAME_METHOD = 1;
export const FRAME_HEADER = 2;
export const FRAME_BODY = 3;
export const FRAME_HEARTBEAT = 8;
/** Bytes around a payload. */
const ENVELOPE_BYTES = 8;
const FRAME_END = '\xce';
const BASIC = 60;

export const PROTOCOL_HEADER = 'AMQP\0\0\x09\x01';
export const HEADER_BYTES = 8;

export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: string;
  /** Where the next one begins. */
  readonly end: number;
}

/** A whole frame. @param bytesMax that were agreed on @throws AmqpError @returns undefined: there is more to come */
export function takeFrame(input: string, at: number, bytesMax: number): Frame | undefined {
  if (input.length < at + ENVELOPE_BYTES - 1) return undefined;
  const from = new Reader(input, at);
  const [type, channel, size] = [from.unsigned(1), from.unsigned(2), from.unsigned(4)];
  const problem = `type ${type}, `;
  if (![FRAME_METHOD, FRAME_HEADER, FRAME_BODY, FRAME_HEARTBEAT].includes(type))
    throw new AmqpError(
      'FRAME_ERROR',
      `${problem}first 16 octets = ${quoted(input.slice(at, at + 16))}: unknown_frame_type`,
    );
  if (bytesMax > 0 && size > bytesMax - ENVELOPE_BYTES)
    throw new AmqpError(
      'FRAME_ERROR',
      `${problem}all octets = <<>>: {frame_too_large,${size},${bytesMax - ENVELOPE_BYTES}}`,
    );
  const end = at + ENVELOPE_BYTES + size;
  if (input.length < end) return undefined;
  const payload = from.bytes(size);
  if (from.bytes(1) !== FRAME_END)
    throw new AmqpError(
      'FRAME_ERROR',
      `${problem}all octets = ${quoted(payload.slice(0, 16))}: invalid_frame_end_marker`,
    );
  return { type, channel, payload, end };
}

/** As Erlang shows bytes. */
function quoted(bytes: string): string {
  return `<<${[...bytes].map((each) => each.charCodeAt(0)).join(',')}>>`;
}

export function frame(type: number, channel: number, payload: string): string {
  return String.fromCharCode(type) + number(channel, 2) + number(payload.length, 4) + payload + FRAME_END;
}

export const HEARTBEAT = frame(FRAME_HEARTBEAT, 0, '');

/** A method that carries a message, with its header and its body in frames of a size that was agreed on. */
export function contentFrames(
  channel: number,
  method: string,
  properties: string,
  body: string,
  bytesMax: number,
): string {
  const header = number(BASIC, 2) + number(0, 2) + number(body.length, 8) + properties;
  const parts = [frame(FRAME_METHOD, channel, method), frame(FRAME_HEADER, channel, header)];
  const size = bytesMax === 0 ? Math.max(1, body.length) : bytesMax - ENVELOPE_BYTES;
  for (let at = 0; at < body.length; at += size)
    parts.push(frame(FRAME_BODY, channel, body.slice(at, at + size)));
  return parts.join('');
}

/** What a content header says. */
export function readHeader(payload: string): { readonly bytes: number; readonly properties: string } {
  const from = new Reader(payload);
  from.bytes(4);
  return { bytes: from.unsigned(8), properties: payload.slice(from.at) };
}

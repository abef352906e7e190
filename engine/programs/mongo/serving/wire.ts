import { bytesOf } from '../../../shell/commands/bytes.ts';
import { decodeDocument } from '../bson/decode.ts';
import { documentText } from '../bson/encode.ts';
import type { Document, Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';

const REPLY = 1;
const QUERY = 2004;
const COMPRESSED = 2012;
const MESSAGE = 2013;
const HEAD_BYTES = 16;
export const MESSAGE_BYTES_MAX = 8_388_608;
const MORE_TO_COME = 2;

/** A command as it came. */
export interface Request {
  readonly id: number;
  readonly database: string;
  readonly command: Document;
  /** In the old form, which only greets. */
  readonly isOld: boolean;
  readonly wantsReply: boolean;
  readonly end: number;
}

const int = (value: number): string =>
  String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);

function intAt(input: string, at: number): number {
  return (
    input.charCodeAt(at) |
    (input.charCodeAt(at + 1) << 8) |
    (input.charCodeAt(at + 2) << 16) |
    (input.charCodeAt(at + 3) << 24)
  );
}

/** Takes a request off the input. Undefined: it isn't whole yet. @throws MongoError where it isn't one */
export function takeRequest(input: string): Request | undefined {
  if (input.length < HEAD_BYTES) return undefined;
  const length = intAt(input, 0);
  if (length < HEAD_BYTES || length > MESSAGE_BYTES_MAX)
    throw new MongoError('InvalidBSON', 'a message of a wrong length');
  if (input.length < length) return undefined;
  const [id, code] = [intAt(input, 4), intAt(input, 12)];
  const bytes = bytesOf(input.slice(HEAD_BYTES, length));
  if (code === MESSAGE) return { ...message(bytes), id, isOld: false, end: length };
  if (code === QUERY) return { ...query(bytes), id, isOld: true, wantsReply: true, end: length };
  throw new MongoError(
    'NotImplemented',
    code === COMPRESSED
      ? 'compressed messages are not part of the simulation'
      : `Unsupported OP_${code} command`,
  );
}

function query(bytes: Uint8Array): { readonly database: string; readonly command: Document } {
  const end = bytes.indexOf(0, 4);
  const name = new TextDecoder().decode(bytes.subarray(4, end));
  const { document } = decodeDocument(bytes, end + 9);
  return { database: name.split('.')[0] ?? '', command: document };
}

function message(bytes: Uint8Array): {
  readonly database: string;
  readonly command: Document;
  readonly wantsReply: boolean;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint32(0, true);
  const end = bytes.length - ((flags & 1) === 1 ? 4 : 0);
  let command: Document = new Map();
  const sequences: [string, Value[]][] = [];
  for (let at = 4; at < end; ) {
    const kind = bytes[at++];
    if (kind === 0) {
      const body = decodeDocument(bytes, at);
      command = body.document;
      at = body.end;
      continue;
    }
    const stop = at + view.getInt32(at, true);
    if (kind !== 1 || stop > end || stop <= at) throw new MongoError('InvalidBSON', 'Unknown section kind');
    const nameEnd = bytes.indexOf(0, at + 4);
    const documents: Value[] = [];
    for (let place = nameEnd + 1; place < stop; ) {
      const each = decodeDocument(bytes, place);
      documents.push(each.document);
      place = each.end;
    }
    sequences.push([new TextDecoder().decode(bytes.subarray(at + 4, nameEnd)), documents]);
    at = stop;
  }
  for (const [name, documents] of sequences) command.set(name, documents);
  const database = command.get('$db');
  if (typeof database !== 'string')
    throw new MongoError('InvalidBSON', 'OP_MSG requests require a $db argument');
  return { database, command, wantsReply: (flags & MORE_TO_COME) === 0 };
}

/** A reply as its bytes, one character each. */
export function replyText({ id, isOld }: Request, number: number, document: Document): string {
  const body = documentText(document);
  const rest = isOld ? `${int(8)}${'\0'.repeat(8)}${int(0)}${int(1)}${body}` : `${int(0)}\0${body}`;
  return int(HEAD_BYTES + rest.length) + int(number) + int(id) + int(isOld ? REPLY : MESSAGE) + rest;
}

/** A command as a client sends it. */
export function requestText(id: number, command: Document): string {
  const rest = `${int(0)}\0${documentText(command)}`;
  return int(HEAD_BYTES + rest.length) + int(id) + int(0) + int(MESSAGE) + rest;
}

/** Takes a reply off the input, as a client does. */
export function takeReply(input: string): { readonly document: Document; readonly end: number } | undefined {
  if (input.length < HEAD_BYTES) return undefined;
  const length = intAt(input, 0);
  if (input.length < length) return undefined;
  const bytes = bytesOf(input.slice(HEAD_BYTES, length));
  const { document } = intAt(input, 12) === MESSAGE ? decodeDocument(bytes, 5) : decodeDocument(bytes, 20);
  return { document, end: length };
}

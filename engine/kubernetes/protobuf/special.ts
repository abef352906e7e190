import { rfc3339 } from '../../simulation/time.ts';
import { parseJson } from '../apiserver/decode/json-text.ts';
import {
  FIELDS_V1,
  INT_OR_STRING,
  MICRO_TIME,
  QUANTITY,
  RAW_EXTENSION,
  TIME,
} from '../schemas/special-types.ts';
import {
  LENGTH_DELIMITED,
  ProtobufError,
  type Reader,
  readInt32,
  readInt64,
  readTag,
  readText,
  requireWireType,
  skip,
  type Tag,
  VARINT,
} from './wire.ts';

/** Reads every field of a message; `read` tells whether it knew the field, and has then read it. */
function eachField(reader: Reader, message: string, read: (tag: Tag) => boolean): void {
  while (reader.at < reader.end) {
    const tag = readTag(reader, message);
    if (!read(tag)) skip(reader, tag.wireType);
  }
}

/** The text of a message whose first field holds one; undefined where it isn't there. */
function onlyText(reader: Reader, message: string, field: string): string | undefined {
  let text: string | undefined;
  eachField(reader, message, ({ number, wireType }) => {
    if (number !== 1) return false;
    requireWireType(wireType, LENGTH_DELIMITED, field);
    text = readText(reader);
    return true;
  });
  return text;
}

/** Seconds of the years 0 and 9999, between which times can be written as JSON. */
const SECONDS_MIN = -62_167_219_200;
const SECONDS_MAX = 253_402_300_799;

/** @returns null for the zero time, which is an empty message */
function readTime(reader: Reader, name: 'Time' | 'MicroTime'): string | null {
  if (reader.at === reader.end) return null;
  let seconds = 0;
  let nanos = 0;
  eachField(reader, 'Timestamp', ({ number, wireType }) => {
    if (number !== 1 && number !== 2) return false;
    requireWireType(wireType, VARINT, number === 1 ? 'Seconds' : 'Nanos');
    if (number === 1) seconds = readInt64(reader);
    else nanos = readInt32(reader);
    return true;
  });
  if (name === 'MicroTime') seconds += Math.floor(nanos / 1e9);
  if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
    throw new ProtobufError(`${name}.MarshalJSON: year outside of range [0,9999]`);
  }
  const text = rfc3339(seconds * 1000);
  if (name === 'Time') return text;
  const micros = Math.floor((((nanos % 1e9) + 1e9) % 1e9) / 1000);
  return text.replace('Z', `.${String(micros).padStart(6, '0')}Z`);
}

function readIntOrString(reader: Reader): number | string {
  let isText = false;
  let integer = 0;
  let text = '';
  eachField(reader, 'IntOrString', ({ number, wireType }) => {
    if (number < 1 || number > 3) return false;
    requireWireType(
      wireType,
      number === 3 ? LENGTH_DELIMITED : VARINT,
      ['Type', 'IntVal', 'StrVal'][number - 1] ?? '',
    );
    if (number === 1) isText = readInt64(reader) === 1;
    else if (number === 2) integer = readInt32(reader);
    else text = readText(reader);
    return true;
  });
  return isText ? text : integer;
}

/** @throws JsonSyntaxError */
function readJson(reader: Reader, message: string): unknown {
  const text = onlyText(reader, message, 'Raw');
  return text === undefined || text === '' ? null : parseJson(text);
}

/** A message that JSON has a value of its own for; null for what JSON leaves out. */
export function readSpecial(reader: Reader, definitionName: string): unknown {
  switch (definitionName) {
    case TIME:
      return readTime(reader, 'Time');
    case MICRO_TIME:
      return readTime(reader, 'MicroTime');
    case QUANTITY:
      return onlyText(reader, 'Quantity', 'String') ?? '0';
    case INT_OR_STRING:
      return readIntOrString(reader);
    case FIELDS_V1:
      return readJson(reader, 'FieldsV1');
    case RAW_EXTENSION:
      return readJson(reader, 'RawExtension');
    default:
      throw new Error(`${definitionName} has no form in protobuf`);
  }
}

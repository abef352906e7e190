import { encodeBase64 } from '../apiserver/decode/base64.ts';
import { findDefinition, type Schema } from '../schemas/definitions.ts';
import { type Field, type Message, messageOf } from './messages.ts';
import { readSpecial } from './special.ts';
import {
  countItem,
  LENGTH_DELIMITED,
  type Reader,
  readBoolean,
  readBytes,
  readDelimited,
  readInt32,
  readInt64,
  readTag,
  readText,
  requireWireType,
  skip,
  VARINT,
} from './wire.ts';

type JsonObject = Record<string, unknown>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isVarint(schema: Schema): boolean {
  return schema.ref === undefined && (schema.type === 'integer' || schema.type === 'boolean');
}

/** @param before what the field holds already: a message that comes in parts is one message */
function readMessage(reader: Reader, definitionName: string, before: unknown): unknown {
  const inner = readDelimited(reader);
  if (findDefinition(definitionName)?.properties === undefined) return readSpecial(inner, definitionName);
  const object = isObject(before) ? before : {};
  readFields(inner, messageOf(definitionName), object);
  return object;
}

/** A list that is a value of a map is a message with the items in its first field. */
function readListMessage(reader: Reader, items: Schema): unknown[] {
  const inner = readDelimited(reader);
  const list: unknown[] = [];
  while (inner.at < inner.end) {
    const { number, wireType } = readTag(inner, 'ExtraValue');
    if (number === 1) readItems(inner, 'items', items, wireType, list);
    else skip(inner, wireType);
  }
  return list;
}

function readValue(reader: Reader, schema: Schema, before?: unknown): unknown {
  if (schema.items !== undefined) return readListMessage(reader, schema.items);
  if (schema.ref !== undefined) return readMessage(reader, schema.ref, before);
  if (schema.type === 'integer') return schema.format === 'int32' ? readInt32(reader) : readInt64(reader);
  if (schema.type === 'boolean') return readBoolean(reader);
  return schema.format === 'byte' ? encodeBase64(readBytes(reader)) : readText(reader);
}

function readItem(reader: Reader, items: Schema, list: unknown[]): void {
  countItem(reader);
  list.push(readValue(reader, items));
}

/** One item of a list, or several: numbers may be packed. */
function readItems(reader: Reader, name: string, items: Schema, wireType: number, list: unknown[]): void {
  if (isVarint(items) && wireType === LENGTH_DELIMITED) {
    const packed = readDelimited(reader);
    while (packed.at < packed.end) readItem(packed, items, list);
    return;
  }
  requireWireType(wireType, isVarint(items) ? VARINT : LENGTH_DELIMITED, name);
  readItem(reader, items, list);
}

/** A map's entry is a message of a key and a value. */
function readEntry(reader: Reader, name: string, values: Schema, map: JsonObject): void {
  countItem(reader);
  const entry = readDelimited(reader);
  let key = '';
  // Whoever reads the JSON makes null the zero of the values' type.
  let value: unknown = null;
  while (entry.at < entry.end) {
    const { number, wireType } = readTag(entry, name);
    if (number === 1 || number === 2) requireWireType(wireType, LENGTH_DELIMITED, name);
    if (number === 1) key = readText(entry);
    else if (number === 2) value = readValue(entry, values);
    else skip(entry, wireType);
  }
  // Defined, not assigned: the key may be `__proto__`.
  Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}

function readField(reader: Reader, field: Field, wireType: number, into: JsonObject): void {
  const { name } = field;
  if ('embedded' in field) {
    requireWireType(wireType, LENGTH_DELIMITED, name);
    readFields(readDelimited(reader), field.embedded, into);
    return;
  }
  const { schema } = field;
  const before = into[name];
  if (schema.items !== undefined) {
    const list = Array.isArray(before) ? before : [];
    into[name] = list;
    readItems(reader, name, schema.items, wireType, list);
  } else if (schema.additionalProperties !== undefined) {
    requireWireType(wireType, LENGTH_DELIMITED, name);
    const map = isObject(before) ? before : {};
    into[name] = map;
    readEntry(reader, name, schema.additionalProperties, map);
  } else {
    requireWireType(wireType, isVarint(schema) ? VARINT : LENGTH_DELIMITED, name);
    into[name] = readValue(reader, schema, before);
  }
}

/** Recursion goes as deep as the definitions do, which no body can change. */
function readFields(reader: Reader, message: Message, into: JsonObject): void {
  while (reader.at < reader.end) {
    const { number, wireType } = readTag(reader, message.name);
    const field = message.fields.get(number);
    if (field === undefined) skip(reader, wireType);
    else readField(reader, field, wireType, into);
  }
}

/**
 * The message of a definition as JSON. It has the zero values that Go's writers put where nothing was set:
 * whoever reads the JSON as that definition drops them.
 * @throws ProtobufError, or JsonSyntaxError for managed fields
 */
export function readObjectMessage(reader: Reader, definitionName: string): JsonObject {
  const object: JsonObject = {};
  readFields(reader, messageOf(definitionName), object);
  return object;
}

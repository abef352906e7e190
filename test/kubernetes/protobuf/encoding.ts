/** A small writer of protobuf: fields by number, without any tables. */

export type Fields = readonly (readonly [number: number, value: FieldValue])[];

/** A number is a varint, nested fields a message. */
type FieldValue = number | bigint | string | Uint8Array | Fields;

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

function bytesOf(value: string | Uint8Array | Fields): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  return value instanceof Uint8Array ? value : message(value);
}

function field([number, value]: readonly [number, FieldValue]): Uint8Array {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Uint8Array.from([...varint(number * 8), ...varint(value)]);
  }
  const bytes = bytesOf(value);
  return Buffer.concat([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
}

export function message(fields: Fields): Uint8Array {
  return Buffer.concat(fields.map(field));
}

/** A request body: the envelope around an object. */
export function bodyOf(apiVersion: string, kind: string, object: Fields | Uint8Array): Uint8Array {
  const typeMeta: Fields = [
    [1, apiVersion],
    [2, kind],
  ];
  const envelope = message([
    [1, typeMeta],
    [2, object],
    [3, ''],
    [4, ''],
  ]);
  return Buffer.concat([new TextEncoder().encode('k8s\0'), envelope]);
}

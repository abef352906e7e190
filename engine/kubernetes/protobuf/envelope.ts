import {
  LENGTH_DELIMITED,
  ProtobufError,
  type Reader,
  readDelimited,
  readerOf,
  readTag,
  readText,
  requireWireType,
  skip,
} from './wire.ts';

/** "k8s" and a zero byte: every body starts with it. */
const PREFIX = [0x6b, 0x38, 0x73, 0x00];

/** apimachinery's runtime.Unknown: what an object says it is, and the object. Empty texts where it doesn't say. */
export interface Envelope {
  apiVersion: string;
  kind: string;
  raw: Reader;
}

function readTypeMeta(reader: Reader, envelope: Envelope): void {
  while (reader.at < reader.end) {
    const { number, wireType } = readTag(reader, 'TypeMeta');
    if (number !== 1 && number !== 2) {
      skip(reader, wireType);
      continue;
    }
    const field = number === 1 ? 'apiVersion' : 'kind';
    requireWireType(wireType, LENGTH_DELIMITED, field);
    envelope[field] = readText(reader);
  }
}

/** @throws ProtobufError in the words of apimachinery's protobuf serializer */
export function openEnvelope(body: Uint8Array): Envelope {
  if (body.length === 0) throw new ProtobufError('empty data');
  if (PREFIX.some((byte, index) => body[index] !== byte)) {
    throw new ProtobufError(
      `provided data does not appear to be a protobuf message, expected prefix [${PREFIX.join(' ')}]`,
    );
  }
  if (body.length === PREFIX.length) throw new ProtobufError('empty body');
  const reader = readerOf(body.subarray(PREFIX.length));
  const envelope: Envelope = { apiVersion: '', kind: '', raw: readerOf(new Uint8Array()) };
  while (reader.at < reader.end) {
    const { number, wireType } = readTag(reader, 'Unknown');
    if (number !== 1 && number !== 2) {
      skip(reader, wireType);
      continue;
    }
    requireWireType(wireType, LENGTH_DELIMITED, number === 1 ? 'typeMeta' : 'raw');
    if (number === 1) readTypeMeta(readDelimited(reader), envelope);
    else envelope.raw = readDelimited(reader);
  }
  return envelope;
}

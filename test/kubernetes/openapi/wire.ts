/** A protobuf message as a reader without a schema sees it: values by field number, in order. */
export type Message = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws where the bytes are no well-formed message of varints and length-delimited fields. */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('truncated varint');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const [field, wireType] = [Math.floor(tag / 8), tag % 8];
    const length = varint();
    if (wireType !== 0 && wireType !== 2) throw new Error(`unexpected wire type ${wireType}`);
    if (wireType === 2 && at + length > bytes.length) throw new Error('truncated field');
    const value = wireType === 0 ? length : bytes.subarray(at, at + length);
    if (wireType === 2) at += length;
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

export function messagesOf(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).filter((value) => value instanceof Uint8Array).map(readMessage);
}

export function textOf(message: Message, field: number): string {
  const value = message.get(field)?.[0];
  return value instanceof Uint8Array ? decoder.decode(value) : '';
}

/** Maps are repeated messages of a name (1) and a value (2). */
export function mapOf(message: Message | undefined, field: number): Map<string, Message> {
  const entries = message === undefined ? [] : messagesOf(message, field);
  return new Map(entries.map((entry) => [textOf(entry, 1), messagesOf(entry, 2)[0] ?? new Map()]));
}

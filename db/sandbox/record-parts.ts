import type { StoredRecord } from './changes.ts';

/** What stands in one row, in UTF-16 units, of up to three bytes each: Workers allow 2 MB for a row. */
const PART_CHARS = 500_000;

/** A further part of a record's value, from 1 on. */
export interface RecordPart {
  readonly kind: string;
  readonly key: string;
  readonly part: number;
  readonly text: string;
}

/** Cuts a record that is too long for a row: its value is then the first part. */
export function cut(record: StoredRecord): {
  readonly first: StoredRecord;
  readonly rest: readonly RecordPart[];
} {
  const { kind, key, value } = record;
  if (value.length <= PART_CHARS) return { first: record, rest: [] };
  const texts: string[] = [];
  for (let from = 0; from < value.length; ) {
    const end = from + PART_CHARS;
    // A pair of surrogates is one character to SQLite.
    const to = isHighSurrogate(value.charCodeAt(end - 1)) ? end - 1 : end;
    texts.push(value.slice(from, to));
    from = to;
  }
  const [first = '', ...rest] = texts;
  return {
    first: { kind, key, value: first },
    rest: rest.map((text, index) => ({ kind, key, part: index + 1, text })),
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** @param parts in order */
export function join(records: readonly StoredRecord[], parts: readonly RecordPart[]): StoredRecord[] {
  const rest = new Map<string, string[]>();
  for (const part of parts) rest.set(recordName(part), [...(rest.get(recordName(part)) ?? []), part.text]);
  return records.map((record) => {
    const more = rest.get(recordName(record));
    return more === undefined ? record : { ...record, value: record.value + more.join('') };
  });
}

/** One text for what a record is found by. */
export function recordName({ kind, key }: Pick<StoredRecord, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}

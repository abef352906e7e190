import type { Json } from '../../linux/system.ts';

/** A value that is no object, as it is stored. References to nodes are lists of one number. */
export function writePlain(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return ['n', Object.is(value, -0) ? '-0' : String(value)];
    case 'bigint':
      return ['b', value.toString(16)];
    case 'undefined':
      return [];
    default:
      if (value === null) return null;
      throw new Error(`a ${typeof value} cannot be stored`);
  }
}

/** Such a value again; undefined where the reference is another's. */
export function readPlain(reference: readonly Json[]): { readonly value: unknown } | undefined {
  const [kind, detail] = reference;
  if (kind === undefined) return { value: undefined };
  if (kind === 'n') return { value: Number(detail) };
  if (kind !== 'b') return undefined;
  const text = String(detail);
  return { value: text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`) };
}

/** The values of a list as they are stored. Ordinary numbers, of which there may be many, are left as they are. */
export function writeList(values: readonly unknown[], write: (value: unknown) => Json): readonly Json[] {
  const numbers: number[] = [];
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value) || Object.is(value, -0))
      return values.map(write);
    numbers.push(value);
  }
  return numbers;
}

/** What the fields of one name hold. */
interface FieldSize {
  /** The longest list, map or text in such a field, or among the items of such a list. */
  readonly length: number;
  /** The most values of any kind under such a field. */
  readonly values: number;
}

/** How much there is to look at in the data of an expression. */
export interface DataSize {
  readonly fields: ReadonlyMap<string, FieldSize>;
  /** Of all of the data. */
  readonly whole: FieldSize;
}

const NOTHING: FieldSize = { length: 0, values: 0 };

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function larger(a: FieldSize, b: FieldSize): FieldSize {
  return { length: Math.max(a.length, b.length), values: Math.max(a.values, b.values) };
}

/** Measures the data of an expression: its variables by name. */
export function measure(data: Readonly<Record<string, unknown>>): DataSize {
  const fields = new Map<string, FieldSize>();
  let longest = 0;
  const visit = (field: string, value: unknown): number => {
    const isList = Array.isArray(value);
    let values = 1;
    let length = typeof value === 'string' ? value.length : 0;
    if (isObject(value)) {
      const entries = Object.entries(value);
      length = entries.length;
      for (const [key, item] of entries) {
        values += visit(isList ? field : key, item);
        if (!isList) longest = Math.max(longest, key.length);
      }
    }
    longest = Math.max(longest, length);
    fields.set(field, larger(fields.get(field) ?? NOTHING, { length, values }));
    return values;
  };
  const values = visit('', data);
  return { fields, whole: { length: longest, values } };
}

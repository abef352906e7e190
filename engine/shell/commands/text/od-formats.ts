/** How od shows a piece of a row: characters (`c`), named ones (`a`), or numbers of so many bytes. */
export type Format = {
  readonly kind: 'a' | 'c' | 'd' | 'f' | 'o' | 'u' | 'x';
  readonly size: number;
  /** What is printable stands behind the row, too. */
  readonly shown: boolean;
};

/** Sizes by their letters: of C's types. */
const sizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8, F: 4, D: 8 };

/** `x1z`, `d4`, `fD`, `c`, one after the other. @returns a word where it is none: the character that is wrong */
export function parseFormats(text: string): Format[] | string {
  const formats: Format[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole = '', kind = '', size = '', shown = ''] = /^([acdfoux])([CSILFD]|\d+)?(z?)/.exec(rest) ?? [];
    if (whole === '') return rest.charAt(0);
    const bytes = kind === 'a' || kind === 'c' ? 1 : (sizes[size] ?? Number(size || (kind === 'f' ? 8 : 4)));
    if (!isSize(kind, bytes)) return size;
    formats.push({ kind: letterOf(kind), size: bytes, shown: shown !== '' });
    rest = rest.slice(whole.length);
  }
  return formats;
}

function isSize(kind: string, bytes: number): boolean {
  return kind === 'f' ? bytes === 4 || bytes === 8 : [1, 2, 4, 8].includes(bytes);
}

function letterOf(kind: string): Format['kind'] {
  return kind === 'a' || kind === 'c' || kind === 'd' || kind === 'f' || kind === 'o' || kind === 'u'
    ? kind
    : 'x';
}

/** Digits of the largest number, by size. */
const digits: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  a: { 1: 3 },
  c: { 1: 3 },
  d: { 1: 4, 2: 6, 4: 11, 8: 20 },
  f: { 4: 15, 8: 24 },
  o: { 1: 3, 2: 6, 4: 11, 8: 22 },
  u: { 1: 3, 2: 5, 4: 10, 8: 20 },
  x: { 1: 2, 2: 4, 4: 8, 8: 16 },
};

/** How many columns of the screen a byte has, so that all formats of a row stand below each other. */
export function columnsOfByte(formats: readonly Format[]): number {
  return Math.max(...formats.map(({ kind, size }) => ((digits[kind]?.[size] ?? 3) + 1) / size));
}

/** A row in one of the formats. @param columns of a byte @param length of whole rows, in bytes */
export function rowText(format: Format, columns: number, row: string, length: number): string {
  const column = columns * format.size;
  const cells = format.size === 1 ? cellsOfBytes(format, column) : undefined;
  let out = '';
  for (let at = 0; at < row.length; at += format.size)
    out += cells?.[row.charCodeAt(at)] ?? itemText(format, row, at).padStart(column);
  if (!format.shown) return out;
  const readable = row.replace(/[^ -~]/g, '.');
  return `${out.padEnd((column * length) / format.size)}  >${readable}<`;
}

/** How each byte is shown; by format and column. */
const shownBytes = new Map<string, readonly string[]>();

function cellsOfBytes(format: Format, column: number): readonly string[] {
  const key = `${format.kind}${column}`;
  const known = shownBytes.get(key);
  if (known !== undefined) return known;
  const cells = Array.from({ length: 256 }, (_, code) =>
    itemText(format, String.fromCharCode(code), 0).padStart(column),
  );
  shownBytes.set(key, cells);
  return cells;
}

function itemText({ kind, size }: Format, row: string, at: number): string {
  if (kind === 'c') return characterText(row.charCodeAt(at));
  if (kind === 'a') return namedText(row.charCodeAt(at) & 127);
  if (size < 8 && kind !== 'f') return smallText(kind, size, row, at);
  const bytes = Uint8Array.from({ length: 8 }, (_, index) =>
    index < size ? row.charCodeAt(at + index) || 0 : 0,
  );
  const view = new DataView(bytes.buffer);
  if (kind === 'f') return floatText(size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true), size);
  const value = view.getBigUint64(0, true);
  const width = digits[kind]?.[size] ?? 0;
  if (kind === 'x') return value.toString(16).padStart(width, '0');
  if (kind === 'o') return value.toString(8).padStart(width, '0');
  return String(kind === 'd' ? BigInt.asIntN(size * 8, value) : value);
}

function smallText(kind: Format['kind'], size: number, row: string, at: number): string {
  let value = 0;
  for (let index = size - 1; index >= 0; index--) value = value * 256 + (row.charCodeAt(at + index) || 0);
  const width = digits[kind]?.[size] ?? 0;
  if (kind === 'x') return value.toString(16).padStart(width, '0');
  if (kind === 'o') return value.toString(8).padStart(width, '0');
  const limit = 256 ** size;
  return String(kind === 'd' && value >= limit / 2 ? value - limit : value);
}

/** The shortest text that means this number, as %g writes it. */
function floatText(value: number, size: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  let precision = 1;
  const same = (text: string) => (size === 4 ? Math.fround(Number(text)) : Number(text)) === value;
  while (precision < 17 && !same(value.toPrecision(precision))) precision++;
  const [mantissa = '', exponent = '0'] = value.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < Math.max(precision, size === 4 ? 6 : 15))
    return String(Number(value.toPrecision(precision)));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

const escapes: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function characterText(code: number): string {
  const named = escapes[code];
  if (named !== undefined) return named;
  return code >= 32 && code < 127 ? String.fromCharCode(code) : code.toString(8).padStart(3, '0');
}

const names =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );

function namedText(code: number): string {
  return code === 127 ? 'del' : (names[code] ?? String.fromCharCode(code));
}

/** `[[fill]align][sign][z][#][0][width][grouping][.precision][type]` */
export interface FormatSpec {
  readonly fill: string;
  readonly align: '' | '<' | '>' | '^' | '=';
  readonly sign: '' | '+' | '-' | ' ';
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  readonly type: string;
}

/** Undefined: it isn't one. */
export function parseSpec(text: string): FormatSpec | undefined {
  const match = /^(?:(.)?([<>=^]))?([+\- ])?z?(#)?(0)?(\d{1,6})?([,_])?(?:\.(\d{1,6}))?([a-zA-Z%])?$/su.exec(
    text,
  );
  if (match === null) return undefined;
  const [, fill, align = '', sign = '', alternate, zero, width, grouping = '', precision, type = ''] = match;
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: alignOf(align, zero !== undefined),
    sign: sign === '+' || sign === '-' || sign === ' ' ? sign : '',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping === ',' || grouping === '_' ? grouping : '',
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function alignOf(text: string, zero: boolean): FormatSpec['align'] {
  if (text === '<' || text === '>' || text === '^' || text === '=') return text;
  return zero ? '=' : '';
}

/** Fills a text up to the width. @param fallback how it is aligned where nothing is said */
export function padded(spec: FormatSpec, sign: string, body: string, fallback: '<' | '>'): string {
  const missing = spec.width - [...sign, ...body].length;
  if (missing <= 0) return sign + body;
  const align = spec.align === '' ? fallback : spec.align;
  switch (align) {
    case '<':
      return sign + body + spec.fill.repeat(missing);
    case '>':
      return spec.fill.repeat(missing) + sign + body;
    case '=':
      return sign + spec.fill.repeat(missing) + body;
    default: {
      const before = Math.floor(missing / 2);
      return spec.fill.repeat(before) + sign + body + spec.fill.repeat(missing - before);
    }
  }
}

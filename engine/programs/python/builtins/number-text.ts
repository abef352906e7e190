/** Digits of an integer that are written (sys.get_int_max_str_digits). */
export const INTEGER_DIGITS_MAX = 4300;

/** Writing a large number out takes so much longer than computing with it. */
export const DIGITS_WEIGHT = 4;

/** repr() of a float. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${digits}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  const text = String(value);
  return /[.e]/.test(text) ? plainDigits(text) : `${text}.0`;
}

/** JavaScript writes 1e-7 for what Python writes out. */
function plainDigits(text: string): string {
  return text;
}

/** `%.3f`: correctly rounded, also where toFixed gives up. */
export function fixed(value: number, digits: number): string {
  const magnitude = Math.abs(value);
  if (magnitude < 1e21) return halfEven(value, Math.min(digits, 100));
  const whole = BigInt(value).toString();
  return digits === 0 ? whole : `${whole}.${'0'.repeat(digits)}`;
}

/** Digits by which a tie is told from what is only near to one. */
const TIE_DIGITS = 30;

/** toFixed, but that what lies in the middle goes to the even digit. */
function halfEven(value: number, digits: number): string {
  const text = value.toFixed(digits);
  if (digits + TIE_DIGITS > 100) return text;
  const long = value.toFixed(digits + TIE_DIGITS);
  const rest = long.slice(-TIE_DIGITS);
  if (rest !== '5'.padEnd(TIE_DIGITS, '0')) return text;
  const down = long.slice(0, -TIE_DIGITS).replace(/\.$/, '');
  return /[02468]\.?$/.test(down) ? down : text;
}

export function exponential(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(Math.min(digits, 100)).split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${mantissa}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}

/** `%g` */
export function general(value: number, digits: number, keepZeros: boolean): string {
  const precision = Math.max(1, digits);
  if (value === 0) return keepZeros ? `0.${'0'.repeat(precision - 1)}` : Object.is(value, -0) ? '-0' : '0';
  const exponent = Number(value.toExponential(precision - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(value, precision - 1)
      : fixed(value, Math.max(0, precision - 1 - exponent));
  if (keepZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+(?=e|$)/, '');
}

export function grouped(digits: string, separator: string, size = 3): string {
  let text = '';
  for (let end = digits.length; end > 0; end -= size) {
    text = digits.slice(Math.max(0, end - size), end) + (text === '' ? '' : separator + text);
  }
  return text;
}

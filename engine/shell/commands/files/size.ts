const units = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** Busybox rounds to one digit, and shows it from a kilobyte on: `4.0K`, `23.5G`. */
export function busyboxSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return String(Math.round(value));
  return `${(Math.round(value * 10) / 10).toFixed(1)}${units[unit]}`;
}

/** GNU rounds up, with a digit after the point below ten: `4.0K`, `24G`. */
export function gnuSize(bytes: number, base: 1000 | 1024 = 1024): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  if (unit === 0) return String(Math.ceil(value));
  const tenths = Math.ceil(value * 10) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)}${units[unit]}`;
  const whole = Math.ceil(value);
  return whole === base && unit < units.length - 1 ? `1.0${units[unit + 1]}` : `${whole}${units[unit]}`;
}

const suffixes: Readonly<Record<string, number>> = {
  c: 1,
  b: 512,
  k: 1024,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
  kB: 1000,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  TB: 1000 ** 4,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** `10`, `4k`, `1M`, `2GB`; undefined: it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d{1,15})([a-zA-Z]{0,3})$/.exec(text);
  if (match === null) return undefined;
  const [, digits, suffix = ''] = match;
  if (suffix === '' || suffix === 'B') return Number(digits);
  return Object.hasOwn(suffixes, suffix) ? Number(digits) * (suffixes[suffix] ?? 1) : undefined;
}

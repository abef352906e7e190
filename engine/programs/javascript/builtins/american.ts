/** Signs of currencies, as they stand before an amount in American English. */
const SIGNS: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  CNY: 'CN¥',
  KRW: '₩',
  CAD: 'CA$',
  AUD: 'A$',
  MXN: 'MX$',
  BRL: 'R$',
};

/** What is around a number of a style, what it is multiplied by, and its digits after the point. */
export function numberStyle(
  style: string,
  currency: string,
): {
  readonly before: string;
  readonly after: string;
  readonly times: number;
  readonly digits: readonly [number, number];
} {
  if (style === 'percent') return { before: '', after: '%', times: 100, digits: [0, 0] };
  if (style !== 'currency') return { before: '', after: '', times: 1, digits: [0, 3] };
  const code = currency.toUpperCase();
  const digits = code === 'JPY' || code === 'KRW' ? 0 : 2;
  return { before: SIGNS[code] ?? `${code}\u00a0`, after: '', times: 1, digits: [digits, digits] };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A date with what is asked for of it: `long`, `short`, `numeric` or `2-digit` each. */
export function americanDate(ms: number, wanted: Readonly<Record<string, string | undefined>>): string {
  const date = new Date(ms);
  const { weekday, year, month, day } = wanted;
  const two = (value: number, form: string | undefined) =>
    form === '2-digit' ? String(value % 100).padStart(2, '0') : String(value);
  const shownDay = day === undefined ? '' : two(date.getUTCDate(), day);
  const shownYear = year === undefined ? '' : two(date.getUTCFullYear(), year);
  const name = DAYS[date.getUTCDay()] ?? '';
  const shownWeekday = weekday === undefined ? '' : weekday === 'long' ? name : name.slice(0, 3);
  if (month !== 'long' && month !== 'short') {
    const shownMonth = month === undefined ? '' : two(date.getUTCMonth() + 1, month);
    const numbers = [shownMonth, shownDay, shownYear].filter((part) => part !== '').join('/');
    return [shownWeekday, numbers].filter((part) => part !== '').join(', ');
  }
  const monthName = MONTHS[date.getUTCMonth()] ?? '';
  const shownMonth = month === 'long' ? monthName : monthName.slice(0, 3);
  const monthAndDay = [shownMonth, shownDay].filter((part) => part !== '').join(' ');
  if (shownDay === '' && shownWeekday === '')
    return [monthAndDay, shownYear].filter((part) => part !== '').join(' ');
  return [shownWeekday, monthAndDay, shownYear].filter((part) => part !== '').join(', ');
}

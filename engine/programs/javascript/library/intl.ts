/** Intl, as far as numbers and dates have it themselves: in American English, and in UTC. */
export const intlSource = `
class NumberFormat {
  constructor(locale, options) { Object.defineProperty(this, '_given', { value: [locale, options] }); }
  get format() { return (value) => Number(value).toLocaleString(...this._given); }
  resolvedOptions() { return { locale: 'en-US', numberingSystem: 'latn', style: 'decimal', ...this._given[1] }; }
}
class DateTimeFormat {
  constructor(locale, options) { Object.defineProperty(this, '_given', { value: [locale, options] }); }
  get format() { return (value) => new Date(value ?? Date.now())[this._given[1] && (this._given[1].hour || this._given[1].timeStyle) ? 'toLocaleString' : 'toLocaleDateString'](...this._given); }
  resolvedOptions() { return { locale: 'en-US', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...this._given[1] }; }
}
const callable = (of) => new Proxy(of, { apply: (target, self, args) => new target(...args) });
module.exports = { NumberFormat: callable(NumberFormat), DateTimeFormat: callable(DateTimeFormat) };
`;

const UNITS: readonly (readonly [below: number, divisor: number, words: string])[] = [
  [60, 1, 'seconds'],
  [3600, 60, 'minutes'],
  [48 * 3600, 3600, 'hours'],
  [14 * 86_400, 86_400, 'days'],
  [60 * 86_400, 7 * 86_400, 'weeks'],
  [2 * 365 * 86_400, 30 * 86_400, 'months'],
];

/** `3 minutes`, as docker says how long something has lasted (go-units' HumanDuration). */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds >= 60 && seconds < 120) return 'About a minute';
  const hours = Math.floor(seconds / 3600 + 0.5);
  if (seconds >= 3600 && hours === 1) return 'About an hour';
  for (const [below, divisor, words] of UNITS) {
    if (seconds >= below) continue;
    return `${divisor === 3600 ? hours : Math.floor(seconds / divisor)} ${words}`;
  }
  return `${Math.floor(seconds / (365 * 86_400))} years`;
}

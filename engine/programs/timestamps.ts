const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2024-05-01T08:00:00.000Z` */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2024-05-01 08:00:00` */
export function plainTime(ms: number): string {
  return iso(ms).slice(0, 19).replace('T', ' ');
}

/** `2024/05/01 08:00:00`, as nginx and Go's log print it. */
export function slashedTime(ms: number): string {
  return plainTime(ms).replaceAll('-', '/');
}

/** `01/May/2024:08:00:00 +0000`, as access logs have it. */
export function commonLogTime(ms: number): string {
  const text = iso(ms);
  return `${text.slice(8, 10)}/${monthOf(ms)}/${text.slice(0, 4)}:${text.slice(11, 19)} +0000`;
}

/** `01 May 2024 08:00:00.000`, as redis prints it. */
export function redisTime(ms: number): string {
  const text = iso(ms);
  return `${text.slice(8, 10)} ${monthOf(ms)} ${text.slice(0, 4)} ${text.slice(11, 23)}`;
}

/** `Wed May 01 08:00:00.000000 2024`, as Apache prints it. */
export function apacheTime(ms: number): string {
  const text = iso(ms);
  return `${dayOf(ms)} ${monthOf(ms)} ${text.slice(8, 10)} ${text.slice(11, 23)}000 ${text.slice(0, 4)}`;
}

/** `Wed, 01 May 2024 08:00:00 GMT`, as HTTP has it. */
export function httpDate(ms: number): string {
  const text = iso(ms);
  return `${dayOf(ms)}, ${text.slice(8, 10)} ${monthOf(ms)} ${text.slice(0, 4)} ${text.slice(11, 19)} GMT`;
}

/** `01-May-2024 08:00`, as nginx lists files. */
export function listingTime(ms: number): string {
  const text = iso(ms);
  return `${text.slice(8, 10)}-${monthOf(ms)}-${text.slice(0, 4)} ${text.slice(11, 16)}`;
}

function dayOf(ms: number): string {
  return days[new Date(ms).getUTCDay()] ?? '';
}

function monthOf(ms: number): string {
  return months[new Date(ms).getUTCMonth()] ?? '';
}

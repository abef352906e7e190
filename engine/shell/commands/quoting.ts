import type { System } from '../../linux/system.ts';

/** A word in GNU's messages: with typographic quotes where the locale is a UTF-8 one, as an image may set it. */
export function quote(system: System, text: string): string {
  const locale = system.env.get('LC_ALL') || system.env.get('LC_CTYPE') || system.env.get('LANG') || '';
  return /utf-?8$/i.test(locale) ? `‘${text}’` : `'${text}'`;
}

/** A file name in GNU's messages that always quote it. */
export function quotedName(name: string): string {
  if (!name.includes("'")) return `'${name}'`;
  return /["\\$`!]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

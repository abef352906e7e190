import { globMatches } from '../files/glob.ts';
import type { TarOptions } from './tar-options.ts';

/** Whether --exclude leaves a name out: a pattern is held against it, and against what follows each slash. */
export function isExcluded(options: TarOptions, name: string): boolean {
  return options.exclude.some((pattern) =>
    matchesAnywhere(pattern.replace(/(?<!\/)\/+$/, ''), name.replace(/(?<!\/)\/+$/, '')),
  );
}

function matchesAnywhere(pattern: string, name: string): boolean {
  const parts = name.split('/');
  for (let end = parts.length; end > 0; end--) {
    for (let begin = 0; begin < end; begin++) {
      if (globMatches(pattern, parts.slice(begin, end).join('/'))) return true;
    }
  }
  return false;
}

/** Which of the names asked for a member belongs to: its own, or that of a folder above. */
export function askedFor({ names, wildcards }: TarOptions, member: string): string | undefined {
  const own = member.replace(/(?<!\/)\/+$/, '');
  return names.find((name) => {
    const wanted = name.replace(/(?<!\/)\/+$/, '');
    if (own === wanted || own.startsWith(`${wanted}/`)) return true;
    return wildcards && globMatches(wanted, own);
  });
}

/** Without its first parts; undefined: nothing is left. */
export function stripped(name: string, parts: number): string | undefined {
  if (parts === 0) return name;
  const rest = name
    .split('/')
    .filter((part) => part !== '')
    .slice(parts)
    .join('/');
  if (rest === '') return undefined;
  return name.endsWith('/') ? `${rest}/` : rest;
}

/** Without a slash at its beginning, or all up to a `..`: what may stand in an archive. */
export function relative(name: string): { readonly name: string; readonly removed: string } {
  const removed = /^(?:.*\/)?\.\.(?:\/+|$)|^\/+/.exec(name)?.[0] ?? '';
  const rest = name.slice(removed.length);
  return { name: rest === '' && removed !== '' ? './' : rest, removed };
}

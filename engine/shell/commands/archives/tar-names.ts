import type { System } from '../../../linux/system.ts';
import { decode, encode } from '../bytes.ts';
import { globMatches } from '../files/glob.ts';
import { commandName, Quit } from '../options.ts';
import { compilePattern } from '../text/regex/pattern.ts';
import { parseSed } from '../text/sed/parse.ts';
import { SedError } from '../text/sed/program.ts';
import { substitute } from '../text/sed/substitute.ts';
import type { TarOptions } from './tar-options.ts';

/** Whether --exclude leaves a name out: a pattern is held against it, and against what follows each slash. */
export function isExcluded(options: TarOptions, name: string): boolean {
  return options.exclude.some((pattern) =>
    matchesAnywhere(pattern.replace(/\/+$/, ''), name.replace(/\/+$/, '')),
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
  const own = member.replace(/\/+$/, '');
  return names.find((name) => {
    const wanted = name.replace(/\/+$/, '');
    if (own === wanted || own.startsWith(`${wanted}/`)) return true;
    return wildcards && globMatches(wanted, own);
  });
}

/** As --transform says. */
export function transformed(system: System, { transform }: TarOptions, name: string): string {
  if (transform === '') return name;
  let text = encode(name);
  for (const { action } of substitutions(system, transform)) {
    if (action.do !== 'substitute') throw badTransform(system);
    const { ignoreCase, multiline, source = '' } = action.regex;
    const pattern = compilePattern(source, { dialect: 'basic', ignoreCase, multiline });
    text = substitute(text, pattern, action) ?? text;
  }
  return decode(text);
}

function substitutions(system: System, script: string) {
  try {
    return parseSed(encode(script), false).commands;
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    throw badTransform(system);
  }
}

function badTransform(system: System): Error {
  return new Quit(
    `${commandName(system)}: Invalid transform expression\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    2,
  );
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

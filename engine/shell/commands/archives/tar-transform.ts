import { decode, encode } from '../bytes.ts';
import { Quit } from '../options.ts';
import { compilePattern, type Pattern } from '../text/regex/pattern.ts';
import { PatternError } from '../text/regex/syntax.ts';
import { parseSed } from '../text/sed/parse.ts';
import { SedError, type Substitution } from '../text/sed/program.ts';
import { substitute } from '../text/sed/substitute.ts';
import type { TarOptions } from './tar-options.ts';

/** What a name is of: a member, or what a symbolic or hard link points at. */
export type NameOf = 'member' | 'symbolic link' | 'hard link';

interface Transform {
  readonly action: Substitution;
  readonly pattern: Pattern;
  readonly of: ReadonlySet<NameOf>;
}

/** Letters that say of which names an expression is. */
const SCOPES: Readonly<Record<string, NameOf>> = { r: 'member', s: 'symbolic link', h: 'hard link' };

/** Expressions of options that are in use. */
const parsed = new WeakMap<TarOptions, readonly Transform[]>();

/** As --transform says. */
export function transformed(options: TarOptions, name: string, of: NameOf): string {
  if (options.transforms.length === 0) return name;
  let transforms = parsed.get(options);
  if (transforms === undefined) {
    transforms = options.transforms.flatMap(parse);
    parsed.set(options, transforms);
  }
  let text = encode(name);
  for (const each of transforms) {
    if (each.of.has(of)) text = substitute(text, each.pattern, each.action) ?? text;
  }
  return decode(text);
}

/** `s/from/to/flags`, several of them after semicolons. Beside sed's flags: x, of extended ones, and scopes. */
function parse(expression: string): Transform[] {
  const flags = /(?<![a-zA-Z0-9])[a-zA-Z0-9]*$/.exec(expression)?.[0] ?? '';
  const script = expression.slice(0, expression.length - flags.length) + flags.replace(/[xrshRSH]/g, '');
  const of = new Set<NameOf>(Object.values(SCOPES));
  for (const flag of flags.replace(/[^rshRSH]/g, '')) {
    const scope = SCOPES[flag.toLowerCase()] ?? 'member';
    if (flag === flag.toLowerCase()) of.add(scope);
    else of.delete(scope);
  }
  const extended = flags.includes('x');
  try {
    return parseSed(encode(script), extended).commands.map(({ action }) => {
      if (action.do !== 'substitute') throw invalid();
      const { ignoreCase, multiline, source = '' } = action.regex;
      const dialect = extended ? 'extended' : 'basic';
      return { action, of, pattern: compilePattern(source, { dialect, ignoreCase, multiline }) };
    });
  } catch (error) {
    if (error instanceof SedError || error instanceof PatternError) throw invalid();
    throw error;
  }
}

function invalid(): Quit {
  return new Quit(
    "tar: Invalid transform expression\nTry 'tar --help' or 'tar --usage' for more information.\n",
    2,
  );
}

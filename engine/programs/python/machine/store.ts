import type { Json } from '../../../linux/system.ts';
import type { Code, Unit } from '../compile/code.ts';
import { compile } from '../compile/statements.ts';
import { librarySource } from '../library/sources.ts';

/** Units in memory → how they were compiled. */
const origins = new WeakMap<object, { readonly how: string; readonly library: string | undefined }>();
const known = new Map<string, Code>();
const KNOWN_CHARACTERS_MAX = 4_000_000;
let knownCharacters = 0;

/** What a source is: `tests` is a module whose asserts tell pytest more. */
export type Kind = 'module' | 'line' | 'expression' | 'tests';

/** Compiles a source, or finds it compiled already: code follows from its source. */
export function codeOf(source: string, file: string, how: Kind = 'module', library?: string): Code {
  const key = JSON.stringify([library ?? null, file, how, library === undefined ? source : '']);
  const found = known.get(key);
  if (found !== undefined) return found;
  const code = compile(source, file, {
    hidden: library !== undefined,
    interactive: how === 'line',
    expression: how === 'expression',
    tests: how === 'tests',
  });
  knownCharacters += source.length;
  if (knownCharacters > KNOWN_CHARACTERS_MAX) {
    known.clear();
    knownCharacters = source.length;
  }
  known.set(key, code);
  origins.set(code.unit, { how, library });
  return code;
}

export function isUnit(object: object): object is Unit {
  return 'codes' in object && 'source' in object;
}

/**
 * How a unit is stored: its file, how it was compiled, the name of a library of ours or the source, and of each code
 * how many instructions it had. Where a library has changed since, they don't fit any more.
 */
export function unitFacts(unit: Unit): Json[] {
  const { how, library } = origins.get(unit) ?? { how: 'module', library: undefined };
  const sizes = unit.codes.map(({ instructions }) => instructions.length);
  return [unit.file, how, library ?? null, library === undefined ? unit.source : null, sizes];
}

/** A library has changed, so that where the program stood says nothing any more. */
export class Outdated extends Error {}

/** A stored unit again. @param node begins with a tag @throws Outdated */
export function restoredUnit([, file, how, library, source, sizes]: readonly Json[]): Unit {
  const text = typeof library === 'string' ? librarySource(library) : String(source);
  const expected = Array.isArray(sizes) ? sizes : [];
  if (text === undefined) throw new Outdated();
  const kind = how === 'line' || how === 'expression' || how === 'tests' ? how : 'module';
  const { unit } = codeOf(text, String(file), kind, typeof library === 'string' ? library : undefined);
  const { codes } = unit;
  const fits =
    codes.length === expected.length &&
    codes.every(({ instructions }, at) => instructions.length === expected[at]);
  if (!fits) throw new Outdated();
  return unit;
}

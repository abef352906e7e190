import type { Dialect } from './dialect.ts';
import { parseUnit, type Unit } from './syntax/parser.ts';
import type { Node } from './syntax/tree.ts';

/** Characters of the scripts whose trees are kept. */
const CACHED_CHARACTERS_MAX = 2_000_000;

/** The complete commands of a script by where they begin. */
type Units = Map<number, Unit | undefined>;

/** By dialect, then by text: no key is put together, whose whole length would have to be read each time. */
const scripts = new Map<Dialect, Map<string, Units>>();
let characters = 0;

/**
 * The complete command at a place of a script: see `parseUnit`. The text says all about it, so this is only a cache.
 * @throws ShellSyntaxError
 */
export function unitAt(script: string, at: number, dialect: Dialect): Unit | undefined {
  const units = unitsOf(script, dialect);
  if (units.has(at)) return units.get(at);
  const unit = parseUnit(script, at, dialect);
  units.set(at, unit);
  return unit;
}

/** The nodes of a complete command that is all of a text. */
export function nodesOf(text: string, dialect: Dialect): readonly Node[] {
  return unitAt(text, 0, dialect)?.nodes ?? [];
}

/** Takes note of what was parsed anyway. */
export function rememberUnit(unit: Unit, dialect: Dialect): void {
  const units = unitsOf(unit.text, dialect);
  if (!units.has(0)) units.set(0, unit);
}

function unitsOf(script: string, dialect: Dialect): Units {
  const known = scripts.get(dialect)?.get(script);
  if (known !== undefined) return known;
  characters += script.length;
  if (characters > CACHED_CHARACTERS_MAX) {
    scripts.clear();
    characters = script.length;
  }
  const units: Units = new Map();
  const texts = scripts.get(dialect);
  if (texts === undefined) scripts.set(dialect, new Map([[script, units]]));
  else texts.set(script, units);
  return units;
}

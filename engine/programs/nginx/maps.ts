import { RE2JS } from 're2js';
import { checkPattern } from './actions.ts';
import type { ValueMap } from './model.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';

/** `map $source $name { … }` by the name of what it makes. */
export function mapsOf(http: readonly Directive[]): Record<string, ValueMap> {
  const maps = http.filter(({ name }) => name === 'map');
  return Object.fromEntries(
    maps.map((directive) => {
      const [source = '', target = ''] = directive.args;
      if (!target.startsWith('$'))
        throw new ConfigurationError(`invalid variable name "${target}" in ${placeOf(directive)}`);
      return [target.slice(1), mapOf(source, directive)] as const;
    }),
  );
}

function mapOf(source: string, { block = [] }: Directive): ValueMap {
  const map: ValueMap = { source, default: '', literals: new Map(), patterns: [] };
  for (const row of block) {
    const [value = ''] = row.args;
    if (row.name === 'default') map.default = value;
    else if (row.name.startsWith('~')) {
      const insensitive = row.name.startsWith('~*');
      const pattern = row.name.slice(insensitive ? 2 : 1);
      checkPattern(pattern, row);
      map.patterns.push({ pattern: RE2JS.compile(pattern, insensitive ? RE2JS.CASE_INSENSITIVE : 0), value });
    } else if (row.args.length > 0) {
      map.literals.set(row.name.replace(/^\\/, '').toLowerCase(), value);
    } else {
      throw new ConfigurationError(
        `"${row.name}" inside of "map" is not part of the simulation in ${placeOf(row)}`,
      );
    }
  }
  return map;
}

/** What a map has for a text, with variables that are still to be put in. */
export function mapped(map: ValueMap, text: string): { value: string; groups: Record<string, string> } {
  const literal = map.literals.get(text.toLowerCase());
  if (literal !== undefined) return { value: literal, groups: {} };
  for (const { pattern, value } of map.patterns) {
    const matcher = pattern.matcher(text);
    if (!matcher.find()) continue;
    const groups: Record<string, string> = {};
    for (let index = 1; index <= Math.min(9, matcher.groupCount()); index++)
      groups[index] = matcher.group(index) ?? '';
    for (const name of Object.keys(pattern.namedGroups())) groups[name] = matcher.group(name) ?? '';
    return { value, groups };
  }
  return { value: map.default, groups: {} };
}

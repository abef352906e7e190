import { RE2JS } from 're2js';
import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { compile } from './configuration.ts';
import type { Configuration } from './model.ts';
import { ConfigurationError, type Directive, parseConfiguration, type Sources } from './syntax.ts';

/** A directive in a source: without its place, which only matters while it is read. */
type Packed = readonly [
  name: string,
  args: readonly string[],
  block: readonly Packed[] | null,
  place?: Place,
];
type Place = readonly [file: string, line: number];

/** Directives whose place is told later, too. */
const placed: ReadonlySet<string> = new Set(['user']);

/** Configurations that are remembered: all processes of all sandboxes that have the same one share it. */
const rememberedMax = 100;
const remembered = new Map<string, Configuration>();

/**
 * Reads the configuration with all its files.
 * @returns its directives as text, for `configurationOf` @throws ConfigurationError
 */
export function load(system: System, path: string, globals: string): string {
  const sources = sourcesOf(system);
  const directives = parseConfiguration(path, sources);
  if (globals !== '') {
    directives.push(...parseConfiguration('command line', { ...sources, load: () => globals }));
  }
  const source = JSON.stringify(directives.map(packed));
  if (!remembered.has(source)) remember(source, compile(directives));
  return source;
}

/** The configuration that was read from a source. */
export function configurationOf(source: string): Configuration {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  const directives: Packed[] = JSON.parse(source);
  return remember(source, compile(directives.map(unpacked)));
}

function remember(source: string, configuration: Configuration): Configuration {
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(source, configuration);
  return configuration;
}

function packed({ name, args, block, file, line }: Directive): Packed {
  const inside = block === undefined ? null : block.map(packed);
  return placed.has(name) ? [name, args, inside, [file, line]] : [name, args, inside];
}

function unpacked([name, args, block, [file, line] = ['', 0]]: Packed): Directive {
  return { name, args, file, line, ...(block === null ? {} : { block: block.map(unpacked) }) };
}

function sourcesOf(system: System): Sources {
  return {
    load(path) {
      try {
        return system.readText(path);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        const number = error.code === 'EACCES' ? 13 : error.code === 'EISDIR' ? 21 : 2;
        throw new ConfigurationError(`open() "${path}" failed (${number}: ${error.message})`);
      }
    },
    list(pattern) {
      const slash = pattern.lastIndexOf('/');
      const folder = pattern.slice(0, slash);
      const glob = pattern.slice(slash + 1);
      try {
        return system
          .readDirectory(folder === '' ? '/' : folder)
          .filter(({ name }) => matches(name, glob) && (!name.startsWith('.') || glob.startsWith('.')))
          .map((entry) => `${folder}/${entry.name}`);
      } catch (error) {
        if (error instanceof SystemError) return [];
        throw error;
      }
    },
  };
}

/** Most patterns are a star with an ending, which needs no engine. */
function matches(name: string, glob: string): boolean {
  const ending = /^\*([^*?[]*)$/.exec(glob)?.[1];
  return ending === undefined ? patternOf(glob).matches(name) : name.endsWith(ending);
}

function patternOf(glob: string): RE2JS {
  const pattern = [...glob].map((character) =>
    character === '*' ? '.*' : character === '?' ? '.' : RE2JS.quote(character),
  );
  return RE2JS.compile(pattern.join(''));
}

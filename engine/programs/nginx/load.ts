import { RE2JS } from 're2js';
import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { compile } from './configuration.ts';
import type { Configuration } from './model.ts';
import { ConfigurationError, parseConfiguration, type Sources } from './syntax.ts';

/** Reads the configuration with all its files. Throws a ConfigurationError. */
export function load(system: System, path: string, globals: string): Configuration {
  const sources = sourcesOf(system);
  const directives = parseConfiguration(path, sources);
  const before =
    globals === '' ? [] : parseConfiguration('command line', { ...sources, load: () => globals });
  return compile([...directives, ...before]);
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
      const name = patternOf(pattern.slice(slash + 1));
      try {
        return system
          .readDirectory(folder === '' ? '/' : folder)
          .filter(
            (entry) =>
              name.matches(entry.name) && (!entry.name.startsWith('.') || pattern[slash + 1] === '.'),
          )
          .map((entry) => `${folder}/${entry.name}`);
      } catch (error) {
        if (error instanceof SystemError) return [];
        throw error;
      }
    },
  };
}

function patternOf(glob: string): RE2JS {
  const pattern = [...glob].map((character) =>
    character === '*' ? '.*' : character === '?' ? '.' : RE2JS.quote(character),
  );
  return RE2JS.compile(pattern.join(''));
}

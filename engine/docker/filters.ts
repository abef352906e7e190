import { RE2JS } from 're2js';
import { invalidParameter } from './docker-error.ts';

/** The longest pattern that is looked at. */
const PATTERN_CHARACTERS_MAX = 1024;

/** The `filters` of a list: for each name, the values of which one must fit; of labels, all must. */
export class Filters {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** @throws DockerError where there is a filter that isn't accepted */
  checkNames(accepted: readonly string[]): void {
    for (const name of this.#values.keys()) {
      if (!accepted.includes(name)) throw invalidParameter(`invalid filter '${name}'`);
    }
  }

  has(name: string): boolean {
    return this.get(name).length > 0;
  }

  get(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** True or false; undefined: there is no such filter. @throws DockerError where it says neither, or both */
  flag(name: string): boolean | undefined {
    const values = this.get(name);
    if (values.length === 0) return undefined;
    const says = (...words: readonly string[]) => words.some((word) => values.includes(word));
    const yes = says('1', 'true');
    if (yes === says('0', 'false')) throw invalidParameter(`invalid filter '${name}=[${values.join(' ')}]'`);
    return yes;
  }

  /** True where there is no such filter, or it has the value. */
  is(name: string, value: string): boolean {
    const wanted = this.get(name);
    return wanted.length === 0 || wanted.includes(value);
  }

  /** True where there is no such filter, or one of its values is contained in the text, or matches it as a pattern. */
  matches(name: string, text: string): boolean {
    const wanted = this.get(name);
    return wanted.length === 0 || wanted.some((pattern) => pattern === text || matchesPattern(pattern, text));
  }

  /** `key` or `key=value`, all of them. */
  matchesLabels(labels: Readonly<Record<string, string>>, name = 'label'): boolean {
    return this.get(name).every((wanted) => {
      const [key = '', ...rest] = wanted.split('=');
      const value = labels[key];
      return value !== undefined && (rest.length === 0 || value === rest.join('='));
    });
  }
}

/** Patterns are RE2's, as Go's; what isn't a pattern matches nothing. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern.length > PATTERN_CHARACTERS_MAX) return false;
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return false;
  }
}

import { matchesPattern } from '../filters.ts';
import type { Container } from './container.ts';

/**
 * What `docker logs --details` puts before each line: the labels and variables that --log-opt names, sorted, as in a
 * query of a URL.
 */
export function logAttributes({ config, hostConfig }: Pick<Container, 'config' | 'hostConfig'>): string {
  const options = hostConfig.LogConfig.Config;
  const labels = new Map(Object.entries(config.Labels));
  const variables = new Map((config.Env ?? []).filter((each) => each.includes('=')).map((each) => cut(each)));
  const chosen = new Map([
    ...choose(labels, options.labels, options['labels-regex']),
    ...choose(variables, options.env, options['env-regex']),
  ]);
  return [...chosen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${queryEscape(key)}=${queryEscape(value)}`)
    .join(',');
}

function cut(variable: string): [name: string, value: string] {
  const equals = variable.indexOf('=');
  return [variable.slice(0, equals), variable.slice(equals + 1)];
}

function choose(
  all: ReadonlyMap<string, string>,
  names = '',
  pattern = '',
): (readonly [name: string, value: string])[] {
  const named = names.split(',');
  return [...all].filter(
    ([name]) => named.includes(name) || (pattern !== '' && matchesPattern(pattern, name)),
  );
}

/** url.QueryEscape of Go. */
function queryEscape(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

import { RE2JS } from 're2js';
import type { HttpRequest } from '../http/message.ts';
import type { Configuration, Location, Server } from './model.ts';
import { hostOf } from './variables.ts';

/** The server block for a request: by the port or Unix socket it came in at, then by its Host header. */
export function chooseServer({ servers }: Configuration, request: HttpRequest): Server | undefined {
  const { port } = request.local;
  const isMeant = (each: Server['listen'][number]) =>
    each.port === port && (port !== 0 || each.address === request.local.address);
  const candidates = servers.filter(({ listen }) => listen.some(isMeant));
  const host = hostOf(request, '');
  return (
    candidates.find(({ names }) => names.includes(host)) ??
    candidates.find(({ names }) => names.some((name) => isWildcard(name, host))) ??
    candidates.find(({ names }) =>
      names.some((name) => name.startsWith('~') && matches(name.slice(1), host)),
    ) ??
    candidates.find(({ listen }) => listen.some((each) => isMeant(each) && each.isDefault)) ??
    candidates[0]
  );
}

function isWildcard(name: string, host: string): boolean {
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name);
  return name.endsWith('.*') && host.startsWith(name.slice(0, -1));
}

export interface Match {
  readonly location: Location | undefined;
  /** `$1` … of a pattern. */
  readonly groups: Readonly<Record<string, string>>;
}

/** The location for a path: exact, else patterns in their order, else the longest prefix. */
export function chooseLocation({ locations }: Server, path: string): Match {
  const exact = locations.find((each) => each.kind === 'exact' && each.path === path);
  if (exact !== undefined) return { location: exact, groups: {} };
  let longest: Location | undefined;
  for (const each of locations) {
    if (each.kind !== 'prefix' && each.kind !== 'preferred') continue;
    if (path.startsWith(each.path) && each.path.length > (longest?.path.length ?? -1)) longest = each;
  }
  if (longest?.kind !== 'preferred') {
    for (const each of locations) {
      if (each.kind !== 'regex' && each.kind !== 'regex-insensitive') continue;
      const groups = groupsOf(each.path, path, each.kind === 'regex-insensitive');
      if (groups !== undefined) return { location: each, groups };
    }
  }
  return { location: longest, groups: {} };
}

export function namedLocation({ locations }: Server, name: string): Location | undefined {
  return locations.find((each) => each.kind === 'named' && each.path === name);
}

/** The groups of a user's pattern in a text, by number; undefined: it doesn't match. */
export function groupsOf(
  pattern: string,
  text: string,
  insensitive = false,
): Record<string, string> | undefined {
  const matcher = RE2JS.compile(pattern, insensitive ? RE2JS.CASE_INSENSITIVE : 0).matcher(text);
  if (!matcher.find()) return undefined;
  const groups: Record<string, string> = {};
  for (let index = 0; index <= Math.min(9, matcher.groupCount()); index++)
    groups[index] = matcher.group(index) ?? '';
  return groups;
}

function matches(pattern: string, text: string): boolean {
  return groupsOf(pattern, text) !== undefined;
}

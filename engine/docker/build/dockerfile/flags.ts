import { suggestion } from './suggest.ts';

/** The flags that instructions take; of BuildKit's, the classic builder knows these, and does nothing with most. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  RUN: ['device', 'mount', 'network'],
  COPY: ['from', 'chown', 'chmod', 'link'],
  ADD: ['chown', 'chmod', 'link', 'keep-git-dir', 'checksum'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};
const SWITCHES: ReadonlySet<string> = new Set(['link', 'keep-git-dir']);
/** They may be there several times. */
const LISTS: ReadonlySet<string> = new Set(['device', 'mount']);

export interface Flags {
  readonly flags: ReadonlyMap<string, string>;
  /** What comes after them. */
  readonly rest: string;
  /** What is wrong with them. */
  readonly problem?: string;
}

/** @param instruction in capitals */
export function takeFlags(instruction: string, text: string): Flags {
  const flags = new Map<string, string>();
  let rest = text;
  for (;;) {
    const [whole, flag, name = '', value] = /^(--([^\s=]*))(?:=(\S*))?(?:\s+|$)/.exec(rest) ?? [];
    if (whole === undefined || flag === undefined) return { flags, rest };
    rest = rest.slice(whole.length);
    if (whole.trim() === '--') return { flags, rest };
    const problem = problemWith(flag, name, value, FLAGS[instruction] ?? [], flags);
    if (problem !== undefined) return { flags, rest, problem };
    flags.set(name, value ?? 'true');
  }
}

function problemWith(
  flag: string,
  name: string,
  value: string | undefined,
  known: readonly string[],
  before: ReadonlyMap<string, string>,
): string | undefined {
  if (!known.includes(name)) return `unknown flag: ${flag}${suggestion(name, known)}`;
  if (before.has(name) && !LISTS.has(name)) return `duplicate flag specified: ${flag}`;
  if (!SWITCHES.has(name)) return value === undefined ? `missing a value on flag: ${flag}` : undefined;
  if (value === '') return `missing a value on flag: ${flag}`;
  const isKnown = value === undefined || ['true', 'false'].includes(value.toLowerCase());
  return isKnown ? undefined : `expecting boolean value for flag ${flag}, not: ${value}`;
}

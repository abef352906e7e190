import type { Build, Configured } from './build.ts';
import type { Variables } from './dockerfile/expand.ts';

/** Arguments that need no ARG. */
const PREDEFINED = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]),
);

export function environmentOf(env: readonly string[] | undefined): Map<string, string> {
  return new Map(
    (env ?? []).map((variable): [string, string] => {
      const equals = variable.indexOf('=');
      return equals < 0 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)];
    }),
  );
}

/** What instructions of a stage may use. */
export function stageVariables(build: Build): Variables {
  const variables = new Map<string, string>();
  for (const [key, value] of Object.entries(build.stageArgs)) {
    if (value !== null) variables.set(key, value);
  }
  for (const [key, value] of environmentOf(build.config.Env)) variables.set(key, value);
  return variables;
}

/** What RUN gets beside the environment of the image. */
export function runArguments(build: Build): [key: string, value: string][] {
  const env = environmentOf(build.config.Env);
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(build.options.buildArgs)) {
    if (PREDEFINED.has(key) && value !== null) found.set(key, value);
  }
  for (const [key, value] of Object.entries(build.stageArgs)) if (value !== null) found.set(key, value);
  return [...found].filter(([key]) => !env.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `|1 A=b`, before the command in the history; proxies leave no trace. */
export function argumentPrefix(build: Build): string[] {
  const shown = runArguments(build).filter(([key]) => !PREDEFINED.has(key) || key in build.stageArgs);
  return shown.length === 0 ? [] : [`|${shown.length}`, ...shown.map(([key, value]) => `${key}=${value}`)];
}

/** Declares an argument: the client's value counts before the Dockerfile's. */
export function declare(
  build: Pick<Configured, 'options' | 'consumed'>,
  key: string,
  standard: string | undefined,
  inherited: Readonly<Record<string, string>>,
): string | null {
  const given = build.options.buildArgs[key];
  if (key in build.options.buildArgs && !build.consumed.includes(key)) build.consumed.push(key);
  return given ?? standard ?? inherited[key] ?? null;
}

export function unconsumed(build: Build): string[] {
  return Object.keys(build.options.buildArgs)
    .filter((key) => !build.consumed.includes(key) && !PREDEFINED.has(key))
    .sort();
}

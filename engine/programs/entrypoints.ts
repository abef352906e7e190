import { SystemError } from '../filesystem/errors.ts';
import type { Next, System } from '../linux/system.ts';

/** What entrypoint scripts of images have in common. */
export function exists(system: System, path: string): boolean {
  try {
    system.stat(path);
    return true;
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** A variable, or the content of the file that `<name>_FILE` names. */
export function variable(system: System, name: string): string | undefined {
  const value = system.env.get(name);
  const path = system.env.get(`${name}_FILE`);
  if (value !== undefined || path === undefined) return value;
  try {
    return system.readText(path).trimEnd();
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

/** An entrypoint's command: options alone are for its default. */
export function commandOf(system: System, defaultCommand: string): readonly string[] {
  const words = system.argv.slice(1);
  const [first] = words;
  return first === undefined || first.startsWith('-') ? [defaultCommand, ...words] : words;
}

/** Becomes another command, as the script's `exec "$@"`. @param line of the script, which bash names */
export function become(system: System, argv: readonly string[], line: number): Next<never> {
  const [name = ''] = argv;
  const path = system.findExecutable(name);
  if (path !== undefined) return { exec: { path, argv, env: system.env } };
  system.write(2, `/usr/local/bin/docker-entrypoint.sh: line ${line}: exec: ${name}: not found\n`);
  return { exit: 127 };
}

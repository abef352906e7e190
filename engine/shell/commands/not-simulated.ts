import type { Program } from '../../linux/system.ts';
import { alpineApplets, dockerApplets } from '../../registry/base-systems/busybox.ts';
import { immediate } from './command.ts';
import { commandName } from './options.ts';

const NOT_FOUND = 127;

/** An applet of busybox that nobody has written: it says so. */
const notSimulated: Program = immediate((system) => {
  const name = commandName(system);
  system.write(2, `${name.slice(name.lastIndexOf('/') + 1)}: this applet is not simulated\n`);
  return NOT_FOUND;
});

/** The shells themselves, and servers, are in other tables. */
const elsewhere: ReadonlySet<string> = new Set(['sh', 'ash', 'httpd']);

/** A program for each applet that the commands lack. */
export function missingApplets(commands: Readonly<Record<string, Program>>): Record<string, Program> {
  const missing = [...dockerApplets.keys(), ...alpineApplets.keys()].filter(
    (name) => !Object.hasOwn(commands, name) && !elsewhere.has(name),
  );
  return Object.fromEntries(missing.map((name) => [name, notSimulated]));
}

import type { System } from '../../../linux/system.ts';
import { alpineApplets, dockerApplets } from '../../../registry/base-systems/busybox.ts';
import { immediate } from '../command.ts';
import { appletUsage, Quit, withBanner } from '../options.ts';
import { busyboxBanner, hasMusl } from './release.ts';

const NOT_FOUND = 127;
const WIDTH = 80;

/** `busybox` by its own name. */
export const multiCall = immediate((system) => {
  const [, first, name] = system.argv;
  if (first === undefined || (first === '--help' && name === undefined)) {
    system.write(first === undefined ? 1 : 2, about(system));
    return 0;
  }
  if (first === '--help' && name !== undefined && applets(system).has(name)) {
    throw new Quit(withBanner(system, appletUsage(name) ?? 'No help available'), 0);
  }
  if (first === '--list' || first === '--list-full') {
    const paths = [...applets(system)].map(([applet, folder]) =>
      first === '--list' ? `${applet}\n` : `${folder.slice(1)}/${applet}\n`,
    );
    system.write(1, paths.join(''));
    return 0;
  }
  system.write(2, `${first}: applet not found\n`);
  return NOT_FOUND;
});

/** Names of its applets, in order, and where they are installed. */
function applets(system: System): ReadonlyMap<string, string> {
  return hasMusl(system) ? alpineApplets : dockerApplets;
}

function about(system: System): string {
  return `${busyboxBanner(system)} multi-call binary.
BusyBox is copyrighted by many authors between 1998-2015.
Licensed under GPLv2. See source distribution for detailed
copyright notices.

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
${hasMusl(system) ? '' : '   or: busybox --show SCRIPT\n'}   or: busybox --install [-s] [DIR]
   or: function [arguments]...

\tBusyBox is a multi-call binary that combines many common Unix
\tutilities into a single executable.  Most people will create a
\tlink to busybox for each function they wish to use and BusyBox
\twill act like whatever it was invoked as.

Currently defined functions:
${inLines([...applets(system).keys()])}`;
}

function inLines(names: readonly string[]): string {
  let text = '';
  let at = 0;
  for (const name of names) {
    if (at >= WIDTH - 1 - (name.length + 2)) {
      text += ',\n';
      at = 0;
    }
    text += at === 0 ? '\t' : ', ';
    at = (at === 0 ? 6 : at) + name.length + 2;
    text += name;
  }
  return `${text}\n`;
}

import type { System } from '../../../linux/system.ts';
import { targetStat } from '../files/troubles.ts';
import { Quit } from '../options.ts';

/** Which npm came with a Node.js, by its major version. */
const VERSIONS: Readonly<Record<number, string>> = {
  10: '6.14.12',
  12: '6.14.16',
  14: '6.14.18',
  16: '8.19.4',
  18: '10.8.2',
  20: '10.8.2',
  22: '10.9.2',
};

/** Of the Node.js that an image brings along. */
export function nodeVersion(system: System): string | undefined {
  return targetStat(system, '/usr/local/bin/node')?.executable?.version;
}

export function npmVersion(system: System): string {
  const node = nodeVersion(system);
  if (node === undefined) return system.executable.version ?? '9.2.0';
  return VERSIONS[Number.parseInt(node, 10)] ?? '11.4.2';
}

/** Lines begin with `npm error` since npm 10.6. */
function errorPrefix(system: System): string {
  const [major = 0, minor = 0] = npmVersion(system).split('.').map(Number);
  return major > 10 || (major === 10 && minor >= 6) ? 'npm error' : 'npm ERR!';
}

/** Ends npm with lines in its way, and where its log would be. */
export function npmError(system: System, lines: readonly string[], code: number): Quit {
  return new Quit(errorText(system, lines), code);
}

export function errorText(system: System, lines: readonly string[]): string {
  const prefix = errorPrefix(system);
  const home = system.env.get('HOME') ?? '/root';
  const time = new Date(system.now).toISOString().replace(/[:.]/g, '_');
  const log = `A complete log of this run can be found in: ${home === '/' ? '' : home}/.npm/_logs/${time}-debug-0.log`;
  return [...lines, log].map((each) => `${prefix}${each === '' ? '' : ` ${each}`}\n`).join('');
}

export const NPM_USAGE = `npm <command>

Usage:

npm install        install all the dependencies in your project
npm install <foo>  add the <foo> dependency to your project
npm test           run this project's tests
npm run <foo>      run the script named <foo>
npm <command> -h   quick help on <command>
npm -l             display usage info for all commands
npm help <term>    search for help on <term>
npm help npm       more involved overview

All commands:

    ci, init, install, list, ls, run-script, start, stop, test,
    uninstall, version

Specify configs in the ini-formatted file:
    /root/.npmrc
or on the command line via: npm <command> --key=value

More configuration info: npm help config
Configuration fields: npm help 7 config
`;

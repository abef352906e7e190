import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { option, portNumber } from '../options.ts';

/** Options and the configuration file. An exit code: it is wrong, and that was said. */
export function configure(system: System) {
  const { argv } = system;
  const version = system.executable.version ?? '';
  if (argv.includes('--version') || argv.includes('-v')) {
    system.write(1, `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0\n`);
    return 0;
  }
  const [, first = ''] = argv;
  const file = first !== '' && !first.startsWith('-') ? first : undefined;
  let text = '';
  if (file !== undefined) {
    try {
      text = system.readText(file);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      system.write(
        2,
        `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nCan't open the config file '${file}': ${error.message}\n`,
      );
      return 1;
    }
  }
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const setting = (name: string, fallback: string): string =>
    option(argv, `--${name}`) ??
    lines.findLast(([key]) => key === name)?.[1]?.replace(/^"(.*)"$/, '$1') ??
    fallback;
  const sentinel = argv.includes('--sentinel') || (argv[0] ?? '').endsWith('sentinel');
  return {
    port: portNumber(setting('port', ''), sentinel ? 26_379 : 6379),
    password: setting('requirepass', ''),
    folder: setting('dir', system.workingDirectory),
    file: setting('dbfilename', 'dump.rdb'),
    appendOnly: setting('appendonly', 'no') === 'yes',
    configured: file !== undefined || argv.length > 1,
  };
}

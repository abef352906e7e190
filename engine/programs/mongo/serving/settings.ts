import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { option, portNumber } from '../../options.ts';
import type { Settings } from './server.ts';

/** What a configuration file says that matters here. */
function fileText(system: System, argv: readonly string[]): string {
  const path = option(argv, '--config', '-f');
  if (path === undefined) return '';
  try {
    return system.readText(path);
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}

/** @param standalone without a word about it, it listens to its own machine alone */
export function settingsOf(system: System, argv: readonly string[], standalone: boolean): Settings {
  const file = fileText(system, argv);
  const inFile = (name: string) => new RegExp(`^\\s*${name}:\\s*"?([^"\\s]+)`, 'm').exec(file)?.[1];
  const bind = option(argv, '--bind_ip') ?? inFile('bindIp');
  const all = argv.includes('--bind_ip_all') || inFile('bindIpAll') === 'true';
  return {
    port: portNumber(option(argv, '--port') ?? inFile('port'), 27_017),
    folder: option(argv, '--dbpath') ?? inFile('dbPath') ?? '/data/db',
    authorizes: argv.includes('--auth') || inFile('authorization') === 'enabled',
    everywhere: all || (bind === undefined ? !standalone : /0\.0\.0\.0|\*/.test(bind)),
    argv,
  };
}

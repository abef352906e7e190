import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { type Configuration, initialConfiguration, readSettings } from './settings.ts';

const INCLUDES_MAX = 20;

/** What a server was told when it was started. */
export interface Given {
  readonly configuration: Configuration;
  /** The path of its configuration file. */
  readonly file: string;
  readonly isConfigured: boolean;
}

/** Options and the configuration file. An exit code: that was all, or it is wrong; it was said. */
export function given(system: System): Given | number {
  const { argv } = system;
  const version = system.executable.version ?? '';
  if (argv.includes('--version') || argv[1] === '-v') {
    system.write(1, `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0\n`);
    return 0;
  }
  const sentinel = argv.includes('--sentinel') || (argv[0] ?? '').endsWith('sentinel');
  if (sentinel) {
    system.write(2, 'redis-sentinel: Sentinel is not part of the simulation\n');
    return 1;
  }
  const configuration = initialConfiguration();
  configuration.dir = system.workingDirectory;
  const [, first = ''] = argv;
  const file = first !== '' && !first.startsWith('--') ? first : '';
  const options = linesOf(argv.slice(file === '' ? 1 : 2));
  const lines = file === '' ? [] : fileLines(system, version, file);
  if (typeof lines === 'number') return lines;
  const wrong = readSettings(configuration, [...lines, ...options]);
  if (wrong !== undefined) {
    system.write(
      2,
      `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nReading the configuration file, at line ${wrong.line}\n>>> '${wrong.text}'\n${wrong.problem}\n`,
    );
    return 1;
  }
  const path =
    file === '' || file.startsWith('/') ? file : `${system.workingDirectory.replace(/\/$/, '')}/${file}`;
  return { configuration, file: path, isConfigured: argv.length > 1 };
}

/** `--port 6380 --save ''` as lines of a file. */
function linesOf(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    if (word.startsWith('--')) lines.push(word.slice(2));
    else if (lines.length > 0) lines.push(`${lines.pop() ?? ''} ${quoted(word)}`);
  }
  return lines;
}

export function quoted(word: string): string {
  return /^[\w./:*@%+,~^-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

function fileLines(system: System, version: string, file: string): string[] | number {
  const lines: string[] = [];
  const open = [file];
  for (let count = 0; open.length > 0 && count < INCLUDES_MAX; count++) {
    const path = open.shift() ?? '';
    let text: string;
    try {
      text = system.readText(path);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      system.write(
        2,
        `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nCan't open the config file '${path}': ${error.message}\n`,
      );
      return 1;
    }
    for (const line of text.split('\n')) {
      const included = /^\s*include\s+"?([^"\s]+)"?\s*$/i.exec(line)?.[1];
      if (included === undefined) lines.push(line);
      else open.push(included);
    }
  }
  return lines;
}

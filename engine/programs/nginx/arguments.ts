export type MasterSignal = 'stop' | 'quit' | 'reload' | 'reopen';

export interface Arguments {
  readonly configurationPath: string;
  readonly globals: string;
  readonly test: boolean;
  readonly version: boolean;
  readonly details: boolean;
  readonly help: boolean;
  readonly signal?: MasterSignal;
}

export const usage = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /etc/nginx/)
  -e filename   : set error log file (default: /var/log/nginx/error.log)
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file

`;

const withValue = 'scgpe';
const flags = '?hvVtTq';

/** Reads the command line; a text: what is wrong with it. */
export function parseArguments(words: readonly string[]): Arguments | string {
  const values: Record<string, string> = {};
  const given = new Set<string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) return `invalid option: "${word}"`;
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      if (flags.includes(letter)) given.add(letter);
      else if (withValue.includes(letter)) {
        const value = word.slice(at + 1) || words[++index];
        if (value === undefined)
          return `option "-${letter}" requires ${letter === 'g' ? 'parameter' : letter === 's' ? 'parameter' : 'file name'}`;
        values[letter] = value;
        break;
      } else return `invalid option: "${letter}"`;
    }
  }
  const { s: signal } = values;
  if (signal !== undefined && !isSignal(signal)) return `invalid option: "-s ${signal}"`;
  const path = values.c ?? '/etc/nginx/nginx.conf';
  return {
    configurationPath: path.startsWith('/') ? path : `/etc/nginx/${path}`,
    globals: values.g ?? '',
    test: given.has('t') || given.has('T'),
    version: given.has('v') || given.has('V'),
    details: given.has('V'),
    help: given.has('h') || given.has('?'),
    ...(signal === undefined ? {} : { signal }),
  };
}

function isSignal(name: string): name is MasterSignal {
  return ['stop', 'quit', 'reload', 'reopen'].includes(name);
}

import { Quit } from '../options.ts';
import { type Column, columnNamed } from './process-columns.ts';

const usage = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

const layouts = {
  plain: 'pid,tname,time,ucmd',
  full: 'user=UID,pid,ppid,c,stime,tname,time,cmd',
  long: 'f,s,uid,pid,ppid,c,opri,ni,addr,sz,wchan,tname,time,ucmd',
  bsd: 'pid,tname,stat,bsdtime,args',
  user: 'user,pid,pcpu,pmem,vsz,rss,tname,stat,start_time,bsdtime,args',
  jobs: 'ppid,pid,pgid,sid,tname,tpgid,stat,uid,bsdtime,args',
  long_bsd: 'f,uid,pid,ppid,pri,ni,vsz,rss,wchan,stat,tname,bsdtime,args',
} as const;

/** What the command line of procps asks for. */
export interface PsRequest {
  layout: string;
  own: string[];
  all: boolean;
  /** With the SELinux context first. */
  context: boolean;
  /** BSD's a and x: with a terminal of others, without a terminal. */
  others: boolean;
  detached: boolean;
  pids?: number[];
  commands?: string[];
  users?: string[];
  parents?: number[];
  forest: boolean;
  /** A line for each thread: with these columns after the process's id. */
  threads?: 'lwp' | 'spid';
  wide: boolean;
  headers: boolean;
  sort: string[];
}

/** @throws Quit where there is no such column */
export function psColumns(request: PsRequest, pidWidth: number): Column[] {
  const label = request.context ? 'label,' : '';
  const texts = request.own.length > 0 ? request.own : [label + withThreads(request)];
  const columns: Column[] = [];
  for (const text of texts) {
    for (const [name, header] of columnWords(text)) {
      const column = columnNamed(name, pidWidth, header);
      if (column === undefined) throw wrong(`unknown user-defined format specifier "${name}"`);
      columns.push(column);
    }
  }
  return columns;
}

function withThreads({ layout, threads }: PsRequest): string {
  if (threads === undefined) return layout;
  if (!layout.includes(',c,') || threads === 'spid') return layout.replace(/\bpid,/, `pid,${threads},`);
  return layout.replace('ppid,c,', 'ppid,lwp,c,nlwp,');
}

/** `pid,user=WHO`: in a list of -o a header takes the rest of it. */
function columnWords(text: string): (readonly [string, string | undefined])[] {
  return text
    .split(/[,\s]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const equals = word.indexOf('=');
      return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
    });
}

export function wrong(what: string): Quit {
  return new Quit(`error: ${what}\n${usage}`, 1);
}

/** @throws Quit */
export function parsePs(words: string[]): PsRequest {
  const request: PsRequest = {
    layout: layouts.plain,
    own: [],
    all: false,
    context: false,
    others: false,
    detached: false,
    forest: false,
    wide: false,
    headers: true,
    sort: [],
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word.startsWith('--')) longOption(request, word, words);
    else if (/^\d+(?:,\d+)*$/.test(word)) request.pids = [...(request.pids ?? []), ...numbers(word)];
    else if (word.startsWith('-')) unixOptions(request, word.slice(1), words);
    else bsdOptions(request, word, words);
  }
  return request;
}

function longOption(request: PsRequest, word: string, words: string[]): void {
  const [name = '', attached] = word.slice(2).split(/=(.*)/s);
  const value = () => attached ?? words.shift() ?? '';
  if (name === 'help') throw new Quit(usage, 0, 'out');
  if (name === 'version') throw new Quit('ps from procps-ng 4.0.2\n', 0, 'out');
  if (name === 'forest') request.forest = true;
  else if (name === 'no-headers' || name === 'no-heading') request.headers = false;
  else if (name === 'sort') request.sort = value().split(',');
  else if (name === 'pid') request.pids = numbers(value());
  else if (name === 'ppid') request.parents = numbers(value());
  else if (name === 'user') request.users = value().split(',');
  else if (name === 'format') request.own.push(value());
  else throw wrong('unknown gnu long option');
}

function numbers(text: string): number[] {
  return text.split(/[,\s]+/).map((word) => {
    if (/^\d{1,10}$/.test(word)) return Number(word);
    throw wrong('process ID list syntax error');
  });
}

const withValue = new Set(['o', 'O', 'p', 'q', 'C', 'u', 'U', 'k']);

function unixOptions(request: PsRequest, letters: string, words: string[]) {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (withValue.has(letter)) {
      const value = letters.slice(at + 1) || words.shift();
      // `ps -aux`: as the BSD options, where there is no user x.
      if (letter === 'u' && letters.slice(at) === 'ux') return bsdOptions(request, letters, words);
      if (value === undefined) throw wrong(missingValue[letter] ?? 'list of process IDs must follow -p');
      return valueOption(request, letter, value);
    }
    if (letter === 'e' || letter === 'A') request.all = true;
    else if (letter === 'f') request.layout = layouts.full;
    else if (letter === 'F') request.layout = layouts.full;
    else if (letter === 'l') request.layout = layouts.long;
    else if (letter === 'H') request.forest = true;
    else if (letter === 'w') request.wide = true;
    else if (letter === 'a' || letter === 'd') request.others = true;
    else if (letter === 'x') request.detached = true;
    else if (letter === 'j') request.layout = 'pid,pgid,sid,tname,time,ucmd';
    else if (letter === 'Z' || letter === 'M') request.context = true;
    else if (letter === 'L') request.threads = 'lwp';
    else if (letter === 'T') request.threads = 'spid';
    else throw wrong('unsupported SysV option');
  }
}

const missingValue: Readonly<Record<string, string>> = {
  o: 'format specification must follow -o',
  C: 'list of command names must follow -C',
  u: 'list of users must follow -u',
};

function valueOption(request: PsRequest, letter: string, value: string): void {
  if (letter === 'o') request.own.push(value);
  else if (letter === 'O') request.own.push(`pid,${value},state,tname,time,command`);
  else if (letter === 'p' || letter === 'q') request.pids = numbers(value);
  else if (letter === 'C') request.commands = value.split(',');
  else if (letter === 'k') request.sort = value.split(',');
  else request.users = value.split(',');
}

function bsdOptions(request: PsRequest, letters: string, words: string[]) {
  if (request.layout === layouts.plain) request.layout = layouts.bsd;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === 'o' || letter === 'p' || letter === 'U' || letter === 'k') {
      const value = letters.slice(at + 1) || words.shift() || '';
      return valueOption(request, letter, value);
    }
    if (letter === 'a') request.others = true;
    else if (letter === 'x') request.detached = true;
    else if (letter === 'u') request.layout = layouts.user;
    else if (letter === 'j') request.layout = layouts.jobs;
    else if (letter === 'l') request.layout = layouts.long_bsd;
    else if (letter === 'f') request.forest = true;
    else if (letter === 'w') request.wide = true;
    else if (letter === 'h') request.headers = false;
    else if (letter === 'Z') request.context = true;
    else if (letter === 'e' || letter === 'c' || letter === 'n') continue;
    else throw wrong('unsupported option (BSD syntax)');
  }
}

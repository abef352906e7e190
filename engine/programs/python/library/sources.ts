import { packageLibrary } from './packages/index.ts';
import { builtinsSource } from './standard/builtins.ts';
import { standardLibrary } from './standard/index.ts';

/** A module that comes with the interpreter, or stands for a package that pip has installed. */
export interface LibraryModule {
  readonly kind: 'builtin' | 'standard' | 'package';
  readonly source: string;
  readonly isPackage?: boolean;
  /** What it takes in memory, and to import, where that is much. */
  readonly bytes?: number;
  readonly importMicroseconds?: number;
}

const table: ReadonlyMap<string, LibraryModule> = new Map<string, LibraryModule>([
  ['builtins', { kind: 'builtin', source: builtinsSource, bytes: 0 }],
  ...standardLibrary,
  ...packageLibrary,
]);

export function library(name: string): LibraryModule | undefined {
  return table.get(name);
}

export function librarySource(name: string): string | undefined {
  return table.get(name)?.source;
}

/** Modules of the standard library that programs may know of. */
export const STANDARD_MODULES: ReadonlySet<string> = new Set(
  'abc argparse array ast asyncio base64 bisect calendar cgi cmath cmd code codecs collections concurrent configparser contextlib copy csv ctypes curses dataclasses datetime decimal difflib dis email enum errno fcntl fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap multiprocessing numbers operator os pathlib pdb pickle pkgutil platform plistlib poplib pprint profile pwd queue quopri random re readline resource sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics string struct subprocess sys sysconfig syslog tarfile telnetlib tempfile termios test textwrap threading time timeit tkinter token tokenize trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zlib zoneinfo'.split(
    ' ',
  ),
);

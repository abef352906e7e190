import type { FileType, Stat } from '../../../filesystem/node.ts';

const typeLetters: Readonly<Record<FileType, string>> = {
  file: '-',
  directory: 'd',
  'symbolic link': 'l',
  fifo: 'p',
  'character device': 'c',
  'block device': 'b',
  socket: 's',
};

/** `-rwsr-xr-t`, as ls shows it. */
export function modeText(stat: Pick<Stat, 'type' | 'mode'>): string {
  const { mode } = stat;
  const triple = (shift: number, special: number, letter: string) => {
    const bits = mode >> shift;
    const runs = (bits & 1) !== 0;
    const last = (mode & special) === 0 ? (runs ? 'x' : '-') : runs ? letter : letter.toUpperCase();
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
  };
  return `${typeLetters[stat.type]}${triple(6, 0o4000, 's')}${triple(3, 0o2000, 's')}${triple(0, 0o1000, 't')}`;
}

/** The bits of S_IFMT. */
export const typeBits: Readonly<Record<FileType, number>> = {
  fifo: 0o010000,
  'character device': 0o020000,
  directory: 0o040000,
  'block device': 0o060000,
  file: 0o100000,
  'symbolic link': 0o120000,
  socket: 0o140000,
};

/** What chmod does to a mode. */
export type ModeChange = (mode: number, isDirectory: boolean) => number;

const classBits: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };
const CLAUSES_MAX = 100;

/** `644`, `u+x,go-w`, `a=rX`; undefined: it is no mode. @param umask masks clauses that name nobody */
export function parseMode(text: string, umask: number): ModeChange | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    return mode > 0o7777
      ? undefined
      : (before, isDirectory) => mode | (isDirectory ? keptSpecial(text, before) : 0);
  }
  const clauses = text.split(',', CLAUSES_MAX).map((clause) => parseClause(clause, umask));
  const steps: ModeChange[] = [];
  for (const clause of clauses) {
    if (clause === undefined) return undefined;
    steps.push(...clause);
  }
  return (mode, isDirectory) => steps.reduce((changed, step) => step(changed, isDirectory), mode);
}

/** A number of up to four digits leaves setgid and setuid of a directory. */
function keptSpecial(text: string, before: number): number {
  return text.length < 5 ? before & 0o6000 : 0;
}

function parseClause(clause: string, umask: number): ModeChange[] | undefined {
  const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
  if (match === null) return undefined;
  const [, who = '', actions = ''] = match;
  const who777 = [...who].reduce((bits, letter) => bits | (classBits[letter] ?? 0), 0);
  const mask = who === '' ? 0o7777 & ~umask : who777;
  const changes: ModeChange[] = [];
  for (const [, operator = '', letters = ''] of actions.matchAll(/([-+=])([ugo]|[rwxXst]*)/g)) {
    changes.push((mode, isDirectory) => {
      const bits = bitsOf(letters, mode, isDirectory) & mask;
      if (operator === '+') return mode | bits;
      if (operator === '-') return mode & ~bits;
      const cleared = (who === '' ? 0o7777 : who777) & (isDirectory ? ~0o6000 : ~0);
      return (mode & ~cleared) | bits;
    });
  }
  return changes;
}

function bitsOf(letters: string, mode: number, isDirectory: boolean): number {
  const copied = { u: mode >> 6, g: mode >> 3, o: mode }[letters];
  if (copied !== undefined) return (copied & 7) * 0o111;
  let bits = 0;
  for (const letter of letters) {
    if (letter === 'r') bits |= 0o444;
    else if (letter === 'w') bits |= 0o222;
    else if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111;
    else if (letter === 's') bits |= 0o6000;
    else if (letter === 't') bits |= 0o1000;
  }
  return bits;
}

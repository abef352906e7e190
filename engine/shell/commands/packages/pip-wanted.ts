import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { type Options, Quit } from '../options.ts';
import { parseRequirement, type Requirement, requirementLines } from './requirements.ts';

const FILES_DEPTH_MAX = 10;

/** A package that is asked for. */
export interface Wanted {
  readonly requirement: Requirement;
  /** Who asked: `(from flask)`, `(from -r requirements.txt (line 1))`. */
  readonly from: string;
}

/** What the command line and the files that it names ask for. */
export function wantedBy(system: System, options: Options): Wanted[] {
  const wanted = [
    ...options.operands.map((text) => wantedOf(text, '')),
    ...options.values('r').flatMap((path) => wantedIn(system, path, 0)),
  ];
  if (options.has('e')) throw refused(options.value('e') ?? '');
  if (wanted.length > 0) return wanted;
  throw new Quit('ERROR: You must give at least one requirement to install (see "pip help install")\n', 1);
}

function refused(text: string): Quit {
  return new Quit(`ERROR: Installing from a folder, a file or an address is not simulated: '${text}'\n`, 1);
}

function wantedOf(text: string, from: string): Wanted {
  if (/^(?:\.|\/|-e|git\+|https?:|file:)|\.(?:whl|tar\.gz|zip)$/.test(text)) throw refused(text);
  const requirement = parseRequirement(text);
  if (requirement === undefined) {
    throw new Quit(`ERROR: Invalid requirement: '${text}'\n`, 1);
  }
  return { requirement, from };
}

function wantedIn(system: System, path: string, depth: number): Wanted[] {
  if (depth > FILES_DEPTH_MAX) throw new Quit(`ERROR: ${path} recursively references itself\n`, 1);
  let text: string;
  try {
    text = system.readText(path);
  } catch (error) {
    const { code, message } = systemError(error);
    const number = code === 'ENOENT' ? 2 : code === 'EACCES' ? 13 : 21;
    throw new Quit(`ERROR: Could not open requirements file: [Errno ${number}] ${message}: '${path}'\n`, 1);
  }
  const own = text.split('\n');
  return requirementLines(text).flatMap((row) => {
    const [, other] = /^-r\s*(\S+)$/.exec(row) ?? [];
    if (other !== undefined) return wantedIn(system, other, depth + 1);
    if (row.startsWith('-') && !row.startsWith('-e')) return [];
    const number = own.findIndex((each) => each.trim().startsWith(row)) + 1;
    return [wantedOf(row, ` (from -r ${path} (line ${number}))`)];
  });
}

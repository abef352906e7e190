import { systemError } from '../../../filesystem/errors.ts';
import { capabilityText, parseCapabilityText } from '../../../linux/capabilities.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded, immediate } from '../command.ts';
import { joined } from '../files/path.ts';
import { Quit } from '../options.ts';
import { capabilitiesOf, processText } from './process-capabilities.ts';

const getcapUsage = `usage: getcap [-h] [-l] [-n] [-r] [-v] <filename> [<filename> ...]

\tdisplays the capabilities on the queried file(s).
`;

const setcapUsage = `usage: setcap [-h] [-q] [-v] [-n <rootid>] (-r|-|<caps>) <filename> [ ... (-r|-|<capsN>) <filenameN> ]

 Note <filename> must be a regular (non-symlink) file.
 -r          remove capability from file
 -           read capability text from stdin
 <capsN>     cap_from_text(3) formatted file capability
 [ Note: capsh --suggest="something..." might help you pick. ]
 -h          this message and exit status 0
 -q          quietly
 -v          validate supplied capability matches file
 -n <rootid> write a user namespace (!= 0) limited capability
 --license   display the license info
`;

/** Files looked at in one step. */
const STEP_FILES = 500;

type State = { left: string[]; readonly recursive: boolean; readonly verbose: boolean };

/** The capabilities of files, and of those below folders. */
export const getcap: Program<State> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const letters = words.filter((word) => /^-[a-z]+$/.test(word)).join('');
    const left = words.filter((word) => !/^-[a-z]+$/.test(word)).reverse();
    if (left.length === 0 || letters.includes('h'))
      throw new Quit(getcapUsage, letters.includes('h') ? 0 : 1);
    return look(system, { left, recursive: letters.includes('r'), verbose: letters.includes('v') });
  },
  step: look,
});

function look(system: System, state: State): Next<State> {
  for (let count = 0; count < STEP_FILES; count++) {
    const path = state.left.pop();
    if (path === undefined) return { exit: 0 };
    try {
      const stat = system.lstat(path);
      if (stat.capabilities !== undefined || (state.verbose && stat.type === 'file'))
        system.write(1, `${path}${stat.capabilities === undefined ? '' : ` ${stat.capabilities}`}\n`);
      if (state.recursive && stat.type === 'directory') {
        const below = system.readDirectory(path).map(({ name }) => joined(path, name));
        state.left.push(...below.reverse());
      }
    } catch (error) {
      const { code, message } = systemError(error);
      if (code !== 'EACCES' || !state.recursive) system.write(2, `${path} (${message})\n`);
    }
  }
  return { state, until: { cpuMs: 1 } };
}

export const setcap = immediate((system) => {
  const words = system.argv.slice(1);
  let [quiet, verify] = [false, false];
  while (words[0] === '-q' || words[0] === '-v') {
    if (words.shift() === '-q') quiet = true;
    else verify = true;
  }
  if (words[0] === '-h') throw new Quit(setcapUsage, 0);
  if (words.length < 2) throw new Quit(setcapUsage, 1);
  while (words.length > 0) {
    const [text = '', path] = words.splice(0, 2);
    if (path === undefined) throw new Quit(setcapUsage, 1);
    if (verify) check(system, text, path, quiet);
    else set(system, text, path);
  }
  return 0;
});

/** Libcap's words in its own form; undefined: the file is to have none. */
function canonical(text: string): string | undefined {
  if (text === '-r') return undefined;
  const parsed = parseCapabilityText(text);
  if (parsed === undefined) throw new Quit(`fatal error: Invalid argument\n${setcapUsage}`, 1);
  return parsed.size === 0 ? undefined : capabilityText(parsed);
}

function set(system: System, text: string, path: string): void {
  const wanted = canonical(text);
  if (!system.capable('CAP_SETFCAP'))
    throw new Quit('unable to set CAP_SETFCAP effective capability: Operation not permitted\n', 1);
  const words = (message: string) =>
    new Quit(`Failed to set capabilities on file '${path}': ${message}\n`, 1);
  let type: string;
  try {
    type = system.lstat(path).type;
    if (type === 'file') system.setCapabilities(path, wanted);
  } catch (error) {
    throw words(systemError(error).message);
  }
  if (type !== 'file') throw words('Invalid argument');
}

function check(system: System, text: string, path: string, quiet: boolean): void {
  const wanted = canonical(text);
  if (system.stat(path).capabilities !== wanted) throw new Quit(quiet ? '' : `${path} differs in [pe]\n`, 1);
  if (!quiet) system.write(1, `${path}: OK\n`);
}

export const getpcaps = immediate((system) => {
  const pids = system.argv.slice(1).filter((word) => !word.startsWith('--'));
  if (pids.length === 0)
    throw new Quit(
      'usage: getcaps <pid> [<pid> ...]\n\n  This program displays the capabilities on the queried process(es).\n  The capabilities are displayed in the cap_from_text(3) format.\n\n  Optional arguments:\n     --help, -h or --usage display this message.\n     --verbose             use a more verbose output format.\n     --ugly or --legacy    use the archaic legacy output format.\n     --iab                 show IAB of process too.\n     --license             display license info\n',
      1,
    );
  let failed = false;
  for (const pid of pids) {
    if (!/^\d+$/.test(pid)) throw new Quit(`Cannot parse pid ${pid}: (Invalid argument)\n`, 1);
    const found = capabilitiesOf(system, pid);
    if (found === undefined) {
      system.write(2, `Failed to get cap's for process ${pid}: (No such process)\n`);
      failed = true;
    } else system.write(1, `${pid}: ${processText(found)}\n`);
  }
  return failed ? 1 : 0;
});

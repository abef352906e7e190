import { fileContext } from '../../../linux/file-contexts.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded, immediate } from '../command.ts';
import { joined } from '../files/path.ts';
import { attempt } from '../files/troubles.ts';
import { parseOptions, Quit } from '../options.ts';

/** Types that administrators give to files, and that stay without -F (customizable_types). */
const CUSTOMIZABLE = new Set([
  'container_file_t',
  'svirt_sandbox_file_t',
  'samba_share_t',
  'public_content_t',
]);
/** Files looked at in one step. */
const STEP_FILES = 500;

type State = {
  left: string[];
  failed: boolean;
  readonly recursive: boolean;
  readonly verbose: boolean;
  readonly force: boolean;
  readonly dry: boolean;
};

/** Gives files the label that the policy has for their path. */
export const restorecon: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'FRrvniIe:p',
      manual: { gnu: '[-iIDFmnprRv0xT] [-e <directory>] pathname...' },
    });
    if (options.operands.length === 0)
      throw new Quit(
        `usage:  ${system.argv[0] ?? 'restorecon'} [-iIDFmnprRv0xT] [-e <directory>] pathname...\n`,
        255,
      );
    return relabel(system, {
      left: [...options.operands].reverse(),
      failed: false,
      recursive: options.has('R') || options.has('r'),
      verbose: options.has('v') || options.has('n'),
      force: options.has('F'),
      dry: options.has('n'),
    });
  },
  step: relabel,
});

function relabel(system: System, state: State): Next<State> {
  for (let count = 0; count < STEP_FILES; count++) {
    const path = state.left.pop();
    if (path === undefined) return { exit: state.failed ? 255 : 0 };
    const done = attempt(
      system,
      (message) => `lstat(${path}) failed: ${message}`,
      () => {
        const { context, type } = system.lstat(path);
        if (context !== undefined) restore(system, state, path, context);
        if (state.recursive && type === 'directory') {
          state.left.push(
            ...system
              .readDirectory(path)
              .map(({ name }) => joined(path, name))
              .reverse(),
          );
        }
      },
    );
    state.failed ||= !done;
  }
  return { state, until: { cpuMs: 1 } };
}

function restore(system: System, { force, verbose, dry }: State, path: string, before: string): void {
  const whole = path.startsWith('/') ? path : joined(system.workingDirectory, path);
  const wanted = fileContext({ type: 'ext4' }, whole.replace(/(.)\/+$/, '$1'));
  const [user, role, type, ...range] = before.split(':');
  const wantedType = wanted.split(':')[2];
  if (!force && type !== wantedType && CUSTOMIZABLE.has(type ?? '')) {
    if (verbose) system.write(1, `${path} not reset as customized by admin to ${before}\n`);
    return;
  }
  const after = force ? wanted : [user, role, wantedType, ...range].join(':');
  if (after === before) return;
  if (verbose) system.write(1, `${dry ? 'Would relabel' : 'Relabeled'} ${path} from ${before} to ${after}\n`);
  if (!dry) system.setContext(path, after);
}

/** What the policy says of paths, whether there is something or not. */
export const matchpathcon = immediate((system) => {
  const options = parseOptions(system, { letters: 'nNVm:', manual: { gnu: '[-V] [-N] [-n] filepath...' } });
  for (const path of options.operands) {
    const context = fileContext({ type: 'ext4' }, path);
    system.write(1, options.has('n') ? `${context}\n` : `${path}\t${context}\n`);
  }
  return 0;
});

const LOG = '/var/log/audit/audit.log';

/** Events of the audit log, one after the other. */
export const ausearch = immediate((system) => {
  const options = parseOptions(
    system,
    {
      letters: 'm:c:p:i',
      long: { message: 'm', comm: 'c', pid: 'p', interpret: 'i', start: '=', raw: '', 'just-one': '' },
      manual: { gnu: '[options]', package: 'audit' },
    },
    shortened(system.argv),
  );
  const kinds = options.value('m')?.toUpperCase().split(',');
  const comm = options.value('c');
  const pid = options.value('p');
  let text: string;
  try {
    text = system.readText(LOG);
  } catch {
    throw fail(
      system,
      `Error opening ${LOG} (${system.uid === 0 ? 'No such file or directory' : 'Permission denied'})`,
    );
  }
  const lines = text.split('\n').filter((line) => {
    const kind = /^type=(\w+)/.exec(line)?.[1];
    if (kind === undefined || (kinds !== undefined && !kinds.includes('ALL') && !kinds.includes(kind)))
      return false;
    return (
      (comm === undefined || line.includes(`comm="${comm}"`)) &&
      (pid === undefined || line.includes(` pid=${pid} `))
    );
  });
  if (lines.length === 0) throw new Quit('<no matches>\n', 1);
  if (options.has('raw')) system.write(1, `${lines.join('\n')}\n`);
  else system.write(1, lines.map((line) => `----\n${timeOf(line)}${line}\n`).join(''));
  return 0;
});

/** `-ts recent`: two letters after one dash, and up to two words; the log is short enough to be shown as a whole. */
function shortened(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '-ts' || word === '--start') {
      at++;
      if (/^\d/.test(argv[at] ?? '') && /^\d\d:/.test(argv[at + 1] ?? '')) at++;
    } else words.push(word);
  }
  return words;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function timeOf(line: string): string {
  const at = new Date(Number(/audit\((\d+)\./.exec(line)?.[1] ?? 0) * 1000);
  const clock = at.toISOString().slice(11, 19);
  const day = String(at.getUTCDate()).padStart(2);
  return `time->${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${day} ${clock} ${at.getUTCFullYear()}\n`;
}

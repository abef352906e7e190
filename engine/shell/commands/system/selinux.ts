import type { System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { joined } from '../files/path.ts';
import { attempt } from '../files/troubles.ts';
import { type Options, parseOptions, Quit, type Syntax, usageError } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { textOf } from './proc-files.ts';

const SWITCH = '/sys/fs/selinux/enforce';
const DEPTH_MAX = 100;

function modeOf(system: System): 'Enforcing' | 'Permissive' | 'Disabled' {
  const text = textOf(system, SWITCH);
  if (text === undefined) return 'Disabled';
  return text.trim() === '1' ? 'Enforcing' : 'Permissive';
}

export const getenforce = immediate((system) => {
  system.write(1, `${modeOf(system)}\n`);
  return 0;
});

export const setenforce = immediate((system) => {
  const [mode = '', extra] = system.argv.slice(1);
  if (!/^(?:0|1|enforcing|permissive)$/i.test(mode) || extra !== undefined) {
    throw new Quit('usage:  setenforce [ Enforcing | Permissive | 1 | 0 ]\n', 1);
  }
  if (modeOf(system) === 'Disabled') throw fail(system, 'SELinux is disabled');
  const value = /^(?:1|enforcing)$/i.test(mode) ? '1' : '0';
  return attempt(
    system,
    (message) => `security_setenforce() failed:  ${message}`,
    () => system.writeText(SWITCH, value),
  )
    ? 0
    : 1;
});

export const sestatus = immediate((system) => {
  const mode = modeOf(system);
  const rows: (readonly [string, string])[] = [
    ['SELinux status:', mode === 'Disabled' ? 'disabled' : 'enabled'],
  ];
  if (mode !== 'Disabled') {
    rows.push(
      ['SELinuxfs mount:', '/sys/fs/selinux'],
      ['SELinux root directory:', '/etc/selinux'],
      ['Loaded policy name:', 'targeted'],
      ['Current mode:', mode.toLowerCase()],
      ['Mode from config file:', 'enforcing'],
      ['Policy MLS status:', 'enabled'],
      ['Policy deny_unknown status:', 'allowed'],
      ['Memory protection checking:', 'actual (secure)'],
      ['Max kernel policy version:', '33'],
    );
  }
  system.write(1, rows.map(([name, value]) => `${name.padEnd(32)}${value}\n`).join(''));
  return 0;
});

const chconSyntax: Syntax = {
  letters: 'hRvu:r:t:l:fHLP',
  long: {
    'no-dereference': 'h',
    recursive: 'R',
    verbose: 'v',
    user: 'u',
    role: 'r',
    type: 't',
    range: 'l',
    reference: '=',
  },
  manual: {
    gnu: '[OPTION]... CONTEXT FILE...\n  or:  chcon [OPTION]... [-u USER] [-r ROLE] [-l RANGE] [-t TYPE] FILE...\n  or:  chcon [OPTION]... --reference=RFILE FILE...\nChange the SELinux security context of each FILE to CONTEXT.',
  },
};

export const chcon = immediate((system) => {
  const options = parseOptions(system, chconSyntax);
  const operands = [...options.operands];
  const isPartial = ['u', 'r', 't', 'l'].some((letter) => options.has(letter));
  const reference = options.value('reference');
  const whole = isPartial || reference !== undefined ? undefined : operands.shift();
  if (operands.length === 0) {
    throw usageError(
      system,
      chconSyntax.manual,
      whole === undefined ? 'missing operand' : `missing operand after ${quotedName(whole)}`,
    );
  }
  const wanted = reference === undefined ? whole : system.stat(reference).context;
  if (whole !== undefined && !/^[\w.-]+:[\w.-]+:[\w.-]+(?::[\w.:,-]+)?$/.test(whole))
    throw fail(system, `invalid context: ${quotedName(whole)}`);
  let failed = false;
  for (const path of operands) failed = !change(system, options, path, wanted, 0) || failed;
  return failed ? 1 : 0;
});

function change(
  system: System,
  options: Options,
  path: string,
  wanted: string | undefined,
  depth: number,
): boolean {
  let context = wanted ?? '';
  const done = attempt(
    system,
    (message) =>
      context === ''
        ? `cannot access ${quotedName(path)}: ${message}`
        : `failed to change context of ${quotedName(path)} to ${quotedName(context)}: ${message}`,
    () => {
      const stat = options.has('h') ? system.lstat(path) : system.stat(path);
      if (wanted === undefined) {
        if (stat.context === undefined)
          throw fail(system, `can't apply partial context to unlabeled file ${quotedName(path)}`);
        context = partial(options, stat.context);
      }
      if (options.has('v')) system.write(1, `changing security context of ${quotedName(path)}\n`);
      system.setContext(path, context);
    },
  );
  if (!done || !options.has('R') || system.lstat(path).type !== 'directory') return done;
  if (depth >= DEPTH_MAX) {
    complain(system, `${quotedName(path)}: too deep`);
    return false;
  }
  return system
    .readDirectory(path)
    .reduce((all, { name }) => change(system, options, joined(path, name), wanted, depth + 1) && all, true);
}

/** A context with the parts that options give. */
function partial(options: Options, context: string): string {
  const [user = '', role = '', type = '', ...range] = context.split(':');
  return [
    options.value('u') ?? user,
    options.value('r') ?? role,
    options.value('t') ?? type,
    options.value('l') ?? range.join(':'),
  ].join(':');
}

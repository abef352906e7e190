import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { complain, fail, guarded, immediate } from '../command.ts';
import { isBusybox, parseOptions, usageOnly } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { missingOperand } from './make.ts';
import { parseSize } from './size.ts';
import { attempt, linkStat } from './troubles.ts';

const mountManual = {
  gnu: '[-lhV]\n mount -a [options]\n mount [options] [--source] <source> | [--target] <directory>\n mount [options] <source> <directory>\n mount <operation> <mountpoint> [<target>]',
  package: 'util-linux',
};

export const mount = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'at:o:rwnvlO:B',
    long: { bind: 'B', types: 't', options: 'o', 'read-only': 'r' },
    manual: mountManual,
  });
  const [source, target] = options.operands;
  if (source === undefined) {
    const type = options.value('t');
    const rows = system.mounts().filter((each) => type === undefined || each.type === type);
    const text = rows.map(
      (each) => `${each.source} on ${each.mountPoint} type ${each.type} (${each.options.join(',')})\n`,
    );
    system.write(1, text.join(''));
    return 0;
  }
  const given = options.values('o').flatMap((text) => text.split(','));
  if (options.has('r')) given.push('ro');
  if (options.has('B')) given.push('bind');
  const remount = given.includes('remount');
  if (target === undefined && !remount) {
    throw fail(
      system,
      isBusybox(system) ? `can't find ${source} in /etc/fstab` : `${source}: can't find in /etc/fstab.`,
      1,
    );
  }
  const place = target ?? source;
  try {
    system.mount(source, place, options.value('t') ?? (given.includes('bind') ? 'none' : 'auto'), given);
    return 0;
  } catch (error) {
    const { code, message } = systemError(error);
    if (isBusybox(system)) {
      const words =
        code === 'EPERM'
          ? 'permission denied (are you root?)'
          : `mounting ${source} on ${place} failed: ${message}`;
      throw fail(system, words, code === 'EPERM' ? 1 : 255);
    }
    throw fail(
      system,
      `${place}: ${code === 'EPERM' ? 'permission denied.' : code === 'ENOENT' ? 'mount point does not exist.' : message}`,
      32,
    );
  }
});

const umountManual = {
  gnu: '[-hV]\n umount -a [options]\n umount [options] <source> | <directory>',
  package: 'util-linux',
};

export const umount = immediate((system) => {
  const options = parseOptions(system, { letters: 'rlfdanvt:R', manual: umountManual });
  if (options.operands.length === 0) throw usageOnly(system, umountManual);
  let failed = false;
  for (const path of options.operands) {
    try {
      system.unmount(path);
    } catch (error) {
      const { code, message } = systemError(error);
      failed = true;
      if (isBusybox(system)) complain(system, `can't unmount ${path}: ${message}`);
      else
        complain(
          system,
          `${path}: ${code === 'EINVAL' ? 'not mounted.' : code === 'EPERM' ? 'must be superuser to unmount.' : code === 'EBUSY' ? 'target is busy.' : `${message}.`}`,
        );
    }
  }
  return failed ? (isBusybox(system) ? 1 : 32) : 0;
});

export const sync: Program<null> = guarded({
  start(system) {
    parseSyncOptions(system);
    system.sync();
    return { state: null, until: { timeMs: system.now } };
  },
  step: () => ({ exit: 0 }),
});

function parseSyncOptions(system: System): void {
  parseOptions(system, {
    letters: 'df',
    long: { data: 'd', 'file-system': 'f' },
    manual: {
      gnu: '[OPTION] [FILE]...\nSynchronize cached writes to persistent storage',
    },
  });
}

const truncateManual = {
  gnu: '[OPTION]... FILE...\nShrink or extend the size of each FILE to the specified size',
};

export const truncate = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'cs:r:',
    long: { size: 's', 'no-create': 'c', reference: 'r' },
    manual: truncateManual,
  });
  const [, sign = '', text = ''] = /^([-+]?)(.*)$/.exec(options.value('s') ?? '') ?? [];
  const reference = options.value('r');
  const bytes = reference === undefined ? parseSize(text) : system.stat(reference).size;
  if (options.operands.length === 0 || text + (reference ?? '') === '')
    throw missingOperand(system, truncateManual, 'missing file operand');
  if (bytes === undefined)
    throw fail(
      system,
      isBusybox(system) ? `invalid number '${text}'` : `Invalid number: ${quotedName(text)}`,
    );
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) =>
      isBusybox(system)
        ? `${path}: open: ${message}`
        : `cannot open ${quotedName(path)} for writing: ${message}`;
    const done = attempt(system, words, () => {
      if (options.has('c') && linkStat(system, path) === undefined) return;
      const descriptor = system.open(path, { write: true, create: true });
      const before = system.statDescriptor(descriptor).size;
      system.truncate(
        descriptor,
        sign === '+' ? before + bytes : sign === '-' ? Math.max(0, before - bytes) : bytes,
      );
      system.close(descriptor);
    });
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

const mktempManual = {
  gnu: '[OPTION]... [TEMPLATE]\nCreate a temporary file or directory, safely, and print its name.',
};
const nameLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const mktemp = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'dtqup:',
    long: { directory: 'd', quiet: 'q', 'dry-run': 'u', tmpdir: 'p' },
    manual: mktempManual,
  });
  const [given] = options.operands;
  const template = given ?? (isBusybox(system) ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX');
  const [run = ''] = /(?<!X)X+$/.exec(template) ?? [];
  if (run.length < (isBusybox(system) ? 6 : 3)) {
    throw fail(
      system,
      isBusybox(system) ? `${template}: Invalid argument` : `too few X's in template ${quotedName(template)}`,
    );
  }
  const random = Array.from(run, () => nameLetters[Math.floor(system.random() * nameLetters.length)]).join(
    '',
  );
  const name = template.slice(0, -run.length) + random;
  const folder =
    options.value('p') ??
    (given === undefined || options.has('t') ? (system.env.get('TMPDIR') ?? '/tmp') : undefined);
  const path = folder === undefined ? name : `${folder}/${name}`;
  try {
    if (options.has('d')) system.makeDirectory(path, 0o700);
    else if (!options.has('u'))
      system.close(system.open(path, { write: true, create: true, exclusive: true, mode: 0o600 }));
  } catch (error) {
    const { message } = systemError(error);
    const what = options.has('d') ? 'directory' : 'file';
    throw fail(
      system,
      isBusybox(system)
        ? message
        : `failed to create ${what} via template ${quotedName(template)}: ${message}`,
    );
  }
  system.write(1, `${path}\n`);
  return 0;
});

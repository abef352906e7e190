import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fileBytes } from '../archives/byte-queue.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, type Syntax, usageError } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { findGid, findUid } from '../system/accounts.ts';
import { makeParents } from './make.ts';
import { parseMode } from './mode.ts';
import { baseName, joined, parentOf } from './path.ts';
import { isDirectory, linkStat } from './troubles.ts';

const syntax: Syntax = {
  letters: 'bcCdDg:m:o:pst:Tv',
  long: {
    directory: 'd',
    group: 'g',
    mode: 'm',
    owner: 'o',
    'preserve-timestamps': 'p',
    strip: 's',
    'target-directory': 't',
    'no-target-directory': 'T',
    verbose: 'v',
  },
  manual: {
    gnu: '[OPTION]... [-T] SOURCE DEST\n  or:  install [OPTION]... SOURCE... DIRECTORY\n  or:  install [OPTION]... -t DIRECTORY SOURCE...\n  or:  install [OPTION]... -d DIRECTORY...\nThis install program copies files (often just compiled) into destination\nlocations you choose.',
  },
};

const MODE = 0o755;

export const install = immediate((system) => {
  const options = parseOptions(system, syntax);
  const { operands } = options;
  if (operands.length === 0) throw usageError(system, syntax.manual, 'missing file operand');
  const attributes = attributesOf(system, options);
  if (options.has('d'))
    return each(system, operands, (path) => {
      for (const made of makeParents(system, path)) system.changeMode(made, MODE);
      if (!isDirectory(system, path)) system.makeDirectory(path);
      attributes(path);
    });
  const folder = options.value('t');
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  const target = folder ?? operands.at(-1) ?? '';
  if (sources.length === 0)
    throw usageError(system, syntax.manual, `missing destination file operand after ${quotedName(target)}`);
  if (options.has('D')) makeParents(system, folder ?? parentOf(target));
  const into = folder !== undefined || isDirectory(system, target);
  if (!into && sources.length > 1) throw fail(system, `target ${quotedName(target)} is not a directory`);
  return each(system, sources, (from) => {
    const to = into ? joined(target, baseName(from)) : target;
    copy(system, from, to);
    attributes(to);
    const stat = system.stat(from);
    if (options.has('p')) system.setTimes(to, stat.accessedMs, stat.modifiedMs);
    if (options.has('v')) system.write(1, `${quotedName(from)} -> ${quotedName(to)}\n`);
  });
});

function each(system: System, paths: readonly string[], run: (path: string) => void): number {
  let code = 0;
  for (const path of paths) {
    try {
      run(path);
    } catch (error) {
      const { message } = systemError(error);
      const words =
        linkStat(system, path) === undefined
          ? `${isBusybox(system) ? "can't" : 'cannot'} stat ${quotedName(path)}`
          : `cannot create regular file ${quotedName(path)}`;
      complain(system, `${words}: ${message}`);
      code = 1;
    }
  }
  return code;
}

function attributesOf(system: System, options: Options): (path: string) => void {
  const text = options.value('m');
  const change = text === undefined ? undefined : parseMode(text, 0);
  if (text !== undefined && change === undefined) throw fail(system, `invalid mode ${quotedName(text)}`);
  const [owner, group] = [options.value('o'), options.value('g')];
  const uid = owner === undefined ? undefined : findUid(system, owner);
  const gid = group === undefined ? undefined : findGid(system, group);
  if (owner !== undefined && uid === undefined) throw fail(system, `invalid user ${quotedName(owner)}`);
  if (group !== undefined && gid === undefined) throw fail(system, `invalid group ${quotedName(group)}`);
  return (path) => {
    const stat = system.stat(path);
    if (uid !== undefined || gid !== undefined) system.changeOwner(path, uid ?? stat.uid, gid ?? stat.gid);
    system.changeMode(path, change === undefined ? MODE : change(0, stat.type === 'directory'));
  };
}

function copy(system: System, from: string, to: string): void {
  const stat = system.stat(from);
  if (linkStat(system, to) !== undefined) system.unlink(to);
  if (stat.executable !== undefined) {
    system.installExecutable(to, stat.executable, stat.size);
    return;
  }
  const input = system.open(from, { read: true });
  const output = system.open(to, { write: true, create: true, mode: 0o600 });
  system.write(output, fileBytes(system, input));
  system.close(input);
  system.close(output);
}

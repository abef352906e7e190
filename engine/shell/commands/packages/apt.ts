import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { install } from './apt-install.ts';
import { list, search, show } from './apt-search.ts';
import { hasLists, update } from './apt-sources.ts';
import {
  checkRoot,
  counts,
  databaseLine,
  FAILED,
  heard,
  isSimulated,
  kilobytes,
  question,
  reading,
  unlocatable,
  wrapped,
} from './apt-words.ts';
import { packageNamed } from './catalogue.ts';
import { debianPackages } from './debian.ts';
import { readStatus, statusFile, statusText } from './dpkg.ts';
import { begin, goOn, line, type Paced } from './paced.ts';

function aptProgram(friendly: boolean): Program<Paced> {
  return guarded({
    start(system) {
      if (friendly && !system.isTerminal(1)) {
        system.write(
          2,
          '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n',
        );
      }
      const words = system.argv.slice(1);
      const flags = words.filter((word) => word.startsWith('-'));
      const [command, ...names] = words.filter(
        (word, index) => !word.startsWith('-') && !/^-[ot]$/.test(words[index - 1] ?? ''),
      );
      const run = command === undefined || !Object.hasOwn(commands, command) ? undefined : commands[command];
      if (run !== undefined && (friendly || !/^(?:list|search|show)$/.test(command ?? '')))
        return run(system, names, flags);
      if (command === undefined)
        throw new Quit(
          `apt 2.6.1 (amd64)\nUsage: ${friendly ? 'apt [options] command' : 'apt-get [options] command\n       apt-get [options] install|remove pkg1 [pkg2 ...]'}\n`,
          0,
          'out',
        );
      throw new Quit(`E: Invalid operation ${command}\n`, FAILED);
    },
    step: goOn,
  });
}

export const aptGet = aptProgram(false);
export const apt = aptProgram(true);

type Command = (system: System, names: readonly string[], flags: readonly string[]) => Next<Paced>;

const commands: Readonly<Record<string, Command>> = {
  update,
  install,
  remove: (system, names, flags) => remove(system, names, flags, false),
  purge: (system, names, flags) => remove(system, names, flags, true),
  upgrade,
  'dist-upgrade': upgrade,
  'full-upgrade': upgrade,
  autoremove: (system, _, flags) => nothingToDo(system, flags, ''),
  autopurge: (system, _, flags) => nothingToDo(system, flags, ''),
  clean: (system) => begin(system, [], 0),
  autoclean: (system) => begin(system, reading(system), 0),
  check: (system) => begin(system, reading(system), 0),
  list,
  search,
  show,
};

function upgrade(system: System, _names: readonly string[], flags: readonly string[]): Next<Paced> {
  return nothingToDo(system, flags, `Calculating upgrade...${system.isTerminal(1) ? ' Done' : ''}\n`);
}

function nothingToDo(system: System, flags: readonly string[], first: string): Next<Paced> {
  checkRoot(system, 'dpkg');
  return begin(system, heard([...reading(system), line(first + counts(0, 0))], flags), 0);
}

function remove(
  system: System,
  names: readonly string[],
  flags: readonly string[],
  purges: boolean,
): Next<Paced> {
  checkRoot(system, 'dpkg');
  const all = readStatus(system);
  const lines = reading(system);
  const listed = hasLists(system);
  const unknown = names.filter(
    (name) => !all.has(name) && !(listed && packageNamed(debianPackages, name) !== undefined),
  );
  if (unknown.length > 0) return begin(system, heard([...lines, unlocatable(unknown)], flags), FAILED);
  const present = names.filter((name) => all.has(name));
  for (const name of names.filter((each) => !all.has(each)))
    lines.push(line(`Package '${name}' is not installed, so not removed\n`));
  if (present.length > 0) {
    const shown = present.map((name) => (purges ? `${name}*` : name));
    lines.push(line(`The following packages will be REMOVED:\n${wrapped(shown)}`));
  }
  lines.push(line(counts(0, present.length)));
  if (present.length === 0 || isSimulated(flags)) return begin(system, heard(lines, flags), 0);
  const disk = present.reduce((sum, name) => sum + (packageNamed(debianPackages, name)?.installedKb ?? 0), 0);
  lines.push(line(`After this operation, ${kilobytes(disk)} disk space will be freed.\n`));
  lines.push(...question(flags), databaseLine(all.size));
  for (const name of present) {
    const found = packageNamed(debianPackages, name);
    lines.push({
      text: `Removing ${name} (${all.get(name)}) ...\n`,
      afterMs: 60,
      remove: Object.keys(found?.executables ?? {}),
    });
    all.delete(name);
  }
  lines.push({ text: '', afterMs: 0, write: { path: statusFile, text: statusText(all) } });
  return begin(system, heard(lines, flags), 0);
}

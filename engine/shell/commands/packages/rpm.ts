import type { System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { globMatches } from '../files/glob.ts';
import { parseOptions, Quit, type Syntax } from '../options.ts';
import { packageNamed } from './catalogue.ts';
import { redhatPackages } from './redhat.ts';
import { architectureOf, filesOf, fullName, installedRpms } from './rpm-database.ts';

const syntax: Syntax = {
  letters: 'qailfRcdveUhVpK',
  long: {
    query: 'q',
    all: 'a',
    info: 'i',
    list: 'l',
    file: 'f',
    requires: 'R',
    erase: 'e',
    install: '',
    upgrade: 'U',
    verify: 'V',
    qf: '=',
    queryformat: '=',
    import: '',
    eval: '=',
  },
  manual: { gnu: '[OPTION...]', package: 'RPM', version: '4.16.1.3' },
};

export const rpm = immediate((system) => {
  if (system.argv.includes('--version')) {
    system.write(1, 'RPM version 4.16.1.3\n');
    return 0;
  }
  const options = parseOptions(system, syntax);
  if (options.has('eval')) throw new Quit('rpm: macros are not simulated\n', 1);
  if (options.has('import')) return 0;
  if (!options.has('q')) return change(system, options.operands, options.has('i') || options.has('U'));
  const format = options.value('qf') ?? options.value('queryformat');
  const all = installedRpms(system);
  const shown = (name: string, version: string) => {
    if (format !== undefined) return formatted(format, name, version);
    if (options.has('i')) return information(name, version);
    if (options.has('l'))
      return (
        filesOf(name)
          .map((path) => `${path}\n`)
          .join('') || '(contains no files)\n'
      );
    return `${fullName(name, version)}\n`;
  };
  if (options.has('a')) {
    const patterns = options.operands;
    const chosen = [...all].filter(
      ([name]) => patterns.length === 0 || patterns.some((each) => globMatches(each, name)),
    );
    system.write(1, chosen.map(([name, version]) => shown(name, version)).join(''));
    return 0;
  }
  if (options.operands.length === 0) throw new Quit('rpm: no arguments given for query\n', 1);
  return query(system, options.operands, options.has('f'), all, shown);
});

function query(
  system: System,
  operands: readonly string[],
  byFile: boolean,
  all: ReadonlyMap<string, string>,
  shown: (name: string, version: string) => string,
): number {
  let missing = 0;
  for (const operand of operands) {
    const name = byFile
      ? [...all.keys()].find((each) => filesOf(each).includes(operand))
      : nameIn(operand, all);
    const version = name === undefined ? undefined : all.get(name);
    if (name !== undefined && version !== undefined) {
      system.write(1, shown(name, version));
      continue;
    }
    missing++;
    system.write(
      1,
      byFile ? `file ${operand} is not owned by any package\n` : `package ${operand} is not installed\n`,
    );
  }
  return missing;
}

/** A package is asked for by its name, or with its version. */
function nameIn(operand: string, all: ReadonlyMap<string, string>): string | undefined {
  if (all.has(operand)) return operand;
  return [...all].find(([name, version]) =>
    [`${name}-${version}`, fullName(name, version)].includes(operand),
  )?.[0];
}

function change(system: System, operands: readonly string[], installs: boolean): number {
  if (!installs) throw new Quit('rpm: removing packages is not simulated: use dnf\n', 1);
  for (const operand of operands)
    system.write(2, `error: open of ${operand} failed: No such file or directory\n`);
  return operands.length;
}

function formatted(format: string, name: string, version: string): string {
  const dash = version.indexOf('-');
  const tags: Readonly<Record<string, string>> = {
    NAME: name,
    VERSION: version.slice(0, dash),
    RELEASE: version.slice(dash + 1),
    ARCH: architectureOf(name),
    SUMMARY: packageNamed(redhatPackages, name)?.about ?? '',
  };
  return format
    .replace(/%(-?\d*)\{(\w+)\}/g, (_, width: string, tag: string) => {
      const value = tags[tag.toUpperCase()] ?? '(none)';
      const columns = Math.min(1000, Math.abs(Number(width || 0)));
      return width.startsWith('-') ? value.padEnd(columns) : value.padStart(columns);
    })
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

function information(name: string, version: string): string {
  const dash = version.indexOf('-');
  const found = packageNamed(redhatPackages, name);
  return `Name        : ${name}\nVersion     : ${version.slice(0, dash)}\nRelease     : ${version.slice(dash + 1)}\nArchitecture: ${architectureOf(name)}\nSize        : ${(found?.installedKb ?? 0) * 1024}\nSummary     : ${found?.about ?? ''}\n`;
}

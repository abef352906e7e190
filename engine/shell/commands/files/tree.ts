import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { globMatches } from './glob.ts';
import { joined } from './path.ts';

const syntax: Syntax = {
  letters: 'adfiL:nCP:I:',
  long: { noreport: '', dirsfirst: '' },
  manual: {
    gnu: '[-acdfghilnpqrstuvxACDFJQNSUX] [-L level [-R]] [-H baseHREF] [-T title]\n\t[directory ...]',
  },
};

/** Files that one tree shows. */
const FILES_MAX = 50_000;
const DEPTH_MAX = 500;

interface Walk {
  readonly system: System;
  readonly options: Options;
  readonly depth: number;
  readonly lines: string[];
  /** What stands before a name that others follow, before the last one, and below either. */
  readonly glyphs: readonly [branch: string, last: string, bar: string, blank: string];
  folders: number;
  files: number;
}

export const tree = immediate((system) => {
  const options = parseOptions(system, syntax);
  const limit = options.value('L');
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) {
    system.write(2, 'tree: Invalid level, must be greater than 0.\n');
    return 1;
  }
  const walk: Walk = {
    system,
    options,
    depth: Math.min(DEPTH_MAX, Number(limit ?? DEPTH_MAX)),
    lines: [],
    glyphs: glyphsOf(system),
    folders: 0,
    files: 0,
  };
  let code = 0;
  for (const root of options.operands.length === 0 ? ['.'] : options.operands) {
    const names = namesIn(walk, root);
    if (names === undefined) code = isBusybox(system) ? 0 : 2;
    walk.lines.push(
      names === undefined ? `${root}${isBusybox(system) ? ' ' : '  '}[error opening dir]` : root,
    );
    // Since its second version the folder itself counts.
    if (names !== undefined && !isBusybox(system) && !(system.executable.version ?? '2').startsWith('1.'))
      walk.folders++;
    below(walk, root, names ?? [], '', 1);
  }
  const { folders, files } = walk;
  const plural = isBusybox(system);
  const first = `${folders} director${folders === 1 && !plural ? 'y' : 'ies'}`;
  const second = options.has('d') ? '' : `, ${files} file${files === 1 && !plural ? '' : 's'}`;
  if (!options.has('noreport')) walk.lines.push('', first + second);
  system.write(1, walk.lines.map((line) => `${line}\n`).join(''));
  return code;
});

function glyphsOf(system: System): Walk['glyphs'] {
  const locale = system.env.get('LC_ALL') || system.env.get('LC_CTYPE') || system.env.get('LANG') || '';
  if (isBusybox(system)) return ['├── ', '└── ', '│   ', '    '];
  return /utf-?8$/i.test(locale)
    ? ['├── ', '└── ', '│\u00a0\u00a0 ', '    ']
    : ['|-- ', '`-- ', '|   ', '    '];
}

function namesIn({ system, options }: Walk, path: string) {
  try {
    return system.readDirectory(path).filter(({ name, type }) => {
      if (!options.has('a') && name.startsWith('.')) return false;
      if (options.values('I').some((pattern) => globMatches(pattern, name))) return false;
      if (type === 'directory') return true;
      const only = options.value('P');
      return !options.has('d') && (only === undefined || globMatches(only, name));
    });
  } catch (error) {
    systemError(error);
    return undefined;
  }
}

function below(
  walk: Walk,
  path: string,
  entries: NonNullable<ReturnType<typeof namesIn>>,
  prefix: string,
  depth: number,
): void {
  const { system, options, lines, glyphs } = walk;
  const [branch, last, bar, blank] = glyphs;
  entries.forEach(({ name, type }, index) => {
    if (lines.length > FILES_MAX) return;
    const isLast = index === entries.length - 1;
    const own = joined(path, name);
    const target = type === 'symbolic link' ? ` -> ${system.readLink(own)}` : '';
    const shown = options.has('f') ? own : name;
    lines.push(`${options.has('i') ? '' : prefix + (isLast ? last : branch)}${shown}${target}`);
    if (type !== 'directory') {
      walk.files++;
      return;
    }
    walk.folders++;
    if (depth < walk.depth)
      below(walk, own, namesIn(walk, own) ?? [], prefix + (isLast ? blank : bar), depth + 1);
  });
}

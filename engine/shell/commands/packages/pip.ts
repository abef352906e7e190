import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { type Options, parseOptions, Quit, type Syntax } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { begin, goOn, line, type Paced, type PacedLine } from './paced.ts';
import { install } from './pip-install.ts';
import { PIP_USAGE } from './pip-words.ts';
import { normalName, pythonPackage } from './python-packages.ts';
import { parseRequirement, requirementLines } from './requirements.ts';
import { installedPackages, siteOf } from './site-packages.ts';

const START_MS = 300;

const syntax: Syntax = {
  letters: 'r:Ue:qvyt:i:c:V',
  long: {
    requirement: 'r',
    upgrade: 'U',
    editable: 'e',
    quiet: 'q',
    verbose: 'v',
    yes: 'y',
    target: 't',
    'index-url': 'i',
    constraint: 'c',
    user: '',
    'no-cache-dir': '',
    'no-deps': '',
    'break-system-packages': '',
    'root-user-action': '=',
    'disable-pip-version-check': '',
    'prefer-binary': '',
    'no-build-isolation': '',
    'force-reinstall': '',
    'trusted-host': '=',
    'extra-index-url': '=',
    'default-timeout': '=',
    timeout: '=',
    retries: '=',
    format: '=',
    outdated: '',
    'no-input': '',
    'progress-bar': '=',
    prefix: '=',
    'upgrade-strategy': '=',
    'no-compile': '',
    'no-warn-script-location': '',
  },
  manual: { gnu: '<command> [options]', package: 'pip', usageExit: 2 },
};

export const pip: Program<Paced> = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const [command] = words;
    if (command === '--version' || command === '-V')
      return begin(system, [line(versionLine(system), START_MS)], 0);
    if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
      return begin(system, [line(PIP_USAGE, START_MS)], 0);
    }
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run === undefined) throw new Quit(`ERROR: unknown command "${command}"\n`, 1);
    return run(system, parseOptions(system, syntax, ['pip', ...words.slice(1)]));
  },
  step: goOn,
});

type Command = (system: System, options: Options) => Next<Paced>;

const commands: Readonly<Record<string, Command>> = { install, uninstall, list, freeze, show, check };

function versionLine(system: System): string {
  const { folder, python } = siteOf(system);
  return `pip ${installedPackages(system, siteOf(system)).get('pip')?.version} from ${folder}/pip (python ${python})\n`;
}

function allOf(system: System) {
  return [...installedPackages(system, siteOf(system)).values()].sort((a, b) =>
    a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1,
  );
}

function list(system: System, options: Options): Next<Paced> {
  const all = allOf(system);
  if (options.has('outdated')) return begin(system, [line('', START_MS)], 0);
  const format = options.value('format') ?? 'columns';
  if (format === 'freeze') return frozen(system, all);
  if (format === 'json') {
    const json = all.map(({ title, version }) => `{"name": "${title}", "version": "${version}"}`);
    return begin(system, [line(`[${json.join(', ')}]\n`, START_MS)], 0);
  }
  const name = Math.max(7, ...all.map(({ title }) => title.length));
  const version = Math.max(7, ...all.map((each) => each.version.length));
  const rows = [
    ['Package', 'Version'],
    ['-'.repeat(name), '-'.repeat(version)],
    ...all.map((each) => [each.title, each.version]),
  ];
  const text = rows.map(([left = '', right = '']) => `${left.padEnd(name)} ${right}\n`).join('');
  return begin(system, [line(text, START_MS)], 0);
}

function freeze(system: System): Next<Paced> {
  return frozen(
    system,
    allOf(system).filter(({ title }) => !['pip', 'setuptools', 'wheel'].includes(title)),
  );
}

function frozen(
  system: System,
  all: readonly { readonly title: string; readonly version: string }[],
): Next<Paced> {
  return begin(
    system,
    [line(all.map(({ title, version }) => `${title}==${version}\n`).join(''), START_MS)],
    0,
  );
}

function check(system: System): Next<Paced> {
  return begin(system, [line('No broken requirements found.\n', START_MS)], 0);
}

function show(system: System, options: Options): Next<Paced> {
  const all = installedPackages(system, siteOf(system));
  const { operands } = options;
  if (operands.length === 0) {
    throw new Quit('WARNING: ERROR: Please provide a package name or names.\n', 1);
  }
  const texts: string[] = [];
  const missing: string[] = [];
  for (const operand of operands) {
    const found = all.get(normalName(operand));
    if (found === undefined) {
      missing.push(operand);
      continue;
    }
    const facts = pythonPackage(found.title);
    const needs = namesOf(facts?.needs ?? []);
    const users = [...all.values()].filter(({ title }) =>
      namesOf(pythonPackage(title)?.needs ?? []).includes(normalName(operand)),
    );
    texts.push(
      `Name: ${found.title}\nVersion: ${found.version}\nSummary: ${facts?.summary ?? ''}\nHome-page: \nAuthor: \nAuthor-email: \nLicense: \nLocation: ${found.folder}\nRequires: ${needs.join(', ')}\nRequired-by: ${users.map(({ title }) => title).join(', ')}\n`,
    );
  }
  const lines: PacedLine[] = [line('', START_MS)];
  if (missing.length > 0) {
    lines.push({ text: `WARNING: Package(s) not found: ${missing.join(', ')}\n`, afterMs: 0, error: true });
  }
  lines.push(line(texts.join('---\n')));
  return begin(system, lines, texts.length === 0 ? 1 : 0);
}

function namesOf(needs: readonly string[]): string[] {
  return needs.flatMap((need) => parseRequirement(need)?.name ?? []).sort();
}

function uninstall(system: System, options: Options): Next<Paced> {
  const files = options.values('r').flatMap((path) => requirementLines(textOf(system, path) ?? ''));
  const names = [...options.operands, ...files].flatMap((text) => parseRequirement(text)?.name ?? []);
  if (names.length === 0) {
    throw new Quit(
      'ERROR: You must give at least one requirement to uninstall (see "pip help uninstall")\n',
      1,
    );
  }
  const all = installedPackages(system, siteOf(system));
  const lines: PacedLine[] = [line('', START_MS)];
  for (const name of names) {
    const found = all.get(name);
    if (found === undefined || found.infoFolder === '') {
      lines.push({ text: `WARNING: Skipping ${name} as it is not installed.\n`, afterMs: 0, error: true });
      continue;
    }
    const { title, version, infoFolder, folder } = found;
    const module = `${folder}/${title.toLowerCase().replace(/[-.]/g, '_')}`;
    lines.push(line(`Found existing installation: ${title} ${version}\nUninstalling ${title}-${version}:\n`));
    if (!options.has('y')) {
      const asks = { usually: true, refusal: '', code: 0 };
      const text = `  Would remove:\n    ${infoFolder}/*\n    ${module}/*\nProceed (Y/n)? `;
      lines.push({ text, afterMs: 0, asks });
    }
    lines.push({ text: '', afterMs: 0, removeTree: module });
    lines.push({
      text: `  Successfully uninstalled ${title}-${version}\n`,
      afterMs: 90,
      removeTree: infoFolder,
      remove: (pythonPackage(title)?.commands ?? []).map(
        (command) => `${siteOf(system).commands}/${command}`,
      ),
    });
  }
  return begin(system, lines, 0);
}

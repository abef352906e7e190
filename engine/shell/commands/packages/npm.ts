import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { joined } from '../files/path.ts';
import { Quit } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { nodePackage } from './node-packages.ts';
import { notFoundLines, npmCi, npmInstall } from './npm-install.ts';
import { npmUninstall } from './npm-removal.ts';
import { runCommand, runScript, type ScriptRun, waitForScript } from './npm-scripts.ts';
import { NPM_USAGE, nodeVersion, npmError, npmVersion } from './npm-words.ts';
import { begin, goOn, line, type Paced } from './paced.ts';
import { jsonText, projectName, projectOrFail, readProject } from './package-json.ts';

const START_MS = 250;

/** Lines that are still to be printed, or a script that runs. */
type NpmState = { readonly paced: Paced } | ScriptRun;

interface Given {
  readonly words: readonly string[];
  readonly flags: readonly string[];
  /** As they were given. */
  readonly all: readonly string[];
  /** What stands behind `--`: for the script. */
  readonly rest: readonly string[];
}

export const npm: Program<NpmState> = guarded<NpmState>({
  start(system) {
    const given = read(system.argv.slice(1));
    const [command, ...words] = given.words;
    if (given.flags.includes('-v') || given.flags.includes('--version'))
      return printed(system, `${npmVersion(system)}\n`);
    if (command === undefined) throw new Quit(NPM_USAGE, 1, 'out');
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (run !== undefined) return run(system, { ...given, words });
    throw new Quit(
      `Unknown command: "${command}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`,
      1,
    );
  },
  step(system, state) {
    if ('paced' in state) return paced(goOn(system, state.paced));
    return waitForScript(system, state);
  },
});

/** A command of a package that is installed. */
export const npx: Program<ScriptRun> = guarded<ScriptRun>({
  start: (system) => execute(system, system.argv.slice(1)),
  step: waitForScript,
});

function execute(system: System, all: readonly string[]): Next<ScriptRun> {
  const words = all.slice(
    Math.max(
      0,
      all.findIndex((word) => !word.startsWith('-')),
    ),
  );
  const [given = '', ...rest] = words[0] === '--' ? words.slice(1) : words;
  if (given === '' || given.startsWith('-')) throw new Quit('npx: a prompt of its own is not simulated\n', 1);
  const name = given.replace(/(.)@.*$/, '$1');
  const running = runCommand(system, name.slice(name.lastIndexOf('/') + 1), rest);
  if (running !== undefined) return running;
  if (nodePackage(name) === undefined) throw npmError(system, notFoundLines(name), 1);
  throw new Quit(`npx: running a package that is not installed is not simulated: npm install ${name}\n`, 1);
}

function read(all: readonly string[]): Given {
  const end = all.indexOf('--');
  const own = end < 0 ? all : all.slice(0, end);
  return {
    all,
    words: own.filter(
      (word, index) =>
        !word.startsWith('-') && !/^--(?:prefix|loglevel|registry)$/.test(own[index - 1] ?? ''),
    ),
    flags: own.filter((word) => word.startsWith('-')),
    rest: end < 0 ? [] : all.slice(end + 1),
  };
}

function paced(next: Next<Paced>): Next<NpmState> {
  return 'state' in next ? { ...next, state: { paced: next.state } } : next;
}

function printed(system: System, text: string): Next<NpmState> {
  return paced(begin(system, [line(text, START_MS)], 0));
}

type Command = (system: System, given: Given) => Next<NpmState>;

const SILENT: ReadonlySet<string> = new Set(['-s', '--silent', '--loglevel=silent']);

const script = (system: System, name: string, { flags, rest }: Given, words: readonly string[]) =>
  runScript(
    system,
    name,
    [...words, ...rest],
    flags.some((flag) => SILENT.has(flag)),
  );
const named =
  (name: string): Command =>
  (system, given) =>
    script(system, name, given, given.words);

const install: Command = (system, { words, flags }) => paced(npmInstall(system, words, installFlags(flags)));
const uninstall: Command = (system, { words }) => paced(npmUninstall(system, words));
const list: Command = (system) => printed(system, listing(system));
const run: Command = (system, given) => {
  const [name, ...more] = given.words;
  return name === undefined ? printed(system, scripts(system)) : script(system, name, given, more);
};

const commands: Readonly<Record<string, Command>> = {
  add: install,
  ci: (system, { flags }) => paced(npmCi(system, installFlags(flags))),
  'clean-install': (system, { flags }) => paced(npmCi(system, installFlags(flags))),
  cache: (system) => printed(system, ''),
  config: (system, { words }) =>
    printed(system, words.join(' ') === 'get registry' ? 'https://registry.npmjs.org/\n' : ''),
  help: (system) => printed(system, NPM_USAGE),
  i: install,
  init,
  install,
  list,
  ls: list,
  run,
  'run-script': run,
  start: named('start'),
  stop: named('stop'),
  t: named('test'),
  test: named('test'),
  tst: named('test'),
  restart: named('restart'),
  audit: (system) => printed(system, 'found 0 vulnerabilities\n'),
  exec: (system, { all }) =>
    execute(
      system,
      all.slice(1).filter((word, at) => word !== '--' || at > 1),
    ),
  fund: (system) => printed(system, `${listing(system).split(' ')[0]}\n\n`),
  outdated: (system) => printed(system, ''),
  pkg,
  prefix: (system) => printed(system, `${system.workingDirectory}\n`),
  remove: uninstall,
  rm: uninstall,
  root: (system) => printed(system, `${joined(system.workingDirectory, 'node_modules')}\n`),
  un: uninstall,
  uninstall,
  whoami: (system) => {
    throw npmError(
      system,
      [
        'code ENEEDAUTH',
        'need auth This command requires you to be logged in.',
        'need auth You need to authorize this machine using `npm adduser`',
      ],
      1,
    );
  },
  version: (system) =>
    printed(system, `{ npm: '${npmVersion(system)}', node: '${nodeVersion(system) ?? ''}' }\n`),
};

function installFlags(flags: readonly string[]) {
  const has = (...names: string[]) => names.some((name) => flags.includes(name));
  return {
    global: has('-g', '--global'),
    dev: has('-D', '--save-dev'),
    production: has('--production', '--omit=dev', '--only=production', '--only=prod'),
    save: !has('--no-save'),
  };
}

function init(system: System, { flags }: Given): Next<NpmState> {
  if (!flags.some((flag) => flag === '-y' || flag === '--yes')) {
    throw npmError(system, ['code ENOTSUP', 'asking questions is not simulated: npm init -y'], 1);
  }
  const project = readProject(system);
  const made = {
    name: projectName(system, project),
    version: '1.0.0',
    description: '',
    main: 'index.js',
    scripts: { test: 'echo "Error: no test specified" && exit 1' },
    keywords: [],
    author: '',
    license: 'ISC',
    ...project,
  };
  const path = joined(system.workingDirectory, 'package.json');
  const text = jsonText(made);
  const line = { text: `Wrote to ${path}:\n\n${text}\n\n`, afterMs: START_MS, write: { path, text } };
  return paced(begin(system, [line], 0));
}

/** `npm pkg get` and `set`, for names at the top and one below. */
function pkg(system: System, { words: [verb, ...words] }: Given): Next<NpmState> {
  const project: Record<string, unknown> = { ...projectOrFail(system) };
  const table = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null ? { ...value } : {};
  const at = (word: string) => word.split('.').reduce<unknown>((inner, key) => table(inner)[key], project);
  if (verb === 'get') {
    const [only] = words;
    const shown =
      only === undefined
        ? project
        : words.length === 1
          ? (at(only) ?? {})
          : Object.fromEntries(words.map((word) => [word, at(word)]));
    return printed(system, jsonText(shown));
  }
  if (verb !== 'set' || words.length === 0)
    throw npmError(system, ['code EUSAGE', `npm pkg ${verb ?? ''} is not simulated: get and set are`], 1);
  for (const word of words) {
    const [place = '', ...value] = word.split('=');
    const [key = '', inner] = place.split('.');
    project[key] =
      inner === undefined ? value.join('=') : { ...table(project[key]), [inner]: value.join('=') };
  }
  const write = { path: joined(system.workingDirectory, 'package.json'), text: jsonText(project) };
  return paced(begin(system, [{ text: '', afterMs: START_MS, write }], 0));
}

function listing(system: System): string {
  const project = readProject(system);
  const title =
    project?.version === undefined
      ? projectName(system, project)
      : `${projectName(system, project)}@${project.version}`;
  const names = Object.keys({ ...project?.dependencies, ...project?.devDependencies }).sort();
  const rows = names.map((name) => {
    const text = textOf(system, joined(system.workingDirectory, `node_modules/${name}/package.json`));
    const version = /"version": "([^"]+)"/.exec(text ?? '')?.[1];
    return version === undefined
      ? `UNMET DEPENDENCY ${name}@${project?.dependencies?.[name] ?? ''}`
      : `${name}@${version}`;
  });
  const tree = rows.map((row, index) => `${index === rows.length - 1 ? '└──' : '├──'} ${row}\n`).join('');
  return `${title} ${system.workingDirectory}\n${tree === '' ? '└── (empty)\n' : tree}\n`;
}

function scripts(system: System): string {
  const project = projectOrFail(system);
  const entries = Object.entries(project.scripts ?? {});
  if (entries.length === 0) return '';
  const title = `${projectName(system, project)}@${project.version ?? ''}`;
  const known = ['start', 'stop', 'restart', 'test'];
  const rows = (all: typeof entries) => all.map(([name, text]) => `  ${name}\n    ${text}\n`).join('');
  const lifecycle = entries.filter(([name]) => known.includes(name));
  const others = entries.filter(([name]) => !known.includes(name));
  const first = lifecycle.length === 0 ? '' : `Lifecycle scripts included in ${title}:\n${rows(lifecycle)}`;
  const second =
    others.length === 0
      ? ''
      : `${first === '' ? `Scripts available in ${title} via \`npm run\`:` : 'available via `npm run`:'}\n${rows(others)}`;
  return [first, second].filter((text) => text !== '').join('');
}

import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { guarded, immediate } from '../command.ts';
import { joined } from '../files/path.ts';
import { Quit } from '../options.ts';
import { textOf } from '../system/proc-files.ts';
import { exitCode } from '../system/waiting.ts';
import { npmCi, npmInstall } from './npm-install.ts';
import { NPM_USAGE, nodeVersion, npmError, npmVersion } from './npm-words.ts';
import { begin, goOn, line, type Paced } from './paced.ts';
import { jsonText, projectName, projectOrFail, readProject } from './package-json.ts';

const START_MS = 250;

/** Lines that are still to be printed, or a script that runs. */
type NpmState = { readonly paced: Paced } | { readonly child: number };

interface Given {
  readonly words: readonly string[];
  readonly flags: readonly string[];
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
    return waitFor(system, state.child);
  },
});

/** Running packages that aren't installed would need Node.js itself. */
export const npx: Program = immediate(() => {
  throw new Quit('npx: running packages is not simulated\n', 1);
});

function read(all: readonly string[]): Given {
  const end = all.indexOf('--');
  const own = end < 0 ? all : all.slice(0, end);
  return {
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

const install: Command = (system, { words, flags }) => paced(npmInstall(system, words, installFlags(flags)));
const list: Command = (system) => printed(system, listing(system));
const run: Command = (system, { words, rest }) => {
  const [name, ...more] = words;
  return name === undefined ? printed(system, scripts(system)) : script(system, name, [...more, ...rest]);
};

const commands: Readonly<Record<string, Command>> = {
  add: install,
  ci: (system, { flags }) => paced(npmCi(system, installFlags(flags))),
  'clean-install': (system, { flags }) => paced(npmCi(system, installFlags(flags))),
  cache: (system) => printed(system, ''),
  config: (system) => printed(system, ''),
  help: (system) => printed(system, NPM_USAGE),
  i: install,
  init,
  install,
  list,
  ls: list,
  run,
  'run-script': run,
  start: (system, { words, rest }) => script(system, 'start', [...words, ...rest]),
  stop: (system, { words, rest }) => script(system, 'stop', [...words, ...rest]),
  t: (system, { words, rest }) => script(system, 'test', [...words, ...rest]),
  test: (system, { words, rest }) => script(system, 'test', [...words, ...rest]),
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

/** Runs a script of package.json with sh, as npm does: it waits for it and ends as it does. */
function script(system: System, name: string, more: readonly string[]): Next<NpmState> {
  const project = projectOrFail(system);
  const own =
    project.scripts !== undefined && Object.hasOwn(project.scripts, name) ? project.scripts[name] : undefined;
  const text =
    own ?? (name === 'start' && textOf(system, 'server.js') !== undefined ? 'node server.js' : undefined);
  if (text === undefined) {
    throw npmError(
      system,
      [`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run'],
      1,
    );
  }
  const command = [text, ...more.map((word) => `'${word.replaceAll("'", "'\\''")}'`)].join(' ');
  const title = `${projectName(system, project)}@${project.version ?? 'undefined'}`;
  system.write(1, `\n> ${title} ${name}\n> ${command}\n\n`);
  const path = `${joined(system.workingDirectory, 'node_modules/.bin')}:${system.env.get('PATH') ?? ''}`;
  const env = new Map([
    ...system.env,
    ['PATH', path],
    ['npm_lifecycle_event', name],
    ['npm_package_name', projectName(system, project)],
  ]);
  system.onSignal('handle', ['SIGTERM', 'SIGINT']);
  return waitFor(system, system.spawn({ path: '/bin/sh', argv: ['sh', '-c', command], env }));
}

function waitFor(system: System, child: number): Next<NpmState> {
  for (const signal of system.takeSignals()) system.kill(child, signal);
  const ended = system.wait(child);
  if (ended === AGAIN) return { state: { child }, until: { child: true } };
  return { exit: ended === 'none' ? 1 : exitCode(ended.status) };
}

import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { joined } from '../files/path.ts';
import { textOf } from '../system/proc-files.ts';
import { exitCode } from '../system/waiting.ts';
import { npmError } from './npm-words.ts';
import { projectName, projectOrFail } from './package-json.ts';

type Script = {
  readonly name: string;
  readonly command: string;
  /** What is printed above what it prints itself. */
  readonly banner: string;
};

/** Scripts that run one after the other: the one under way, and those that are left. JSON. */
export type ScriptRun = { readonly child: number; readonly rest: readonly Script[] };

/** Words with one of these are quoted for the shell. */
const SPECIAL = /[\t\n\r "#$&'()*;<>?\\`|~]/;

/** Runs a script of package.json with sh, with those that stand before and after it, as npm does: it ends as they do. */
export function runScript(
  system: System,
  name: string,
  more: readonly string[],
  isSilent: boolean,
): Next<ScriptRun> {
  const project = projectOrFail(system);
  const own = (key: string) =>
    project.scripts !== undefined && Object.hasOwn(project.scripts, key) ? project.scripts[key] : undefined;
  const usual = name === 'start' && textOf(system, 'server.js') !== undefined ? 'node server.js' : undefined;
  const text = own(name) ?? usual;
  if (text === undefined) {
    throw npmError(
      system,
      [`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run'],
      1,
    );
  }
  const title = project.version === undefined ? '' : `${projectName(system, project)}@${project.version} `;
  const script = (key: string, command: string, words: readonly string[]): Script => ({
    name: key,
    command: [command, ...words.map(quoted)].join(' '),
    banner: isSilent ? '' : `\n> ${title}${key}\n> ${[command, ...words].join(' ')}\n\n`,
  });
  const around = (key: string) => {
    const command = own(key);
    return command === undefined ? [] : [script(key, command, [])];
  };
  return next(system, [...around(`pre${name}`), script(name, text, more), ...around(`post${name}`)]);
}

function quoted(word: string): string {
  if (word === '') return "''";
  return SPECIAL.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}

/** Runs a command that a package of the project has brought along: npx. @returns undefined where there is none of that name */
export function runCommand(
  system: System,
  name: string,
  words: readonly string[],
): Next<ScriptRun> | undefined {
  const path = searchPath(system);
  if (system.findExecutable(name, path) === undefined) return undefined;
  return next(system, [{ name: 'npx', command: [name, ...words].map(quoted).join(' '), banner: '' }]);
}

/** Where commands of packages are: in the project, and above it. */
function searchPath(system: System): string {
  const own: string[] = [];
  for (let folder = system.workingDirectory; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    own.push(`${folder === '/' ? '' : folder}/node_modules/.bin`);
    if (folder.lastIndexOf('/') <= 0) break;
  }
  return [...own, system.env.get('PATH') ?? ''].join(':');
}

function next(system: System, [script, ...rest]: readonly Script[]): Next<ScriptRun> {
  if (script === undefined) return { exit: 0 };
  system.write(1, script.banner);
  const project = projectFacts(system);
  const env = new Map([
    ...system.env,
    ['PATH', searchPath(system)],
    ['npm_lifecycle_event', script.name],
    ['npm_lifecycle_script', script.command],
    ['npm_command', script.name === 'npx' ? 'exec' : 'run-script'],
    ['npm_execpath', '/usr/local/lib/node_modules/npm/bin/npm-cli.js'],
    ['npm_node_execpath', '/usr/local/bin/node'],
    ...project,
  ]);
  system.onSignal('handle', ['SIGTERM', 'SIGINT']);
  const child = system.spawn({ path: '/bin/sh', argv: ['sh', '-c', script.command], env });
  return waitForScript(system, { child, rest });
}

function projectFacts(system: System): [string, string][] {
  const text = textOf(system, joined(system.workingDirectory, 'package.json'));
  if (text === undefined) return [];
  const project = projectOrFail(system);
  const facts: [string, string][] = [['npm_package_name', projectName(system, project)]];
  if (project.version !== undefined) facts.push(['npm_package_version', project.version]);
  return facts;
}

export function waitForScript(system: System, state: ScriptRun): Next<ScriptRun> {
  for (const signal of system.takeSignals()) system.kill(state.child, signal);
  const ended = system.wait(state.child);
  if (ended === AGAIN) return { state, until: { child: true } };
  const code = ended === 'none' ? 1 : exitCode(ended.status);
  return code === 0 ? next(system, state.rest) : { exit: code };
}

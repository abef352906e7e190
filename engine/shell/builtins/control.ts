import { SystemError } from '../../filesystem/errors.ts';
import { leaveLoops } from '../compound.ts';
import { exitShell, unwindTo } from '../frames.ts';
import { mayLeave } from '../job-list.ts';
import { cannotOpen } from '../messages.ts';
import { installDescriptors, openRedirections } from '../redirect.ts';
import type { Shell } from '../shell-process.ts';
import { invoke } from '../simple.ts';
import { becomeProgram, cannotStart, findProgram, readScript, startTrouble } from '../start-program.ts';
import { CommandFailed } from '../trouble.ts';
import { environment, variableValue } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

const special = { special: true };

/** A status or a count that isn't a number. */
function number(shell: Shell, builtin: string, word: string): number | undefined {
  if (/^[-+]?\d{1,10}$/.test(word)) return Number(word);
  const words = {
    bash: `${word}: numeric argument required`,
    dash: `Illegal number: ${word}`,
    ash: `Illegal number: ${word}`,
  };
  shell.complain(words[shell.dialect], builtin);
  return undefined;
}

function leave(again: boolean): Builtin {
  return {
    ...special,
    run(shell, [name = '', count = '1']) {
      const loops = number(shell, name, count);
      if (loops === undefined || loops < 1) {
        shell.state.status =
          loops === undefined ? 128 : complaint(shell, name, `${count}: loop count out of range`);
        return undefined;
      }
      if (!leaveLoops(shell, loops, again) && shell.dialect === 'bash') {
        complaint(shell, name, "only meaningful in a `for', `while', or `until' loop");
      }
      return undefined;
    },
  };
}

const exit: Builtin = {
  ...special,
  run(shell, [, word]) {
    const status = word === undefined ? statusBeforeTrap(shell) : number(shell, 'exit', word);
    if (shell.state.interactive && shell.dialect === 'bash') shell.raw('exit\n');
    if (!mayLeave(shell)) {
      shell.state.status = 1;
      return undefined;
    }
    exitShell(shell, status ?? 2);
    return undefined;
  },
};

/** In a trap on EXIT, `exit` without a status keeps that of the command before. */
function statusBeforeTrap({ state }: Shell): number {
  const trap = state.frames.find((frame) => frame.is === 'trap');
  return trap !== undefined && trap.is === 'trap' && state.exiting ? trap.status : state.status;
}

const returns: Builtin = {
  ...special,
  run(shell, [, word]) {
    const status = word === undefined ? shell.state.status : number(shell, 'return', word);
    const isTarget = ({ is, kind }: { is: string; kind?: string }) =>
      is === 'call' || (is === 'script' && kind === 'source');
    if (!shell.state.frames.some(isTarget)) {
      if (shell.dialect === 'bash') {
        const words = "can only `return' from a function or sourced script";
        shell.state.status = complaint(shell, 'return', words);
        return undefined;
      }
      exitShell(shell, status ?? 2);
      return undefined;
    }
    unwindTo(shell, isTarget);
    const top = shell.state.frames.at(-1);
    // A sourced script ends where it stands.
    if (top?.is === 'script') top.at = top.text.length;
    shell.state.status = (status ?? 2) & 0xff;
    return undefined;
  },
};

const evaluates: Builtin = {
  ...special,
  run(shell, words) {
    shell.state.status = 0;
    const text = words.slice(1).join(' ');
    shell.push({ is: 'script', kind: 'eval', text, at: 0, line: shell.state.line, unit: null });
    return undefined;
  },
};

const source: Builtin = {
  ...special,
  run(shell, words) {
    const [builtin = '', name, ...parameters] = words;
    if (name === undefined) {
      shell.state.status = complaint(shell, builtin, 'filename argument required', 2);
      if (shell.dialect === 'bash') shell.raw(`${builtin}: usage: ${builtin} filename [arguments]\n`);
      return undefined;
    }
    const path = findSource(shell, name);
    try {
      if (shell.system.stat(path).type === 'directory') throw new SystemError('EISDIR');
      const text = readScript(shell, path) ?? '';
      const own = parameters.length === 0 ? {} : { parameters: shell.state.parameters };
      if (parameters.length > 0) shell.state.parameters = parameters;
      shell.state.status = 0;
      const place = { source: path, sourcedAt: shell.state.line };
      shell.push({ is: 'script', kind: 'source', text, at: 0, line: 1, unit: null, ...place, ...own });
      return undefined;
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return sourceFailed(shell, builtin, name, error);
    }
  },
};

function sourceFailed(shell: Shell, builtin: string, name: string, error: SystemError): undefined {
  if (shell.dialect === 'bash') {
    shell.complain(`${name}: ${error.message}`);
    shell.state.status = 1;
    return undefined;
  }
  const words =
    shell.dialect === 'ash' && name.includes('/')
      ? `can't open '${name}': ${error.message}`
      : name.includes('/')
        ? cannotOpen('dash', name, false, error.code, error.message)
        : `${name}: not found`;
  shell.complain(words, builtin);
  throw new CommandFailed(2, 'shell');
}

function findSource(shell: Shell, name: string): string {
  if (name.includes('/')) return name;
  for (const folder of (variableValue(shell, 'PATH') ?? '').split(':')) {
    const path = `${folder === '' ? '.' : folder}/${name}`;
    try {
      if (shell.system.stat(path).type === 'file') return path;
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
  return name;
}

const exec: Builtin = {
  ...special,
  keepsRedirections: true,
  run(shell, words, invocation) {
    const descriptors = openRedirections(shell, invocation.redirections);
    const parsed = options(shell, words, 'a:cl');
    if (parsed === undefined) return undefined;
    const [name, ...rest] = parsed.operands;
    if (name === undefined) {
      for (const [, kept] of installDescriptors(shell, descriptors)) if (kept >= 0) shell.release(kept);
      shell.state.status = 0;
      return undefined;
    }
    const path = findProgram(shell, name);
    const trouble = path === undefined ? new SystemError('ENOENT') : startTrouble(shell, path);
    if (path === undefined || (trouble !== undefined && trouble.code !== 'ENOEXEC')) {
      cannotStart(shell, `exec: ${name}`, trouble ?? new SystemError('ENOENT'));
      if (!shell.state.interactive) exitShell(shell, shell.state.status);
      return undefined;
    }
    const env = environment(shell);
    for (const { name: each, value } of invocation.assignments)
      if (typeof value === 'string') env.set(each, value);
    return becomeProgram(shell, { path, argv: [parsed.given.get('a') ?? name, ...rest], env }, descriptors);
  },
};

/** `command name …`: not a function. */
const command: Builtin = {
  run(shell, words, invocation) {
    const parsed = options(shell, words, 'pvV');
    if (parsed === undefined) return undefined;
    if (parsed.given.has('v') || parsed.given.has('V')) {
      const describe = shell.builtin('type');
      const form = parsed.given.has('v') ? '-v' : '-V';
      return describe?.run(shell, ['command', form, ...parsed.operands], invocation);
    }
    if (parsed.operands.length === 0) {
      shell.state.status = 0;
      return undefined;
    }
    return invoke(shell, { ...invocation, words: parsed.operands, redirections: [] }, true);
  },
};

const builtin: Builtin = {
  in: ['bash'],
  run(shell, words, invocation) {
    const [, name, ...rest] = words;
    if (name === undefined) return undefined;
    const found = shell.builtin(name);
    if (found !== undefined) return found.run(shell, [name, ...rest], { ...invocation, redirections: [] });
    shell.state.status = complaint(shell, 'builtin', `${name}: not a shell builtin`);
    return undefined;
  },
};

export const controlBuiltins: Readonly<Record<string, Builtin>> = {
  ':': simple(() => 0, special),
  true: simple(() => 0),
  false: simple(() => 1),
  break: leave(false),
  continue: leave(true),
  exit,
  return: returns,
  eval: evaluates,
  '.': source,
  source: { ...source, in: ['ash', 'bash'] },
  exec,
  command,
  builtin,
};

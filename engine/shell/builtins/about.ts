import { callStack } from '../call-stack.ts';
import type { Shell } from '../shell-process.ts';
import { type Builtin, complaint, options, simple } from './builtin.ts';
import { SYNOPSES } from './synopses.ts';

function synopsisOf(name: string): readonly [synopsis: string, purpose: string] | undefined {
  return Object.hasOwn(SYNOPSES, name) ? SYNOPSES[name] : undefined;
}

/** `help name`: how it is called, and what it is for in a sentence. */
const help = simple(
  (shell, words) => {
    const parsed = options(shell, words, 'dms');
    if (parsed === undefined) return shell.state.status;
    const { given, operands } = parsed;
    if (operands.length === 0) {
      for (const [name, [synopsis]] of Object.entries(SYNOPSES))
        shell.write(1, ` ${synopsis === name ? name : synopsis}\n`);
      return 0;
    }
    let status = 0;
    for (const name of operands) {
      const known = synopsisOf(name);
      if (known === undefined) {
        const where = `help help' or \`man -k ${name}' or \`info ${name}'`;
        status = complaint(shell, 'help', `no help topics match \`${name}'.  Try \`${where}.`);
      } else if (given.has('d')) shell.write(1, `${name} - ${known[1]}\n`);
      else if (given.has('s')) shell.write(1, `${name}: ${known[0]}\n`);
      else shell.write(1, `${name}: ${known[0]}\n    ${known[1]}\n`);
    }
    return status;
  },
  { in: ['bash'] },
);

const enable = simple(
  (shell, words) => {
    const parsed = options(shell, words, 'adnpsf:');
    if (parsed === undefined) return shell.state.status;
    const { given, operands } = parsed;
    const { state } = shell;
    if (operands.length === 0) {
      const names = shell.allBuiltinNames().sort();
      for (const name of names) {
        const isOff = state.disabled.includes(name);
        if (given.has('a') || isOff === given.has('n'))
          shell.write(1, `enable ${isOff ? '-n ' : ''}${name}\n`);
      }
      return 0;
    }
    let status = 0;
    for (const name of operands) {
      if (!shell.allBuiltinNames().includes(name)) {
        status = complaint(shell, 'enable', `${name}: not a shell builtin`);
        continue;
      }
      state.disabled = state.disabled.filter((each) => each !== name);
      if (given.has('n')) state.disabled.push(name);
    }
    return status;
  },
  { in: ['bash'] },
);

/** `caller`: from where the function that is running was called. */
const caller = simple(
  (shell, [, word]) => {
    const stack = callStack(shell);
    const depth = Number(word ?? 0);
    const [place, from] = [stack[depth], stack[depth + 1]];
    if (place === undefined || (word !== undefined && from === undefined)) return 1;
    const named = word === undefined ? '' : ` ${from?.name}`;
    shell.write(1, `${place.line}${named} ${from?.source ?? 'NULL'}\n`);
    return 0;
  },
  { in: ['bash'] },
);

/** What a shell that reads from a terminal could do for its own completion; nothing of it is kept. */
const suspend = simple((shell) => complaint(shell, 'suspend', 'cannot suspend: no job control'), {
  in: ['bash'],
});

const logout: Builtin = {
  in: ['bash'],
  run(shell: Shell, words, invocation) {
    if (shell.state.login) return shell.builtin('exit')?.run(shell, words, invocation);
    shell.state.status = complaint(shell, 'logout', "not login shell: use `exit'");
    return undefined;
  },
};

export const aboutBuiltins: Readonly<Record<string, Builtin>> = { help, enable, caller, suspend, logout };

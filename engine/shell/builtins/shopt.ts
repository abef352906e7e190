import type { Shell } from '../shell-process.ts';
import { type Builtin, badOption, complaint, simple } from './builtin.ts';
import { setName } from './set.ts';

/** What shopt knows, and how it is at the start. Those that are on are kept as what was switched off. */
const DEFAULTS: Readonly<Record<string, boolean>> = {
  autocd: false,
  assoc_expand_once: false,
  cdable_vars: false,
  cdspell: false,
  checkhash: false,
  checkjobs: false,
  checkwinsize: true,
  cmdhist: true,
  compat31: false,
  compat32: false,
  compat40: false,
  compat41: false,
  compat42: false,
  compat43: false,
  compat44: false,
  complete_fullquote: true,
  direxpand: false,
  dirspell: false,
  dotglob: false,
  execfail: false,
  expand_aliases: false,
  extdebug: false,
  extglob: false,
  extquote: true,
  failglob: false,
  force_fignore: true,
  globasciiranges: true,
  globskipdots: true,
  globstar: false,
  gnu_errfmt: false,
  histappend: false,
  histreedit: false,
  histverify: false,
  hostcomplete: true,
  huponexit: false,
  inherit_errexit: false,
  interactive_comments: true,
  lastpipe: false,
  lithist: false,
  localvar_inherit: false,
  localvar_unset: false,
  login_shell: false,
  mailwarn: false,
  no_empty_cmd_completion: false,
  nocaseglob: false,
  nocasematch: false,
  noexpand_translation: false,
  nullglob: false,
  patsub_replacement: true,
  progcomp: true,
  progcomp_alias: false,
  promptvars: true,
  restricted_shell: false,
  shift_verbose: false,
  sourcepath: true,
  varredir_close: false,
  xpg_echo: false,
};

function isOn(shell: Shell, name: string): boolean {
  return DEFAULTS[name] === true ? !shell.setting(`no ${name}`) : shell.setting(name);
}

function change(shell: Shell, name: string, on: boolean): void {
  if (DEFAULTS[name] === true) setName(shell, `no ${name}`, !on);
  else setName(shell, name, on);
}

function show(shell: Shell, name: string, readable: boolean): void {
  const on = isOn(shell, name);
  shell.write(
    1,
    readable ? `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n` : `shopt -${on ? 's' : 'u'} ${name}\n`,
  );
}

const shopt = simple(
  (shell, words) => {
    const flags = words.slice(1).flatMap((word) => (/^-./.test(word) ? [...word.slice(1)] : []));
    const bad = flags.find((letter) => !'pqsuo'.includes(letter));
    if (bad !== undefined) return badOption(shell, 'shopt', bad);
    const names = words.slice(1).filter((word) => !word.startsWith('-'));
    const sets = flags.includes('s');
    const changes = sets || flags.includes('u');
    if (names.length === 0) {
      const wanted = Object.keys(DEFAULTS).filter((name) => !changes || isOn(shell, name) === sets);
      for (const name of wanted) show(shell, name, !flags.includes('p'));
      return 0;
    }
    let status = 0;
    for (const name of names) {
      if (!Object.hasOwn(DEFAULTS, name))
        status = complaint(shell, 'shopt', `${name}: invalid shell option name`);
      else if (changes) change(shell, name, sets);
      else {
        if (!flags.includes('q')) show(shell, name, !flags.includes('p'));
        if (!isOn(shell, name)) status = 1;
      }
    }
    return status;
  },
  { in: ['bash'] },
);

export const shoptBuiltins: Readonly<Record<string, Builtin>> = { shopt };

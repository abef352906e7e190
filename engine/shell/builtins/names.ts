import { quotedWord, singleQuoted } from '../quoting.ts';
import { aliasesOf } from '../script.ts';
import type { Shell } from '../shell-process.ts';
import { findProgram } from '../start-program.ts';
import { entriesOf, lookUp, put, remove } from '../table.ts';
import { variableValue } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

const KEYWORDS = new Set('! { } case do done elif else esac fi for if in then until while'.split(' '));
const BASH_KEYWORDS = new Set('[[ ]] function select time coproc'.split(' '));

type Meaning =
  | { readonly is: 'alias' | 'file'; readonly text: string }
  | { readonly is: 'keyword' | 'function' | 'builtin' | 'special builtin' };

/** What a name stands for, as the shell would take it for a command. */
function meaningOf(shell: Shell, name: string): Meaning | undefined {
  const alias = aliasesOf(shell).get(name);
  if (alias !== undefined) return { is: 'alias', text: alias };
  if (KEYWORDS.has(name) || (shell.dialect === 'bash' && BASH_KEYWORDS.has(name))) return { is: 'keyword' };
  if (lookUp(shell.state.functions, name) !== undefined) return { is: 'function' };
  const builtin = shell.builtin(name);
  if (builtin !== undefined) return { is: builtin.special === true ? 'special builtin' : 'builtin' };
  const path = findProgram(shell, name);
  return path === undefined ? undefined : { is: 'file', text: path };
}

/** The sentence of `type` and `command -V`. */
function sentence(shell: Shell, name: string, meaning: Meaning): string {
  const bash = shell.dialect === 'bash';
  switch (meaning.is) {
    case 'alias':
      return bash ? `${name} is aliased to \`${meaning.text}'` : `${name} is an alias for ${meaning.text}`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'function':
      return bash ? `${name} is a function` : `${name} is a shell function`;
    case 'special builtin':
      return bash ? `${name} is a shell builtin` : `${name} is a special shell builtin`;
    case 'builtin':
      return `${name} is a shell builtin`;
    case 'file':
      return `${name} is ${meaning.text}`;
  }
}

/** The one word of `type -t`. */
function kindOf({ is }: Meaning): string {
  return is === 'special builtin' ? 'builtin' : is;
}

function notFound(shell: Shell, builtin: string, name: string): number {
  if (shell.dialect === 'bash') return complaint(shell, builtin, `${name}: not found`);
  shell.write(1, `${name}: not found\n`);
  return 127;
}

const type: Builtin = simple((shell, words) => {
  const [builtin = 'type', form] = words;
  if (builtin === 'command') return describe(shell, words.slice(2), form === '-v');
  const parsed = options(shell, words, shell.dialect === 'bash' ? 'afptP' : 'p');
  if (parsed === undefined) return shell.state.status;
  let status = 0;
  for (const name of parsed.operands) {
    const meaning = meaningOf(shell, name);
    if (parsed.given.has('a') && meaning !== undefined) {
      for (const each of allMeanings(shell, name, meaning)) {
        const isPath = parsed.given.has('p') || parsed.given.has('P');
        if (parsed.given.has('t')) shell.write(1, `${kindOf(each)}\n`);
        else if (!isPath) shell.write(1, `${sentence(shell, name, each)}\n`);
        else if (each.is === 'file') shell.write(1, `${each.text}\n`);
      }
    } else if (meaning === undefined) {
      const quiet = parsed.given.has('t') || parsed.given.has('p') || parsed.given.has('P');
      status = quiet ? 1 : notFound(shell, builtin, name);
    } else if (parsed.given.has('t')) shell.write(1, `${kindOf(meaning)}\n`);
    else if (parsed.given.has('p') || parsed.given.has('P')) {
      if (meaning.is === 'file') shell.write(1, `${meaning.text}\n`);
    } else shell.write(1, `${sentence(shell, name, meaning)}\n`);
  }
  return status;
});

/** With the files that PATH has of that name, each of its folders. */
function allMeanings(shell: Shell, name: string, first: Meaning): Meaning[] {
  if (name.includes('/')) return [first];
  const files = (variableValue(shell, 'PATH') ?? '').split(':').flatMap((folder): Meaning[] => {
    const path = `${folder === '' ? '.' : folder}/${name}`;
    const found = shell.system.findExecutable(name, folder);
    return found === undefined ? [] : [{ is: 'file', text: path }];
  });
  return first.is === 'file' ? files : [first, ...files];
}

/** command -v and -V. */
function describe(shell: Shell, names: readonly string[], short: boolean): number {
  let status = 0;
  for (const name of shell.dialect === 'bash' ? names : names.slice(0, 1)) {
    const meaning = meaningOf(shell, name);
    if (meaning === undefined) {
      if (short) status = shell.dialect === 'bash' ? 1 : 127;
      else status = notFound(shell, 'command', name);
      continue;
    }
    if (!short) shell.write(1, `${sentence(shell, name, meaning)}\n`);
    else if (meaning.is === 'alias') shell.write(1, `alias ${name}=${singleQuoted(meaning.text)}\n`);
    else shell.write(1, `${meaning.is === 'file' ? meaning.text : name}\n`);
  }
  return status;
}

const hash = simple((shell, words) => {
  const parsed = options(shell, words, 'rdlp:t');
  if (parsed === undefined) return shell.state.status;
  if (parsed.given.has('r')) shell.state.hashed = {};
  let status = 0;
  for (const name of parsed.operands) {
    const isAsked = parsed.given.has('t');
    const path = isAsked ? lookUp(shell.state.hashed, name) : findProgram(shell, name);
    if (path === undefined) status = complaint(shell, 'hash', `${name}: not found`);
    else if (isAsked) shell.write(1, `${path}\n`);
    else put(shell.state.hashed, name, path);
  }
  if (words.length === 1) {
    const paths = entriesOf(shell.state.hashed).map(([, path]) => path);
    const bash = shell.dialect === 'bash';
    if (bash && paths.length === 0) shell.write(1, 'hash: hash table empty\n');
    else if (bash) shell.write(1, `hits\tcommand\n${paths.map((path) => `   1\t${path}\n`).join('')}`);
    else for (const path of paths) shell.write(1, `${path}\n`);
  }
  return status;
});

const alias = simple((shell, words) => {
  const show = (name: string, text: string) => {
    const shown = `${name}=${quotedWord(text, shell.dialect === 'bash' ? 'dash' : shell.dialect)}\n`;
    shell.write(1, shell.dialect === 'bash' ? `alias ${shown}` : shown);
  };
  const operands = words.slice(1).filter((word) => word !== '-p');
  if (operands.length === 0) for (const [name, text] of entriesOf(shell.state.aliases)) show(name, text);
  let status = 0;
  for (const word of operands) {
    const equals = word.indexOf('=');
    if (equals > 0) {
      put(shell.state.aliases, word.slice(0, equals), word.slice(equals + 1));
      continue;
    }
    const text = lookUp(shell.state.aliases, word);
    if (text !== undefined) show(word, text);
    else status = unknownAlias(shell, 'alias', word);
  }
  return status;
});

/** Only bash says which shell it is, and in which line. */
function unknownAlias(shell: Shell, builtin: string, name: string): number {
  if (shell.dialect === 'bash') return complaint(shell, builtin, `${name}: not found`);
  shell.raw(`${builtin}: ${name} not found\n`);
  return 1;
}

const unalias = simple((shell, words) => {
  const parsed = options(shell, words, 'a');
  if (parsed === undefined) return shell.state.status;
  if (parsed.given.has('a')) shell.state.aliases = {};
  let status = 0;
  for (const name of parsed.operands) {
    if (!remove(shell.state.aliases, name)) status = unknownAlias(shell, 'unalias', name);
  }
  return status;
});

export const nameBuiltins: Readonly<Record<string, Builtin>> = { type, hash, alias, unalias };

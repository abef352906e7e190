import { declaration, flagsOf } from './declarations.ts';
import type { Expansion } from './expand.ts';
import type { Piece } from './frame-kinds.ts';
import { changer, conditional, number, slice } from './parameter-operators.ts';
import { decoded, printed } from './prompt-escapes.ts';
import { doubleQuoted, quotedWord } from './quoting.ts';
import type { Shell } from './shell-process.ts';
import type { ParameterPart } from './syntax/tree.ts';
import { arrayOf, namesWithPrefix, unbound, variable, variableValue } from './variables.ts';

/** What `$name` or `${name…}` becomes. */
export function expandParameter(expansion: Expansion, part: ParameterPart): Piece[] {
  const { shell } = expansion;
  if (part.operator === 'bad') throw badSubstitution(shell, part);
  if (part.operator === 'names') return list(expansion, namesWithPrefix(shell, part.name), part, '@');
  if (part.operator === 'keys') {
    return list(
      expansion,
      [...(arrayOf(shell, part.name)?.keys() ?? [])],
      part,
      part.index === '*' ? '*' : '@',
    );
  }
  const meant = part.indirect ? indirect(expansion, part) : part;
  const many = listOf(expansion, meant);
  return many === undefined ? single(expansion, meant) : several(expansion, meant, many);
}

function badSubstitution(shell: Shell, part: ParameterPart) {
  if (shell.dialect === 'bash') return shell.fail(`\${${part.text}}: bad substitution`, 1, 'line');
  return shell.fail(shell.dialect === 'ash' ? 'syntax error: bad substitution' : 'Bad substitution', 2);
}

/** `${!name}`: the parameter whose name is the value. */
function indirect(expansion: Expansion, part: ParameterPart): ParameterPart {
  const { shell } = expansion;
  const target = plainValue(expansion, part) ?? '';
  const [, name = '', index] = /^([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])(?:\[(.*)\])?$/.exec(target) ?? [];
  if (name === '') {
    throw shell.fail(
      target === '' ? `${part.name}: invalid indirect expansion` : `${target}: invalid variable name`,
      1,
    );
  }
  const { indirect: _indirect, index: _index, ...rest } = part;
  if (index === undefined) return { ...rest, name };
  const place =
    index === '@' || index === '*' ? index : [{ kind: 'text', text: index, quoted: true } as const];
  return { ...rest, name, index: place };
}

/** The values where it stands for many: `$@`, `$*`, `${array[@]}`. */
function listOf({ shell }: Expansion, part: ParameterPart): string[] | undefined {
  if (part.name === '@' || part.name === '*') return shell.state.parameters;
  if (part.index !== '@' && part.index !== '*') return undefined;
  return [...(arrayOf(shell, part.name)?.values() ?? [])];
}

function several(expansion: Expansion, part: ParameterPart, values: string[]): Piece[] {
  const { shell } = expansion;
  const { operator } = part;
  const star = part.name === '*' || part.index === '*' ? '*' : '@';
  if (operator === 'length') return [value(part, String(values.length))];
  if (operator !== undefined && /^:?[-=?+]$/.test(operator)) {
    const isSet = values.length > 0 && !(operator.startsWith(':') && values.join('') === '');
    return conditional(expansion, part, isSet, () => list(expansion, values, part, star));
  }
  if (operator === 'slice') return list(expansion, sliceList(expansion, part, values), part, star);
  if (operator === '@A' && part.name !== '@' && part.name !== '*')
    return [value(part, declared(shell, part.name))];
  if (operator === '@a')
    return list(
      expansion,
      values.map(() => flagsOf(variable(shell, part.name))),
      part,
      star,
    );
  if (operator === '@k') {
    return list(expansion, [...(arrayOf(shell, part.name)?.entries() ?? [])].flat(), part, star);
  }
  if (operator === '@K') {
    const entries = [...(arrayOf(shell, part.name)?.entries() ?? [])];
    const shown = entries.map(([key, each]) => `${key} ${doubleQuoted(each)}`).join(' ');
    return [value(part, shown)];
  }
  const change = operator === undefined ? (each: string) => each : changer(expansion, part);
  return list(expansion, values.map(change), part, star);
}

function sliceList(expansion: Expansion, part: ParameterPart, values: readonly string[]): string[] {
  const { shell } = expansion;
  const positional = part.name === '@' || part.name === '*';
  const all = positional ? [shell.state.name, ...values] : values;
  const offset = number(expansion, part.operand);
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  const count = part.second === undefined ? all.length : number(expansion, part.second);
  if (count < 0)
    throw shell.fail(`${expansion.single(part.second ?? [])}: substring expression < 0`, 1, 'line');
  return all.slice(start, start + count);
}

/** The pieces of a list: each a field of its own where it is `"$@"`. */
function list(
  expansion: Expansion,
  values: readonly string[],
  part: ParameterPart,
  star: '@' | '*',
): Piece[] {
  const { quoted } = part;
  if (star === '*' && quoted) {
    const separator =
      variableValue(expansion.shell, 'IFS') === undefined ? ' ' : expansion.separators.charAt(0);
    return [value(part, values.join(separator))];
  }
  if (values.length === 0) return [{ text: '', quoted, split: !quoted, nothing: true }];
  return values.map((each, index) => ({
    text: each,
    quoted,
    split: !quoted,
    ...(index > 0 ? { breaks: true } : {}),
  }));
}

function value({ quoted }: ParameterPart, text: string): Piece {
  return { text, quoted, split: !quoted };
}

function single(expansion: Expansion, part: ParameterPart): Piece[] {
  const { shell } = expansion;
  const { operator } = part;
  const current = plainValue(expansion, part);
  if (operator !== undefined && /^:?[-=?+]$/.test(operator)) {
    const isSet = current !== undefined && !(operator.startsWith(':') && current === '');
    return conditional(expansion, part, isSet, () => [value(part, current ?? '')]);
  }
  if (current === undefined && shell.option('u') && !'@*#?$!-0'.includes(part.name))
    throw unbound(shell, part.name);
  if (operator === undefined) return [value(part, current ?? '')];
  if (operator === 'length') return [value(part, String([...(current ?? '')].length))];
  if (operator === 'slice') return [value(part, slice(expansion, part, current ?? ''))];
  if (operator?.startsWith('@') && current === undefined) return [value(part, '')];
  if (operator === '@A') return [value(part, declared(shell, part.name))];
  if (operator === '@a') return [value(part, flagsOf(variable(shell, part.name)))];
  if (operator === '@P') return [value(part, promptText(shell, current ?? ''))];
  return [value(part, changer(expansion, part)(current ?? ''))];
}

/** The value without what the operator does to it. */
function plainValue(expansion: Expansion, part: ParameterPart): string | undefined {
  const { shell } = expansion;
  const { state, system } = shell;
  const { name } = part;
  if (/^\d+$/.test(name)) return name === '0' ? state.name : state.parameters[Number(name) - 1];
  switch (name) {
    case '#':
      return String(state.parameters.length);
    case '?':
      return String(state.status);
    case '$':
      return String(state.shellPid);
    case '!':
      return state.background === null ? undefined : String(state.background);
    case '-':
      return shownOptions(shell);
    case '@':
    case '*':
      return state.parameters.join(' ');
    case 'PPID':
      return variableValue(shell, name) ?? String(system.parentPid);
    default:
  }
  if (part.index === undefined || typeof part.index === 'string') return variableValue(shell, name);
  return variableValue(shell, name, expansion.single(part.index));
}

/** `@A`: an assignment or a declaration that makes the variable again. */
function declared(shell: Shell, name: string): string {
  const found = variable(shell, name);
  if (found === undefined) return '';
  if (flagsOf(found) !== '') return declaration(name, found);
  return `${name}=${quotedWord(found.value ?? '', 'bash')}`;
}

function promptText(shell: Shell, text: string): string {
  return printed(decoded(shell, text)).replace(/\\([\\$`])/g, '$1');
}

function shownOptions({ state, dialect }: Shell): string {
  const order = dialect === 'bash' ? 'abefhikmnptuvxBCEHPTcs' : 'efIimnsxvVECabucl';
  const usual =
    dialect === 'bash' ? `hB${state.reads === 'argument' ? 'c' : ''}${state.interactive ? 'H' : ''}` : '';
  const off = [
    ...(state.settings.includes('nobraceexpand') ? 'B' : ''),
    ...(state.settings.includes('nohashall') ? 'h' : ''),
  ];
  const shown = [...new Set(state.options + usual)].filter((letter) => !off.includes(letter));
  return shown.sort((a, b) => order.indexOf(a) - order.indexOf(b)).join('');
}

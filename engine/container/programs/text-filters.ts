import { operands } from './file-commands.ts';
import { exits, type Invocation, option, type Program } from './program.ts';
import { input, joined, linesOf } from './text-commands.ts';

/** `cut -d- -f2`, with one field or a list of them. */
export const cut: Program = (invocation) => {
  const { argv } = invocation;
  const delimiter = option(argv, '-d') ?? attached(argv, '-d') ?? '\t';
  const fields = (option(argv, '-f') ?? attached(argv, '-f') ?? '1').split(',').map(Number);
  const files = operands(withoutValues(invocation, ['-d', '-f']));
  const { text, stderr } = input(invocation, files);
  const cutLine = (line: string): string => {
    const parts = line.split(delimiter);
    return parts.length === 1 ? line : fields.map((field) => parts[field - 1] ?? '').join(delimiter);
  };
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: joined(linesOf(text).map(cutLine)), stderr });
};

/** `tr a-z A-Z`, `tr -d '\n'`. */
export const tr: Program = (invocation) => {
  const [from = '', to = ''] = operands(invocation).map(characters);
  const deletes = invocation.argv.includes('-d');
  const { text } = input(invocation, []);
  const translated = Array.from(text, (character) => {
    const index = from.indexOf(character);
    if (index === -1) return character;
    return deletes ? '' : (to[Math.min(index, to.length - 1)] ?? character);
  });
  return exits(invocation, 0, { stdout: translated.join('') });
};

/** `sed s/old/new/` and `sed s/old/new/g` of plain text; any other script leaves its input as it is. */
export const sed: Program = (invocation) => {
  const [script = '', ...files] = operands(invocation);
  const { text, stderr } = input(invocation, files);
  const separator = script[1] ?? '/';
  const [command, old = '', replacement = '', flags = ''] = script.split(separator);
  if (command !== 's' || old === '') return exits(invocation, 0, { stdout: text, stderr });
  const replace = (line: string): string =>
    flags.includes('g') ? line.replaceAll(old, () => replacement) : line.replace(old, () => replacement);
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: joined(linesOf(text).map(replace)), stderr });
};

/** `awk '{print $2}'`, with -F; any other script prints nothing. */
export const awk: Program = (invocation) => {
  const { argv } = invocation;
  const separator = option(argv, '-F') ?? attached(argv, '-F');
  const [script = '', ...files] = operands(withoutValues(invocation, ['-F']));
  const field = /^\s*\{\s*print\s*\$(\d{1,3}|NF)\s*;?\s*\}\s*$/.exec(script)?.[1];
  if (field === undefined) return exits(invocation, 0);
  const { text, stderr } = input(invocation, files);
  const pick = (line: string): string => {
    if (field === '0') return line;
    const parts = separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
    return (field === 'NF' ? parts.at(-1) : parts[Number(field) - 1]) ?? '';
  };
  return exits(invocation, stderr === '' ? 0 : 1, { stdout: joined(linesOf(text).map(pick)), stderr });
};

function attached(argv: readonly string[], name: string): string | undefined {
  return argv.find((word) => word.startsWith(name) && word.length > name.length)?.slice(name.length);
}

function withoutValues(invocation: Invocation, names: readonly string[]): Invocation {
  const { argv } = invocation;
  return { ...invocation, argv: argv.filter((_word, index) => !names.includes(argv[index - 1] ?? '')) };
}

/** The characters of a set such as `a-z` or `\n`. */
function characters(set: string): string {
  return set
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('[:lower:]', 'a-z')
    .replaceAll('[:upper:]', 'A-Z')
    .replace(/(\w)-(\w)/g, (whole, first: string, last: string) => {
      const start = first.charCodeAt(0);
      const count = last.charCodeAt(0) - start + 1;
      if (count < 1 || count > 128) return whole;
      return Array.from({ length: count }, (_unused, index) => String.fromCharCode(start + index)).join('');
    });
}

import type { Program } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { parseOptions, type Syntax } from '../options.ts';
import { linesOf, type SlurpedFile, slurp } from '../slurp.ts';

const syntax: Syntax = {
  letters: 'd:sz',
  long: { delimiters: 'd', serial: 's', 'zero-terminated': 'z' },
  manual: {
    gnu: '[OPTION]... [FILE]...\nWrite lines consisting of the sequentially corresponding lines from\neach FILE, separated by TABs, to standard output.',
  },
};

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\0': '', '\\\\': '\\' };

export const paste: Program = slurp<{
  readonly delimiters: readonly string[];
  readonly serial: boolean;
  readonly inputs: readonly string[];
}>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const tokens = encode(options.value('d') ?? '\t').match(/\\[nt0\\]|[\s\S]/g) ?? [''];
    return {
      operands: [...new Set(options.operands)],
      options: {
        delimiters: tokens.map((token) => escapes[token] ?? token),
        serial: options.has('s'),
        inputs: options.operands.length === 0 ? ['-'] : options.operands,
      },
    };
  },
  answer(run, { delimiters, serial, inputs }, files) {
    const columns = columnsOf(inputs, files);
    if (serial) {
      for (const lines of columns) run.write(`${joined(lines, delimiters)}\n`);
      return undefined;
    }
    const height = Math.max(0, ...columns.map((lines) => lines.length));
    for (let row = 0; row < height; row++) {
      run.write(
        `${joined(
          columns.map((lines) => lines[row] ?? ''),
          delimiters,
        )}\n`,
      );
    }
    return undefined;
  },
});

/** An input that is named several times gives its lines in turn. */
function columnsOf(inputs: readonly string[], files: readonly SlurpedFile[]): string[][] {
  return inputs.flatMap((name, index) => {
    const file = files.find((each) => each.name === name);
    if (file === undefined) return [];
    const lines = linesOf(file.text);
    const times = name === '-' ? inputs.filter((each) => each === name).length : 1;
    const turn = inputs.slice(0, index).filter((each) => each === name).length;
    return [times === 1 ? lines : lines.filter((_, line) => line % times === turn)];
  });
}

function joined(pieces: readonly string[], delimiters: readonly string[]): string {
  return pieces
    .map((piece, index) => (index === 0 ? '' : (delimiters[(index - 1) % delimiters.length] ?? '')) + piece)
    .join('');
}

import type { Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { fail } from '../command.ts';
import { filter } from '../filter.ts';
import { isBusybox, type Options, parseOptions, type Syntax, usageError } from '../options.ts';
import { complement, contains, type FieldList, LAST, parseFieldList } from './field-list.ts';

const syntax: Syntax = {
  letters: 'b:c:d:f:nsz',
  long: {
    bytes: 'b',
    characters: 'c',
    delimiter: 'd',
    fields: 'f',
    complement: '',
    'only-delimited': 's',
    'output-delimiter': '=',
    'zero-terminated': 'z',
  },
  manual: {
    gnu: 'OPTION... [FILE]...\nPrint selected parts of lines from each FILE to standard output.',
  },
};

type State = {
  readonly list: FieldList;
  readonly fields: boolean;
  readonly delimiter: string;
  readonly output: string | null;
  readonly onlyDelimited: boolean;
  readonly separator: string;
};

export const cut: Program = filter<State>({
  begin(system) {
    const options = parseOptions(system, syntax);
    const list = listOf(system, options);
    const fields = options.has('f');
    const delimiter = encode(options.value('d') ?? '\t');
    if (delimiter.length > 1)
      throw usageError(system, syntax.manual, 'the delimiter must be a single character');
    if (options.has('d') && !fields && isBusybox(system))
      throw fail(system, 'a delimiter may be specified only when operating on fields');
    if (options.has('d') && !fields)
      throw usageError(
        system,
        syntax.manual,
        'an input delimiter may be specified only when operating on fields',
      );
    if (options.has('s') && !fields && isBusybox(system))
      throw fail(system, 'suppressing non-delimited lines makes sense only when operating on fields');
    if (options.has('s') && !fields)
      throw usageError(
        system,
        syntax.manual,
        'suppressing non-delimited lines makes sense\n\tonly when operating on fields',
      );
    const output = options.value('output-delimiter');
    return {
      operands: options.operands,
      state: {
        list: options.has('complement') ? complement(list) : list,
        fields,
        delimiter: delimiter === '' ? '\0' : delimiter,
        output: output === undefined ? null : encode(output),
        onlyDelimited: options.has('s'),
        separator: options.has('z') ? '\0' : '\n',
      },
    };
  },
  separator: (state) => state.separator,
  line(run, state, line) {
    const text = state.fields ? cutFields(state, line) : cutCharacters(state, line);
    if (text !== undefined) run.write(text + state.separator);
    return undefined;
  },
});

function listOf(system: System, options: Options): FieldList {
  const given = ['b', 'c', 'f'].filter((letter) => options.has(letter));
  const [letter] = given;
  if (letter === undefined) {
    if (isBusybox(system)) throw fail(system, 'expected a list of bytes, characters, or fields');
    throw usageError(system, syntax.manual, 'you must specify a list of bytes, characters, or fields');
  }
  if (given.length > 1) throw usageError(system, syntax.manual, 'only one type of list may be specified');
  const text = options.value(letter) ?? '';
  const list = parseFieldList(text);
  if (typeof list !== 'string') return list;
  if (isBusybox(system)) throw fail(system, `invalid number '${text}'`);
  throw usageError(system, syntax.manual, listWords(list, letter === 'f', text));
}

function listWords(trouble: string, fields: boolean, text: string): string {
  if (trouble === 'from zero') {
    return fields ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
  }
  if (trouble === 'decreasing') return 'invalid decreasing range';
  if (trouble === 'endless') return `invalid range with no endpoint: ${text}`;
  return fields ? `invalid field value '${text}'` : `invalid byte/character position '${text}'`;
}

function cutFields(state: State, line: string): string | undefined {
  const fields = line.split(state.delimiter);
  if (fields.length === 1) return state.onlyDelimited ? undefined : line;
  return fields.filter((_, index) => contains(state.list, index + 1)).join(state.output ?? state.delimiter);
}

function cutCharacters(state: State, line: string): string {
  return state.list
    .filter(([from]) => from <= line.length)
    .map(([from, to]) => line.slice(from - 1, Math.min(to, LAST)))
    .join(state.output ?? '');
}

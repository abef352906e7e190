import type { Program, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { filter, type Run } from '../filter.ts';
import { parseOptions, type Syntax } from '../options.ts';

type Encoding = { readonly alphabet: string; readonly bits: number; readonly block: number };

const encodings = {
  base64: { alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', bits: 6, block: 3 },
  base32: { alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', bits: 5, block: 5 },
} as const satisfies Record<string, Encoding>;

type State = {
  readonly decode: boolean;
  readonly ignoreGarbage: boolean;
  readonly wrap: number;
  /** Input that doesn't fill a block yet. */
  rest: string;
  column: number;
};

export const base64: Program = baseProgram('base64');
export const base32: Program = baseProgram('base32');

function baseProgram(name: keyof typeof encodings): Program {
  const encoding = encodings[name];
  const syntax: Syntax = {
    letters: 'diw:',
    long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w' },
    manual: {
      gnu: `[OPTION]... [FILE]\nBase${name.slice(4)} encode or decode FILE, or standard input, to standard output.`,
    },
  };
  return filter<State>({
    begin(system) {
      const options = parseOptions(system, syntax);
      const wrap = options.value('w') ?? '76';
      if (!/^\d+$/.test(wrap)) throw fail(system, `invalid wrap size: '${wrap}'`);
      if (options.operands.length > 1) throw fail(system, `extra operand '${options.operands[1]}'`);
      return {
        operands: options.operands,
        state: {
          decode: options.has('d'),
          ignoreGarbage: options.has('i'),
          wrap: Number(wrap),
          rest: '',
          column: 0,
        },
      };
    },
    chunk(run, state, text) {
      if (state.decode) {
        state.rest += state.ignoreGarbage ? cleaned(encoding, text) : text.replaceAll('\n', '');
        const whole = state.rest.length - (state.rest.length % 8);
        run.write(decoded(run.system, encoding, state.rest.slice(0, whole), run));
        state.rest = state.rest.slice(whole);
        return undefined;
      }
      const all = state.rest + text;
      const whole = all.length - (all.length % encoding.block);
      wrapped(run, state, encoded(encoding, all.slice(0, whole)));
      state.rest = all.slice(whole);
      return undefined;
    },
    end(run, state) {
      if (state.decode) run.write(decoded(run.system, encoding, state.rest, run));
      else {
        wrapped(run, state, encoded(encoding, state.rest));
        if (state.wrap > 0 && state.column > 0) run.write('\n');
      }
      return undefined;
    },
  });
}

function cleaned(encoding: Encoding, text: string): string {
  return [...text].filter((character) => character === '=' || encoding.alphabet.includes(character)).join('');
}

function encoded({ alphabet, bits, block }: Encoding, text: string): string {
  let out = '';
  let buffer = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    buffer = ((buffer << 8) | text.charCodeAt(index)) & 0xffff;
    held += 8;
    for (; held >= bits; held -= bits) out += alphabet.charAt((buffer >> (held - bits)) & (2 ** bits - 1));
  }
  if (held > 0) out += alphabet.charAt((buffer << (bits - held)) & (2 ** bits - 1));
  const group = (block * 8) / bits;
  return text.length % block === 0 ? out : out.padEnd(Math.ceil(out.length / group) * group, '=');
}

function decoded(system: System, { alphabet, bits }: Encoding, text: string, run: Run): string {
  let out = '';
  let buffer = 0;
  let held = 0;
  for (const character of text) {
    if (character === '=') continue;
    const value = alphabet.indexOf(character);
    if (value < 0) {
      run.write(out);
      run.flush();
      throw fail(system, 'invalid input');
    }
    buffer = ((buffer << bits) | value) & 0xffff;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    out += String.fromCharCode((buffer >> held) & 255);
  }
  return out;
}

function wrapped(run: Run, state: State, text: string): void {
  if (state.wrap === 0) {
    run.write(text);
    return;
  }
  let at = 0;
  while (at < text.length) {
    const piece = text.slice(at, at + state.wrap - state.column);
    at += piece.length;
    state.column += piece.length;
    run.write(piece);
    if (state.column === state.wrap) {
      run.write('\n');
      state.column = 0;
    }
  }
}

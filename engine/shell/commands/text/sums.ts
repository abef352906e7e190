import type { Next, Program } from '../../../linux/system.ts';
import { bytesOf, encode } from '../bytes.ts';
import { guarded } from '../command.ts';
import { filter } from '../filter.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { type HashState, hashBlocks, hashes, hex, type NewHash, resumed } from './resumable-hashes.ts';
import { type Checking, checkSums } from './sums-check.ts';

type SumState = {
  /** A line names the algorithm, as BSD's programs write it. */
  readonly tag: boolean;
  readonly mark: string;
  readonly end: string;
  hash: HashState | null;
  /** Bytes that are no whole block yet. */
  rest: string;
};

export const md5sum: Program = sumProgram('MD5');
export const sha1sum: Program = sumProgram('SHA1');
export const sha224sum: Program = sumProgram('SHA224');
export const sha256sum: Program = sumProgram('SHA256');
export const sha384sum: Program = sumProgram('SHA384');
export const sha512sum: Program = sumProgram('SHA512');

function sumProgram(title: string): Program {
  const newHash = hashes[title];
  if (newHash === undefined) throw new Error(`no hash ${title}`);
  const syntax: Syntax = {
    letters: 'bctswz',
    long: {
      binary: 'b',
      check: 'c',
      text: 't',
      quiet: '',
      status: '',
      strict: '',
      tag: '',
      warn: 'w',
      zero: 'z',
      'ignore-missing': '',
    },
    manual: {
      gnu: `[OPTION]... [FILE]...\nPrint or check ${title} checksums.`,
    },
  };
  const summing = summer(title, syntax, newHash);
  type Summing = Parameters<typeof summing.step>[1];
  return guarded<Summing | Checking>({
    start(system): Next<Summing | Checking> {
      const options = parseOptions(system, syntax);
      return options.has('c') ? checkSums(system, checking(options), newHash) : summing.start(system);
    },
    step: (system, state): Next<Summing | Checking> =>
      'lists' in state ? checkSums(system, state, newHash) : summing.step(system, state),
  });
}

function checking(options: Options): Checking {
  return {
    lists: options.operands.length === 0 ? ['-'] : [...options.operands],
    quiet: options.has('quiet'),
    status: options.has('status') || options.has('s'),
    ignoresMissing: options.has('ignore-missing'),
    list: null,
    file: null,
    lines: 0,
    malformed: 0,
    verified: 0,
    mismatched: 0,
    unreadable: 0,
    failed: false,
  };
}

function summer(title: string, syntax: Syntax, newHash: NewHash) {
  return filter<SumState>({
    begin(system) {
      const options = parseOptions(system, syntax);
      const state: SumState = {
        tag: options.has('tag'),
        mark: options.last('b', 't') === 'b' && !isBusybox(system) ? '*' : ' ',
        end: options.has('z') ? '\0' : '\n',
        hash: null,
        rest: '',
      };
      return { operands: options.operands, state };
    },
    open(_run, state) {
      state.hash = null;
      state.rest = '';
      return undefined;
    },
    chunk(_run, state, text) {
      state.rest += text;
      hashBlocks(state, newHash);
      return undefined;
    },
    close(run, state) {
      const sum = hex(resumed(newHash, state.hash).update(bytesOf(state.rest)).digest());
      const name = encode(run.name);
      run.write(
        state.tag ? `${title} (${name}) = ${sum}${state.end}` : `${sum} ${state.mark}${name}${state.end}`,
      );
    },
  });
}

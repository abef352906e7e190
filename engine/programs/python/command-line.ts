/** What a Python command line asks for. */
export type Invocation =
  | { readonly kind: 'version'; readonly long: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | {
      readonly kind: 'command';
      readonly source: string;
      readonly rest: readonly string[];
      readonly interactive: boolean;
    }
  | { readonly kind: 'module'; readonly name: string; readonly rest: readonly string[] }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly rest: readonly string[];
      readonly interactive: boolean;
    }
  | {
      readonly kind: 'input';
      readonly rest: readonly string[];
      readonly interactive: boolean;
      readonly quiet: boolean;
    };

const WITHOUT_VALUE = /^[bBdEIiOPqsSuvx?hV]$/;

export function parseCommandLine(argv: readonly string[]): Invocation {
  let interactive = false;
  let quiet = false;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '-') return { kind: 'input', rest: argv.slice(at), interactive, quiet };
    if (!word.startsWith('-')) return { kind: 'file', path: word, rest: argv.slice(at), interactive };
    if (word === '--version') return { kind: 'version', long: false };
    if (word === '--help') return { kind: 'help' };
    if (word.startsWith('--')) return { kind: 'wrong', message: `Unknown option: --\n` };
    for (let index = 1; index < word.length; index++) {
      const letter = word[index] ?? '';
      const attached = word.slice(index + 1);
      if (letter === 'c' || letter === 'm') {
        const value = attached === '' ? argv[at + 1] : attached;
        const rest = argv.slice(attached === '' ? at + 2 : at + 1);
        if (value === undefined)
          return { kind: 'wrong', message: `Argument expected for the -${letter} option\n` };
        return letter === 'c'
          ? { kind: 'command', source: value, rest: ['-c', ...rest], interactive }
          : { kind: 'module', name: value, rest };
      }
      if (letter === 'W' || letter === 'X') {
        if (attached === '') at++;
        break;
      }
      if (letter === 'V') return { kind: 'version', long: word.includes('VV') };
      if (letter === 'h' || letter === '?') return { kind: 'help' };
      if (!WITHOUT_VALUE.test(letter)) return { kind: 'wrong', message: `Unknown option: -${letter}\n` };
      if (letter === 'i') interactive = true;
      if (letter === 'q') quiet = true;
    }
  }
  return { kind: 'input', rest: [''], interactive, quiet };
}

import { compilePattern, type Pattern } from './regex/pattern.ts';

/** A shell pattern for whole names: `*`, `?` and `[…]`. */
export function compileGlob(glob: string): Pattern {
  let regex = '';
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    const close = character === '[' ? glob.indexOf(']', at + 2) : -1;
    if (close > 0) {
      const inside = glob.slice(at + 1, close);
      regex += `[${inside.startsWith('!') ? `^${inside.slice(1)}` : inside}]`;
      at = close;
    } else if (character === '*') regex += '.*';
    else if (character === '?') regex += '.';
    else {
      if (character === '\\') at++;
      regex += quoted(character === '\\' ? glob.charAt(at) : character);
    }
  }
  return compilePattern(regex, { dialect: 'extended', whole: 'line' });
}

function quoted(character: string): string {
  return /[.^$*+?()[\]{}|\\]/.test(character) ? `\\${character}` : character;
}

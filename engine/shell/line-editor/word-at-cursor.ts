import type { Dialect } from '../dialect.ts';

/** The word that Tab completes. */
export interface Target {
  /** Where in the line what is replaced begins. */
  readonly start: number;
  /** The word so far, without quotes. */
  readonly word: string;
  readonly quote: '' | "'" | '"';
  readonly kind: 'command' | 'file' | 'folder' | 'variable';
}

const BREAKS: Readonly<Record<'bash' | 'ash', string>> = { bash: ' \t\n><=;|&(:', ash: ' <>|&;=({`' };
const COMMAND_FOLLOWS = /(?:^|[;|&({`\n]|\b(?:then|do|else|elif|if|while|until|time|exec|sudo))\s*$/;
/** Commands that take another one and are followed by a blank. */
const ASSIGNMENTS = /^(?:\s*[A-Za-z_][A-Za-z0-9_]*=\S*\s+)+/;

/** What stands before the cursor, as the shell's completion takes it. */
export function targetAt(text: string, cursor: number, dialect: Dialect): Target {
  const breaks = BREAKS[dialect === 'bash' ? 'bash' : 'ash'];
  let quote: Target['quote'] = '';
  let start = 0;
  let word = '';
  for (let at = 0; at < cursor; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      if (dialect === 'bash') {
        start = at + 1;
        word = '';
      }
    } else if (character === '\\' && at + 1 < cursor) word += text.charAt(++at);
    else if (breaks.includes(character)) {
      start = at + 1;
      word = '';
    } else word += character;
  }
  const before = text.slice(0, start).replace(/["']$/, '');
  if (dialect === 'bash' && quote !== "'" && /^\$\{?\w*$/.test(word)) {
    const sign = word.startsWith('${') ? 2 : 1;
    return { start: start + sign, word: word.slice(sign), quote, kind: 'variable' };
  }
  return { start, word, quote, kind: kindAfter(before, dialect) };
}

function kindAfter(before: string, dialect: Dialect): Target['kind'] {
  const words = before.slice(before.search(/[^;|&({`]*$/));
  if (
    COMMAND_FOLLOWS.test(before) ||
    (dialect === 'bash' && ASSIGNMENTS.test(words) && words.replace(ASSIGNMENTS, '') === '')
  )
    return 'command';
  return dialect === 'ash' && /^\s*cd /.test(words) ? 'folder' : 'file';
}

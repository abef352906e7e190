/** A shell pattern, taken apart. In its text a backslash takes the meaning from the next character. */
export type Pattern = readonly PatternToken[];

export type PatternToken =
  | { readonly is: 'character'; readonly character: string }
  | { readonly is: 'any' }
  | { readonly is: 'many' }
  | { readonly is: 'class'; readonly matches: (character: string) => boolean }
  | { readonly is: 'group'; readonly kind: string; readonly choices: readonly Pattern[] };

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** @param extended `?(…)`, `*(…)`, `+(…)`, `@(…)` and `!(…)` are groups */
export function parsePattern(text: string, extended = false): Pattern {
  const tokens: PatternToken[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const group = extended && '?*+@!'.includes(character) ? choicesAt(text, at + 1) : undefined;
    if (group !== undefined) {
      const choices = group.choices.map((choice) => parsePattern(choice, true));
      tokens.push({ is: 'group', kind: character, choices });
      at = group.end;
    } else if (character === '\\' && at + 1 < text.length) {
      tokens.push({ is: 'character', character: text.charAt(++at) });
    } else if (character === '*') {
      if (tokens.at(-1)?.is !== 'many') tokens.push({ is: 'many' });
    } else if (character === '?') {
      tokens.push({ is: 'any' });
    } else {
      const bracket = character === '[' ? parseBracket(text, at) : undefined;
      if (bracket === undefined) tokens.push({ is: 'character', character });
      else {
        tokens.push({ is: 'class', matches: bracket.matches });
        at = bracket.end;
      }
    }
  }
  return tokens;
}

/** The alternatives between parentheses, and where those close. */
function choicesAt(
  text: string,
  open: number,
): { readonly choices: string[]; readonly end: number } | undefined {
  if (text.charAt(open) !== '(') return undefined;
  const choices: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === '|' && depth === 1) {
      choices.push(text.slice(start, at));
      start = at + 1;
    } else if (character === ')' && --depth === 0) {
      choices.push(text.slice(start, at));
      return { choices, end: at };
    }
  }
  return undefined;
}

/** True where it means more than itself. */
export function isPattern(text: string, extended = false): boolean {
  return parsePattern(text, extended).some(({ is }) => is !== 'character');
}

/** What a pattern without special characters stands for. */
export function literal(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^()|+@-]/g, '\\$&');
}

function parseBracket(
  text: string,
  start: number,
): { readonly end: number; readonly matches: (character: string) => boolean } | undefined {
  let at = start + 1;
  const negated = text[at] === '!' || text[at] === '^';
  if (negated) at++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    const character = text.charAt(at);
    if (character === '') return undefined;
    if (character === ']' && !first) break;
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12));
    const expression = CLASSES[named?.[1] ?? ''];
    if (named !== null && expression !== undefined) {
      tests.push((each) => expression.test(each));
      at += named[0].length;
      continue;
    }
    const low = member(text, at);
    at = low.end;
    if (text[at] === '-' && text[at + 1] !== ']' && at + 1 < text.length) {
      const high = member(text, at + 1);
      at = high.end;
      tests.push((each) => each >= low.character && each <= high.character);
    } else tests.push((each) => each === low.character);
  }
  return { end: at, matches: (character) => tests.some((test) => test(character)) !== negated };
}

function member(text: string, at: number): { readonly character: string; readonly end: number } {
  if (text[at] === '\\' && at + 1 < text.length) return { character: text.charAt(at + 1), end: at + 2 };
  return { character: text.charAt(at), end: at + 1 };
}

/** Whether a token stands for a character. */
export function accepts(token: PatternToken | undefined, character: string): boolean {
  if (token === undefined) return false;
  if (token.is === 'character') return token.character === character;
  return token.is === 'class' ? token.matches(character) : token.is === 'any';
}

/** The text that a pattern without special characters stands for; undefined: it has some. */
export function literalOf(pattern: Pattern): string | undefined {
  let text = '';
  for (const token of pattern) {
    if (token.is !== 'character') return undefined;
    text += token.character;
  }
  return text;
}

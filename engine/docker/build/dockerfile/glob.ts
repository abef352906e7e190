import { invalidParameter } from '../../docker-error.ts';

/** What one substitution may look at, in characters of its value for each of its pattern. */
const WORK_MAX = 2_000_000;

/** Those of a text, however long they are in UTF-16. */
type Characters = readonly string[];

/** A part of a pattern: any text, a certain character, or any one. */
type Token = { readonly star: true } | { readonly star: false; readonly character?: string };

/** @throws DockerError */
function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const next = characters[at + 1] ?? '';
    if (character === '*') tokens.push({ star: true });
    else if (character === '?') tokens.push({ star: false });
    else if (character !== '\\') tokens.push({ star: false, character });
    else if (next !== '}' && next !== '/') {
      if (!['*', '?', '\\'].includes(next)) {
        throw invalidParameter(`invalid pattern (${pattern}) in substitution: invalid escape '\\${next}'`);
      }
      tokens.push({ star: false, character: next });
      at++;
    }
  }
  return tokens;
}

/** Where matches that begin at a place may end, in order. */
function ends(tokens: readonly Token[], text: Characters, from: number): number[] {
  let places = [from];
  for (const token of tokens) {
    const [first] = places;
    if (first === undefined) return [];
    if (token.star) places = Array.from({ length: text.length - first + 1 }, (_, index) => first + index);
    else {
      const { character } = token;
      const fits = (at: number) => at < text.length && (character ?? text[at]) === text[at];
      places = places.filter(fits).map((at) => at + 1);
    }
  }
  return places;
}

function checkWork(tokens: readonly Token[], text: Characters, starts: number): void {
  if ((tokens.length + 1) * (text.length + 1) * starts > WORK_MAX) {
    throw invalidParameter('a value is too long for a pattern');
  }
}

/** `${name#pattern}`, or with `greedy` `${name##pattern}`. @throws DockerError */
export function withoutPrefix(text: string, pattern: string, greedy: boolean): string {
  return cut([...text], tokensOf(pattern), greedy).join('');
}

/** `${name%pattern}`, or with `greedy` `${name%%pattern}`. @throws DockerError */
export function withoutSuffix(text: string, pattern: string, greedy: boolean): string {
  return cut([...text].reverse(), tokensOf(pattern).reverse(), greedy)
    .reverse()
    .join('');
}

function cut(text: Characters, tokens: readonly Token[], greedy: boolean): string[] {
  checkWork(tokens, text, 1);
  const found = ends(tokens, text, 0);
  return text.slice((greedy ? found.at(-1) : found[0]) ?? 0);
}

/** `${name/pattern/replacement}`: the first match, or all of them. @throws DockerError */
export function replaced(whole: string, pattern: string, replacement: string, all: boolean): string {
  const text = [...whole];
  const tokens = tokensOf(pattern);
  checkWork(tokens, text, text.length + 1);
  let result = '';
  for (let at = 0; at <= text.length; ) {
    const end = ends(tokens, text, at).at(-1);
    if (end === undefined) {
      result += text[at++] ?? '';
      continue;
    }
    result += replacement;
    if (!all) return result + text.slice(end).join('');
    if (end === at) result += text[at++] ?? '';
    else at = end;
  }
  return result;
}

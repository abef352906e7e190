/** Pieces of a pattern: a character, a class, or one of the wildcards. */
type Piece =
  | { readonly is: 'any' | 'many' | 'everything' }
  | { readonly is: 'character'; readonly character: string }
  | {
      readonly is: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/** Longer patterns match nothing. */
const PATTERN_CHARACTERS_MAX = 4096;

/** A pattern of shells as Go's path.Match has it; undefined: its syntax is wrong. @param deep `**` crosses slashes */
export function parseGlob(pattern: string, deep = false): readonly Piece[] | undefined {
  if (pattern.length > PATTERN_CHARACTERS_MAX) return undefined;
  const characters = [...pattern];
  const pieces: Piece[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      const isDeep = deep && characters[at + 1] === '*';
      if (isDeep) at++;
      pieces.push({ is: isDeep ? 'everything' : 'many' });
    } else if (character === '?') pieces.push({ is: 'any' });
    else if (character === '[') {
      const parsed = parseClass(characters, at + 1);
      if (parsed === undefined) return undefined;
      pieces.push(parsed.piece);
      at = parsed.end;
    } else if (character === '\\') {
      at++;
      if (at >= characters.length) return undefined;
      pieces.push({ is: 'character', character: characters[at] ?? '' });
    } else pieces.push({ is: 'character', character });
  }
  return pieces;
}

function parseClass(characters: readonly string[], from: number): { piece: Piece; end: number } | undefined {
  let at = from;
  const negated = characters[at] === '^';
  if (negated) at++;
  const ranges: [string, string][] = [];
  const one = (): string | undefined => {
    const character = characters[at++];
    if (character !== '\\') return character;
    return characters[at++];
  };
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = one();
    if (low === undefined || (low === ']' && ranges.length === 0)) return undefined;
    let high: string | undefined = low;
    if (characters[at] === '-') {
      at++;
      high = one();
      if (high === undefined || high === ']') return undefined;
    }
    ranges.push([low, high]);
  }
  return { piece: { is: 'class', negated, ranges }, end: at };
}

/** Takes time proportional to both lengths at most: every position of the pattern is a state. */
export function matchesPieces(pieces: readonly Piece[], text: string): boolean {
  let states = closure(pieces, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const state of states) {
      const piece = pieces[state];
      if (piece === undefined) continue;
      const repeats = piece.is === 'everything' || (piece.is === 'many' && character !== '/');
      if (repeats) next.add(state);
      else if (takes(piece, character)) next.add(state + 1);
    }
    if (next.size === 0) return false;
    states = closure(pieces, next);
  }
  return states.has(pieces.length);
}

function closure(pieces: readonly Piece[], states: Set<number>): Set<number> {
  for (const state of states) {
    const is = pieces[state]?.is;
    if (is === 'many' || is === 'everything') states.add(state + 1);
  }
  return states;
}

function takes(piece: Piece, character: string): boolean {
  if (piece.is === 'character') return piece.character === character;
  if (character === '/') return false;
  if (piece.is === 'any') return true;
  if (piece.is !== 'class') return false;
  return piece.ranges.some(([low, high]) => low <= character && character <= high) !== piece.negated;
}

export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = parseGlob(pattern);
  return pieces !== undefined && matchesPieces(pieces, text);
}

import { MATCHES_MAX, type Pattern } from '../regex/pattern.ts';
import { PatternError } from '../regex/syntax.ts';
import type { ReplacementPart, Substitution } from './program.ts';

/**
 * The text after a substitution, or undefined where nothing matched. Throws a `PatternError` where there is no end of
 * matches. @param onReplaced for each replacement
 */
export function substitute(
  text: string,
  pattern: Pattern,
  command: Substitution,
  onReplaced?: () => void,
): string | undefined {
  let out = '';
  let from = 0;
  let count = 0;
  let replaced = false;
  let lastEnd = -1;
  while (from <= text.length) {
    const found = pattern.match(text, from);
    if (found === undefined) break;
    const [start = 0, end = 0] = found;
    out += text.slice(from, start);
    const again = start === end && start === lastEnd;
    if (!again) {
      if (++count > MATCHES_MAX) throw new PatternError('matches');
      const wanted = count >= command.number;
      out += wanted ? replacement(text, found, command.parts) : text.slice(start, end);
      if (wanted) onReplaced?.();
      replaced ||= wanted;
    }
    lastEnd = end;
    from = end;
    if (replaced && !command.global) break;
    if (start === end) {
      out += text.slice(end, end + 1);
      from = end + 1;
    }
  }
  return replaced ? out + text.slice(from) : undefined;
}

function replacement(text: string, found: readonly number[], parts: readonly ReplacementPart[]): string {
  let out = '';
  let turn: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | undefined;
  for (const part of parts) {
    if ('turn' in part) {
      if (part.turn === 'u' || part.turn === 'l') once = part.turn;
      else turn = part.turn;
      continue;
    }
    let piece = 'text' in part ? part.text : groupOf(text, found, part.group);
    if (turn !== 'E') piece = turn === 'U' ? piece.toUpperCase() : piece.toLowerCase();
    if (once !== undefined && piece !== '') {
      const first = piece.charAt(0);
      piece = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + piece.slice(1);
      once = undefined;
    }
    out += piece;
  }
  return out;
}

function groupOf(text: string, found: readonly number[], group: number): string {
  const start = found[2 * group] ?? -1;
  return start < 0 ? '' : text.slice(start, found[2 * group + 1]);
}

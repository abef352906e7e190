import { expandBraces, plainSequence } from './brace.ts';
import type { Piece } from './frame-kinds.ts';
import { glob } from './glob.ts';
import { expandParameter } from './parameters.ts';
import { escapePattern, isPattern, literal } from './pattern.ts';
import { substituteProcess } from './process-substitution.ts';
import type { Replay } from './replay.ts';
import type { Shell } from './shell-process.ts';
import { text } from './shell-process.ts';
import { splitFields } from './split.ts';
import type { Part, Word } from './syntax/tree.ts';
import { homeOf } from './tilde.ts';
import { calculate, variableValue } from './variables.ts';

/** Fields that a command line may become, and characters of one word. */
const FIELDS_MAX = 200_000;
/** What making a word counts as. */
const CHARACTERS_PER_WORD = 50;
const CHARACTERS_PER_NUMBER = 5;
/** What looking at a name in a folder counts as. */
const CHARACTERS_PER_ENTRY = 40;

/** Expands words on behalf of a command that is under way. */
export class Expansion {
  readonly shell: Shell;
  readonly replay: Replay;

  constructor(shell: Shell, replay: Replay) {
    this.shell = shell;
    this.replay = replay;
  }

  /** Words as the arguments of a command: split into fields, with file names. */
  fields(words: readonly Word[]): string[] {
    const fields: string[] = [];
    const braces = this.shell.dialect === 'bash' && !this.shell.setting('nobraceexpand');
    for (const written of words) {
      const numbers = braces ? plainSequence(written) : undefined;
      if (numbers !== undefined) {
        for (const number of numbers) fields.push(number);
        this.shell.toil(numbers.length * CHARACTERS_PER_NUMBER);
        continue;
      }
      for (const word of braces ? expandBraces(written, this.refuse) : [written]) {
        for (const field of splitFields(this.pieces(word), this.separators, this.keepsEmpty)) {
          for (const each of this.fileNames(field)) fields.push(each);
        }
        this.shell.toil(CHARACTERS_PER_WORD);
        if (fields.length > FIELDS_MAX) throw this.shell.fail('Argument list too long', 126, 'command');
      }
    }
    return fields;
  }

  private readonly refuse = (words: number) => {
    this.shell.complain(`brace expansion: failed to allocate memory for ${words} elements`);
  };

  /** One word as one string: neither split nor matched against files. */
  single(word: Word, isAssignment = false): string {
    return this.pieces(word, isAssignment)
      .map((piece) => (piece.breaks ? ` ${piece.text}` : piece.text))
      .join('');
  }

  /** A word as a pattern, in which what was quoted means nothing special. */
  pattern(word: Word): string {
    return patternOf(this.pieces(word));
  }

  pieces(word: Word, isAssignment = false): Piece[] {
    const pieces: Piece[] = [];
    word.forEach((part, index) => {
      if (part.kind === 'text' && !part.quoted) {
        pieces.push(...this.tilde(part.text, index === 0, isAssignment, index === word.length - 1));
      } else if (part.kind === 'text') pieces.push(text(part.text));
      else pieces.push(...this.replay.pieces(() => this.part(part)));
    });
    for (const piece of pieces) this.shell.toil(piece.text.length);
    return pieces;
  }

  /** bash separates parameters as if the first character of IFS stood between them. */
  private get keepsEmpty(): boolean {
    const first = this.separators.charAt(0);
    return this.shell.dialect === 'bash' && first !== '' && !' \t\n'.includes(first);
  }

  get separators(): string {
    return variableValue(this.shell, 'IFS') ?? ' \t\n';
  }

  private part(part: Exclude<Part, { kind: 'text' }>): Piece[] {
    const { quoted } = part;
    switch (part.kind) {
      case 'command':
        return [{ text: this.replay.output(part), quoted, split: !quoted }];
      case 'arithmetic': {
        const expression = this.single(part.expression);
        return [{ text: String(calculate(this.shell, expression)), quoted, split: !quoted }];
      }
      case 'process':
        return [text(substituteProcess(this.shell, part))];
      case 'parameter':
        return expandParameter(this, part);
    }
  }

  private tilde(written: string, isFirst: boolean, isAssignment: boolean, isLast: boolean): Piece[] {
    if (!written.includes('~')) return [text(written, false)];
    const stretches = isAssignment ? written.split(':') : [written];
    const pieces: Piece[] = [];
    stretches.forEach((stretch, index) => {
      if (index > 0) pieces.push(text(':', false));
      const [prefix] = (isFirst || index > 0 ? /^~[A-Za-z0-9_.+-]*/.exec(stretch) : null) ?? [];
      const rest = stretch.slice(prefix?.length ?? 0);
      const whole = rest.startsWith('/') || (rest === '' && (isLast || index < stretches.length - 1));
      const home = prefix !== undefined && whole ? homeOf(this.shell, prefix.slice(1)) : undefined;
      if (home === undefined) pieces.push(text(stretch, false));
      else pieces.push(text(home), text(rest, false));
    });
    return pieces;
  }

  private fileNames(field: readonly Piece[]): string[] {
    const plain = field.map((piece) => piece.text).join('');
    if (
      this.shell.option('f') ||
      !field.some(({ quoted, text: each }) => !quoted && /[*?[]|[+@!]\(/.test(each))
    )
      return [plain];
    const pattern = patternOf(field);
    const { shell } = this;
    const options = {
      extended: shell.setting('extglob'),
      hidden: shell.setting('dotglob'),
      anyCase: shell.setting('nocaseglob'),
      deep: shell.setting('globstar'),
      selfAndParent: shell.dialect !== 'bash',
    };
    if (!isPattern(pattern, options.extended)) return [literal(pattern)];
    const names = glob(shell.system, pattern, options, (entries) =>
      shell.toil(entries * CHARACTERS_PER_ENTRY),
    );
    if (names.length > 0) return names;
    if (shell.setting('failglob')) throw shell.fail(`no match: ${plain}`, 1, 'line');
    return shell.setting('nullglob') ? [] : [plain];
  }
}

function patternOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (piece.breaks ? ' ' : '') + (piece.quoted ? escapePattern(piece.text) : piece.text))
    .join('');
}

import { ShellSyntaxError, type SyntaxTrouble } from './syntax-error.ts';

/** How deep a script may nest quotes, substitutions and compound commands. */
const DEPTH_MAX = 100;

/** A script with the place that is being read, shared by all who read it. */
export class Source {
  text: string;
  at: number;
  readonly from: number;
  #depth: number;
  #lineAt: number;
  #line = 0;

  constructor(text: string, from = 0, depth = 0) {
    this.text = text;
    this.at = from;
    this.from = from;
    this.#lineAt = from;
    this.#depth = depth;
  }

  /** A text inside of this one. */
  inner(text: string): Source {
    return new Source(text, 0, this.#depth);
  }

  get next(): string {
    return this.text.charAt(this.at);
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  /** What a sticky expression matches here; it is not taken. */
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    return expression.exec(this.text);
  }

  /** Line of a place, counted from where reading began: 0. */
  lineOf(at: number): number {
    const step = at >= this.#lineAt ? 1 : -1;
    const [low, high] = step > 0 ? [this.#lineAt, at] : [at, this.#lineAt];
    for (let place = low; place < high; place++) if (this.text.charCodeAt(place) === 10) this.#line += step;
    this.#lineAt = at;
    return this.#line;
  }

  /** Replaces a piece of what lies ahead. */
  replace(from: number, to: number, by: string): void {
    this.text = this.text.slice(0, from) + by + this.text.slice(to);
  }

  nested<T>(read: () => T): T {
    if (++this.#depth > DEPTH_MAX) throw this.trouble({ kind: 'too deep' });
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  trouble(trouble: SyntaxTrouble, at = this.at): ShellSyntaxError {
    const start = this.text.lastIndexOf('\n', at - 1) + 1;
    const end = this.text.indexOf('\n', at);
    const source = this.text.slice(start, end < 0 ? undefined : end);
    const line = this.lineOf(Math.min(at, this.text.length));
    return new ShellSyntaxError(trouble, line, source, !this.text.endsWith('\n'));
  }
}

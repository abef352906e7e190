/** Ctrl-p, ctrl-q. */
const DEFAULT_KEYS = [16, 17];
const DELETE = 127;
const CONTROLS = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/** `ctrl-p,ctrl-q`, `a,b,DEL` … Undefined: not such a list. */
export function parseDetachKeys(text: string): readonly number[] | undefined {
  if (text === '') return DEFAULT_KEYS;
  const codes = text.split(',').map(codeOf);
  const known = codes.filter((code) => code !== undefined);
  return known.length === codes.length ? known : undefined;
}

function codeOf(key: string): number | undefined {
  if (key.length === 1) return key.charCodeAt(0) <= DELETE ? key.charCodeAt(0) : undefined;
  if (key === 'DEL') return DELETE;
  const [, letter] = /^ctrl-(.)$/s.exec(key) ?? [];
  const code = letter === undefined ? -1 : CONTROLS.indexOf(letter);
  return code < 0 ? undefined : code;
}

/** Looks for the keys that detach in what is typed. The first of them are held back until it is clear that they aren't. */
export class DetachKeys {
  readonly #keys: readonly number[];
  #seen = 0;

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** @returns what goes on to the process, and whether that was all */
  take(typed: Uint8Array): { readonly passed: Uint8Array; readonly detached: boolean } {
    const passed: number[] = [];
    for (const byte of typed) {
      if (byte !== this.#keys[this.#seen]) {
        passed.push(...this.#keys.slice(0, this.#seen));
        this.#seen = byte === this.#keys[0] ? 1 : 0;
        if (this.#seen === 0) passed.push(byte);
      } else if (++this.#seen === this.#keys.length) {
        return { passed: Uint8Array.from(passed), detached: true };
      }
    }
    return { passed: Uint8Array.from(passed), detached: false };
  }
}

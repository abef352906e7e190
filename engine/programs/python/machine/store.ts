import type { Json } from '../../../linux/system.ts';
import type { Code } from '../compile/code.ts';
import { compile } from '../compile/statements.ts';
import { librarySource } from '../library/sources.ts';
import { builtinClass } from './classes.ts';
import type { Interpreter } from './state.ts';

/**
 * The interpreter as JSON and back. Objects are written once each, in a list; where one refers to another it has
 * its number. Code isn't written but the source it follows from.
 */
interface Stored {
  readonly nodes: readonly Json[];
  readonly units: readonly StoredUnit[];
  readonly root: Json;
}

type StoredUnit = {
  readonly file: string;
  /** Undefined: it is one of our own library. */
  readonly source?: string;
  readonly library?: string;
  readonly how: string;
  /** Instructions and codes it had. Where a library has changed since, they don't fit any more. */
  readonly size: readonly number[];
};

/** Codes in memory → how they were compiled. */
const origins = new WeakMap<object, { readonly how: string; readonly library: string | undefined }>();
const known = new Map<string, Code>();
const KNOWN_CHARACTERS_MAX = 4_000_000;
let knownCharacters = 0;

/** Compiles a source, or finds it compiled already: code follows from its source. */
export function codeOf(
  source: string,
  file: string,
  how: 'module' | 'line' | 'expression' = 'module',
  library?: string,
): Code {
  const key = JSON.stringify([library ?? null, file, how, library === undefined ? source : '']);
  const found = known.get(key);
  if (found !== undefined) return found;
  const code = compile(source, file, {
    hidden: library !== undefined,
    interactive: how === 'line',
    expression: how === 'expression',
  });
  knownCharacters += source.length;
  if (knownCharacters > KNOWN_CHARACTERS_MAX) {
    known.clear();
    knownCharacters = source.length;
  }
  known.set(key, code);
  origins.set(code.unit, { how, library });
  return code;
}

export function encode(interpreter: Interpreter): Json {
  return new Encoder(interpreter.identities).encode(interpreter);
}

class Encoder {
  readonly #identities: WeakMap<object, number>;
  readonly #numbers = new Map<object, number>();
  readonly #queue: object[] = [];
  readonly #nodes: Json[] = [];
  readonly #units = new Map<object, number>();
  readonly #storedUnits: StoredUnit[] = [];

  constructor(identities: WeakMap<object, number>) {
    this.#identities = identities;
  }

  encode(root: object): Json {
    const stored = this.#value(root);
    for (let index = 0; index < this.#queue.length; index++) {
      const next = this.#queue[index];
      if (next !== undefined) this.#nodes[index] = this.#node(next);
    }
    return { nodes: this.#nodes, units: this.#storedUnits, root: stored };
  }

  #value(value: unknown): Json {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { f: Object.is(value, -0) ? '-0' : String(value) };
      case 'bigint':
        return { n: value.toString() };
      case 'object':
        return value === null ? null : this.#reference(value);
      default:
        return { u: 1 };
    }
  }

  #reference(value: object): Json {
    if ('builtin' in value && value.builtin === true && 'name' in value) return { b: String(value.name) };
    if (isCode(value)) return { c: [this.#unit(value), value.index] };
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#queue.push(value) - 1;
      this.#numbers.set(value, number);
    }
    return { r: number };
  }

  #unit({ unit }: Code): number {
    const before = this.#units.get(unit);
    if (before !== undefined) return before;
    const { how, library } = origins.get(unit) ?? { how: 'module', library: undefined };
    const size = unit.codes.map(({ instructions }) => instructions.length);
    const source = library === undefined ? { source: unit.source } : { library };
    this.#storedUnits.push({ file: unit.file, ...source, how, size });
    this.#units.set(unit, this.#storedUnits.length - 1);
    return this.#storedUnits.length - 1;
  }

  #node(value: object): Json {
    if (Array.isArray(value)) return value.map((each) => this.#value(each));
    const identity = this.#identities.get(value);
    const id = identity === undefined ? {} : { '#': identity };
    if (value instanceof Map) {
      return { m: [...value].map(([key, each]) => [this.#value(key), this.#value(each)]), ...id };
    }
    const fields: Record<string, Json> = {};
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined || each instanceof WeakMap) continue;
      // Most functions have neither defaults nor attributes: such a map isn't shared, so it needs no number.
      const isOwn = key === 'defaults' || key === 'attributes';
      fields[key] = isOwn && each instanceof Map && each.size === 0 ? { e: 1 } : this.#value(each);
    }
    return { o: fields, ...id };
  }
}

function isCode(value: object): value is Code {
  return 'instructions' in value;
}

/** Undefined: a library has changed, so that where the program stood says nothing any more. */
export function decode(stored: Json): unknown {
  if (!isStored(stored)) return undefined;
  const units = stored.units.map((unit) => restoreUnit(unit));
  if (units.includes(undefined)) return undefined;
  return new Decoder(stored, units).decode();
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' && value !== null && 'nodes' in value && 'units' in value && 'root' in value
  );
}

function restoreUnit({ file, source, library, how, size }: StoredUnit): readonly Code[] | undefined {
  const text = library === undefined ? source : librarySource(library);
  if (text === undefined) return undefined;
  const kind = how === 'line' || how === 'expression' ? how : 'module';
  const { codes } = codeOf(text, file, kind, library).unit;
  const fits =
    codes.length === size.length && codes.every(({ instructions }, at) => instructions.length === size[at]);
  return fits ? codes : undefined;
}

class Decoder {
  readonly #stored: Stored;
  readonly #units: readonly (readonly Code[] | undefined)[];
  readonly #made: (object | undefined)[] = [];
  readonly #open: number[] = [];
  readonly identities = new WeakMap<object, number>();

  constructor(stored: Stored, units: readonly (readonly Code[] | undefined)[]) {
    this.#stored = stored;
    this.#units = units;
  }

  decode(): unknown {
    const root = this.#value(this.#stored.root);
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) this.#fill(next);
    if (typeof root === 'object' && root !== null) Object.assign(root, { identities: this.identities });
    return root;
  }

  #value(value: Json | undefined): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entry = Object.entries(value)[0];
    if (entry === undefined) return undefined;
    const [kind, content] = entry;
    switch (kind) {
      case 'e':
        return new Map();
      case 'f':
        return Number(content);
      case 'n':
        return BigInt(String(content));
      case 'b':
        return builtinClass(String(content));
      case 'c': {
        const [unit, index] = Array.isArray(content) ? content.map(Number) : [];
        return this.#units[unit ?? -1]?.[index ?? -1];
      }
      case 'r':
        return this.#object(Number(content));
      default:
        return undefined;
    }
  }

  #object(number: number): object {
    const before = this.#made[number];
    if (before !== undefined) return before;
    const node = this.#stored.nodes[number];
    const made: object = Array.isArray(node) ? [] : isMapNode(node) ? new Map() : {};
    this.#made[number] = made;
    this.#open.push(number);
    if (typeof node === 'object' && node !== null && '#' in node)
      this.identities.set(made, Number(node['#']));
    return made;
  }

  #fill(number: number): void {
    const node = this.#stored.nodes[number];
    const made = this.#made[number];
    if (typeof node !== 'object' || node === null || made === undefined) return;
    if (Array.isArray(node)) {
      if (Array.isArray(made)) for (const each of node) made.push(this.#value(each));
      return;
    }
    if (isMapNode(node)) {
      if (made instanceof Map)
        for (const [key, value] of node.m) made.set(this.#value(key), this.#value(value));
      return;
    }
    if (!('o' in node) || typeof node.o !== 'object' || node.o === null) return;
    for (const [key, value] of Object.entries(node.o)) Object.assign(made, { [key]: this.#value(value) });
  }
}

function isMapNode(node: unknown): node is { readonly m: readonly (readonly [Json, Json])[] } {
  return typeof node === 'object' && node !== null && 'm' in node;
}

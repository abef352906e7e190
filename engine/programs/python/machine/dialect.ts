import type { Json } from '../../../linux/system.ts';
import type { Dialect, ReadValue, WriteValue } from '../../heap/dialect.ts';
import type { Code } from '../compile/code.ts';
import { builtinClass } from './classes.ts';
import { DictNames, NamespaceEntries } from './namespaces.ts';
import { isUnit, restoredUnit, unitFacts } from './store.ts';
import { ELLIPSIS, type Frame, NOT_IMPLEMENTED, type Repeated } from './values.ts';

const CLASS = 'B';
const CODE = 'c';
const SINGLETON = 'S';
const THEN = 'k';
const UNIT = 'u';
const FRAME = 'F';
const OBJECT = 'o';
const NAMESPACE = 'n';
const NAMES = 'N';

/** Kinds of `Then` that have nothing else. */
const SIMPLE: ReadonlySet<string> = new Set(['push', 'drop', 'leave', 'end']);

/** What a function has none of, as a rule. Who gives one an attribute gives it another Map. */
const RARE: ReadonlySet<string> = new Set(['defaults', 'attributes']);

/** The heap of Python: its values, frames and threads, field by field. Code isn't stored but the source it follows from. */
export function pythonDialect(identities: WeakMap<object, number>): Dialect {
  return {
    reference,
    resolve,
    write: (object, write) => {
      if (isUnit(object)) return [UNIT, ...unitFacts(object)];
      if (isFrame(object)) return [FRAME, ...frameFields(object, write)];
      if (object instanceof NamespaceEntries) return [NAMESPACE, write(object.names)];
      if (object instanceof DictNames) return [NAMES, write(object.dict)];
      const node: Json[] = [OBJECT, identities.get(object) ?? 0];
      const isFunction = 't' in object && object.t === 'function';
      for (const [key, value] of Object.entries(object)) {
        const isNone = isFunction && RARE.has(key) && value instanceof Map && value.size === 0;
        if (value !== undefined && !isNone) node.push(key, write(value));
      }
      return node;
    },
    make: (node) => {
      if (node[0] === UNIT) return restoredUnit(node);
      if (node[0] === NAMESPACE) return new NamespaceEntries();
      if (node[0] === NAMES) return new DictNames();
      const made = {};
      if (typeof node[1] === 'number' && node[1] !== 0 && node[0] === OBJECT) identities.set(made, node[1]);
      return made;
    },
    fill: (object, node, read) => {
      if (node[0] === UNIT) return;
      if (node[0] === FRAME) fillFrame(object, node, read);
      else if (node[0] === NAMESPACE) Reflect.set(object, 'names', read(node[1]));
      else if (node[0] === NAMES) Reflect.set(object, 'dict', read(node[1]));
      else fillFields(object, node, read);
    },
    modelledBytes: (object) =>
      isUnit(object) ? object.source.length : isRepeated(object) ? object.unit.length * object.count : 0,
  };
}

function isRepeated(object: object): object is Repeated {
  return 't' in object && object.t === 'repeated';
}

function isCode(object: object): object is Code {
  return 'instructions' in object;
}

function isFrame(object: object): object is Frame {
  return 'ip' in object && 'blocks' in object;
}

function reference(object: object, write: WriteValue): Json[] | undefined {
  if ('builtin' in object && object.builtin === true && 'name' in object) return [CLASS, String(object.name)];
  if (isCode(object)) return [CODE, write(object.unit), object.index];
  if (object === ELLIPSIS) return [SINGLETON, ELLIPSIS.name];
  if (object === NOT_IMPLEMENTED) return [SINGLETON, NOT_IMPLEMENTED.name];
  if ('kind' in object && typeof object.kind === 'string' && SIMPLE.has(object.kind))
    return [THEN, object.kind];
  return undefined;
}

function resolve(stored: readonly Json[], read: ReadValue): unknown {
  const [kind, detail, index] = stored;
  switch (kind) {
    case CLASS:
      return builtinClass(String(detail));
    case CODE: {
      const unit = read(detail);
      const codes: unknown = typeof unit === 'object' && unit !== null && 'codes' in unit ? unit.codes : [];
      return Array.isArray(codes) ? codes[Number(index)] : undefined;
    }
    case SINGLETON:
      return detail === ELLIPSIS.name ? ELLIPSIS : NOT_IMPLEMENTED;
    default:
      return { kind: detail };
  }
}

/** Frames change with every instruction, so what is theirs alone is written with them. */
function frameFields(frame: Frame, write: WriteValue): Json[] {
  const {
    code,
    ip,
    stack,
    scope,
    names,
    globals,
    blocks,
    handled,
    function: own,
    home,
    generator,
    after,
  } = frame;
  return [
    write(code),
    ip,
    stack.map(write),
    write(scope),
    write(names),
    write(globals),
    blocks.map((block) => [block.kind, block.target, block.depth, block.handled, write(block.exit)]),
    handled.map(write),
    write(own),
    write(home),
    write(generator),
    write(after),
  ];
}

const FRAME_FIELDS = [
  'code',
  'ip',
  'stack',
  'scope',
  'names',
  'globals',
  'blocks',
  'handled',
  'function',
  'home',
  'generator',
  'after',
] as const;

function fillFrame(frame: object, node: readonly Json[], read: ReadValue): void {
  for (const [at, name] of FRAME_FIELDS.entries()) {
    const stored = node[at + 1];
    const list: readonly Json[] = Array.isArray(stored) ? stored : [];
    let value: unknown;
    if (name === 'stack' || name === 'handled') value = list.map(read);
    else if (name === 'blocks') value = list.map((block) => readBlock(block, read));
    else value = read(stored);
    Reflect.set(frame, name, value);
  }
}

function readBlock(block: Json, read: ReadValue): object {
  const [kind, target, depth, handled, exit] = Array.isArray(block) ? block : [];
  const withoutExit = { kind, target, depth, handled };
  const value = read(exit);
  return value === undefined ? withoutExit : { ...withoutExit, exit: value };
}

function fillFields(object: object, node: readonly Json[], read: ReadValue): void {
  for (let at = 2; at < node.length; at += 2) Reflect.set(object, String(node[at]), read(node[at + 1]));
  if ('t' in object && object.t === 'function')
    for (const name of RARE) if (!(name in object)) Reflect.set(object, name, new Map());
}

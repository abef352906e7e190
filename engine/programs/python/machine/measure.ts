import type { Interpreter } from './state.ts';

/** Bytes of CPython's objects, roughly: sys.getsizeof of empty ones, and what an item takes. */
const OBJECT_BYTES = 56;
const ITEM_BYTES = 8;
const ENTRY_BYTES = 100;
const STRING_BYTES = 49;

/** What is alive: `bytes` as CPython would need them, `held` as we do. */
export function measure(interpreter: Interpreter): { readonly bytes: number; readonly held: number } {
  let bytes = 0;
  let held = 0;
  const seen = new Set<object>();
  const open: object[] = [interpreter.modules, interpreter.threads, interpreter.handlers];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      const size = STRING_BYTES + value.length;
      bytes += size;
      held += size;
    } else if (typeof value === 'object' && value !== null && !seen.has(value) && !isShared(value)) {
      seen.add(value);
      open.push(value);
    }
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      bytes += ITEM_BYTES * next.length;
      held += ITEM_BYTES * next.length;
      for (const each of next) visit(each);
    } else if (next instanceof Map) {
      bytes += ENTRY_BYTES * next.size;
      held += ENTRY_BYTES * next.size;
      for (const [key, each] of next) {
        if (typeof key !== 'string') visit(key);
        visit(each);
      }
    } else {
      bytes += OBJECT_BYTES + repeatedBytes(next);
      held += OBJECT_BYTES;
      for (const each of Object.values(next))
        if (typeof each === 'object' || typeof each === 'string') visit(each);
    }
  }
  return { bytes, held };
}

/** Code and built-in classes aren't the program's. */
function isShared(value: object): boolean {
  return 'instructions' in value || ('builtin' in value && value.builtin === true);
}

function repeatedBytes(value: object): number {
  return 't' in value && value.t === 'repeated' && 'unit' in value && 'count' in value
    ? String(value.unit).length * Number(value.count)
    : 0;
}

import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { DEPTH_MAX } from '../apiserver/decode/bounds.ts';
import { goQuote } from '../apiserver/go-text.ts';

/** So many are told. */
const DUPLICATES_MAX = 100;

/** A mapping, or a list, that is being read. */
interface Open {
  /** The keys so far; undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** The key whose value comes next; undefined where a key does. */
  key: string | undefined;
  /** Where the value starts. */
  valueStart: number;
}

/**
 * The keys that stand twice in one mapping, in go-yaml's words and order, each with the line of its later value:
 * `line 3: key "a" already set in map`. @param text which parseYaml reads
 */
export function duplicateKeys(text: string): string[] {
  const found: string[] = [];
  const open: Open[] = [];
  const begin = (start: number) => {
    const parent = open.at(-1);
    if (parent?.key !== undefined) parent.valueStart = start;
  };
  const end = (scalar: string) => {
    const parent = open.at(-1);
    if (parent?.keys === undefined) return;
    if (parent.key === undefined) {
      parent.key = scalar;
      return;
    }
    const { key, keys, valueStart } = parent;
    parent.key = undefined;
    if (!keys.has(key)) keys.add(key);
    else if (found.length < DUPLICATES_MAX) {
      found.push(`line ${lineOf(text, valueStart)}: key ${goQuote(key)} already set in map`);
    }
  };
  for (const event of parseEvents(text, { maxDepth: DEPTH_MAX })) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      end('');
      continue;
    }
    begin(startOf(event));
    if (event.type === EVENT_ID.SCALAR) end(getScalarValue(text, event));
    else if (event.type === EVENT_ID.ALIAS) end('');
    else {
      const keys = event.type === EVENT_ID.MAPPING ? new Set<string>() : undefined;
      open.push({ keys, key: undefined, valueStart: 0 });
    }
  }
  return found;
}

function startOf(event: Event): number {
  if ('valueStart' in event) return event.valueStart;
  return 'start' in event ? event.start : 0;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

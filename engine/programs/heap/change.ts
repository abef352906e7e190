/** What was changed in the step that is under way. It is emptied at the end of each, so it belongs to nobody. */
const changed = new Set<object>();
let last: object | undefined;

/**
 * Gives an object of an interpreted program to be changed, and notes that it has to be stored anew. Everything that
 * programs can reach is read-only in its type; whoever changes it gets it from here: `change(list.items).push(value)`.
 * New objects may be changed before they are noted: they are stored with what refers to them.
 */
export function change<T>(items: readonly T[]): T[];
export function change<K, V>(map: ReadonlyMap<K, V>): Map<K, V>;
export function change<T extends object>(value: T): { -readonly [Name in keyof T]: T[Name] };
export function change(value: object): object {
  if (value !== last) {
    changed.add(value);
    last = value;
  }
  return value;
}

/** Takes the changed objects of a step. */
export function takeChanged(): readonly object[] {
  const taken = [...changed];
  changed.clear();
  last = undefined;
  return taken;
}

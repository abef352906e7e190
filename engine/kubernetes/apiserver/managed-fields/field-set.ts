import { isJsonObject } from '../patch/json-object.ts';
import { compareElements, isPathElement, type PathElement } from './path-element.ts';

/**
 * A set of paths into an object, in the form in which metadata.managedFields has it (FieldsV1): a tree of path
 * elements, in their order. A path is in the set where its node is empty or has the key `.`; other nodes only
 * lead to deeper ones. Sets are never changed, so they share their parts.
 */
export interface FieldSet {
  readonly [element: PathElement]: FieldSet;
}

const SELF = '.';
const LEAF: FieldSet = {};
export const EMPTY: FieldSet = {};

/** How deep a set may be that a client hands in. */
const DEPTH_MAX = 64;

/** A set that is being gathered, path by path, in any order. */
interface Gathered {
  member: boolean;
  readonly children: Map<PathElement, Gathered>;
}

export class FieldSetBuilder {
  readonly #root: Gathered = { member: false, children: new Map() };

  get isEmpty(): boolean {
    return this.#root.children.size === 0;
  }

  /** Adds a path; the empty one, the whole object, is never tracked. */
  add(path: readonly PathElement[]): void {
    let node = this.#root;
    for (const element of path) {
      let next = node.children.get(element);
      if (next === undefined) {
        next = { member: false, children: new Map() };
        node.children.set(element, next);
      }
      node = next;
    }
    node.member = path.length > 0;
  }

  build(): FieldSet {
    return this.isEmpty ? EMPTY : (frozen(this.#root) ?? EMPTY);
  }
}

function frozen({ member, children }: Gathered): FieldSet | undefined {
  const kept: [PathElement, FieldSet][] = [];
  for (const [element, child] of children) {
    const node = frozen(child);
    if (node !== undefined) kept.push([element, node]);
  }
  return nodeOf(member, kept.length > 1 ? kept.sort(([a], [b]) => compareElements(a, b)) : kept);
}

/** A node; undefined where nothing is in it. */
function nodeOf(
  member: boolean,
  children: readonly (readonly [PathElement, FieldSet])[],
): FieldSet | undefined {
  if (children.length === 0) return member ? LEAF : undefined;
  return Object.fromEntries(member ? [[SELF, LEAF] as const, ...children] : children);
}

export function isEmpty(set: FieldSet): boolean {
  for (const _element in set) return false;
  return true;
}

/** True where the path that leads to this node is itself in the set. */
function isMember(node: FieldSet): boolean {
  return Object.hasOwn(node, SELF) || isEmpty(node);
}

function childrenOf(node: FieldSet): [PathElement, FieldSet][] {
  return Object.entries(node).filter(([element]) => element !== SELF);
}

/** What lies below an element; empty where nothing does. */
export function below(set: FieldSet, element: PathElement): FieldSet {
  return (Object.hasOwn(set, element) ? set[element] : undefined) ?? EMPTY;
}

/** True where the path of this one element is in the set. */
export function hasElement(set: FieldSet, element: PathElement): boolean {
  const node = Object.hasOwn(set, element) ? set[element] : undefined;
  return node !== undefined && isMember(node);
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  return unionOf(a, b, false) ?? EMPTY;
}

function unionOf(a: FieldSet, b: FieldSet, member: boolean): FieldSet | undefined {
  const children = new Map(childrenOf(a));
  let sorted = true;
  for (const [element, node] of childrenOf(b)) {
    const own = children.get(element);
    if (own === undefined) sorted = false;
    children.set(
      element,
      own === undefined || own === node
        ? node
        : (unionOf(own, node, isMember(own) || isMember(node)) ?? LEAF),
    );
  }
  const entries = [...children];
  return nodeOf(member, sorted ? entries : entries.sort(([x], [y]) => compareElements(x, y)));
}

/** The paths of `a` that are not in `b`. Paths below one that is in `b` stay. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b) || isEmpty(a)) return a;
  return differenceOf(a, b, false) ?? EMPTY;
}

function differenceOf(a: FieldSet, b: FieldSet, member: boolean): FieldSet | undefined {
  let changed = false;
  const kept: [PathElement, FieldSet][] = [];
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    const rest = other === undefined ? node : differenceOf(node, other, isMember(node) && !isMember(other));
    if (rest !== node) changed = true;
    if (rest !== undefined) kept.push([element, rest]);
  }
  return !changed && member === isMember(a) ? a : nodeOf(member, kept);
}

/** The paths of `a` that are neither in `b` nor below one that is. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b) || isEmpty(a)) return a;
  return recursiveDifferenceOf(a, b, false) ?? EMPTY;
}

function recursiveDifferenceOf(a: FieldSet, b: FieldSet, member: boolean): FieldSet | undefined {
  let changed = false;
  const kept: [PathElement, FieldSet][] = [];
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    const gone = other !== undefined && isMember(other);
    const rest = gone ? undefined : recursiveDifferenceOf(node, other ?? EMPTY, isMember(node));
    if (rest !== node) changed = true;
    if (rest !== undefined) kept.push([element, rest]);
  }
  return changed ? nodeOf(member, kept) : a;
}

/** The paths that are in both. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return intersectionOf(a, b, false) ?? EMPTY;
}

function intersectionOf(a: FieldSet, b: FieldSet, member: boolean): FieldSet | undefined {
  const kept: [PathElement, FieldSet][] = [];
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    if (other === undefined) continue;
    const both = intersectionOf(node, other, isMember(node) && isMember(other));
    if (both !== undefined) kept.push([element, both]);
  }
  return nodeOf(member, kept);
}

export function sameSet(a: FieldSet, b: FieldSet): boolean {
  if (a === b) return true;
  const elements = Object.keys(a);
  return (
    elements.length === Object.keys(b).length &&
    elements.every((element) => {
      const [left, right] = [a[element], Object.hasOwn(b, element) ? b[element] : undefined];
      return left !== undefined && right !== undefined && sameSet(left, right);
    })
  );
}

/** Every path of the set, in order: what is shorter first. */
export function* pathsOf(
  set: FieldSet,
  base: readonly PathElement[] = [],
): Generator<readonly PathElement[]> {
  const children = childrenOf(set);
  for (const [element, node] of children) if (isMember(node)) yield [...base, element];
  for (const [element, node] of children) yield* pathsOf(node, [...base, element]);
}

/** True where a client's JSON is a set in this form. */
export function isFieldSet(value: unknown, depth = 0): value is FieldSet {
  if (!isJsonObject(value) || depth > DEPTH_MAX) return false;
  return Object.entries(value).every(([element, node]) =>
    element === SELF
      ? isJsonObject(node) && Object.keys(node).length === 0
      : isPathElement(element) && isFieldSet(node, depth + 1),
  );
}

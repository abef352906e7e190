import { isJsonObject } from '../patch/json-object.ts';
import { compareElements, type PathElement, readElement } from './path-element.ts';

/**
 * A set of paths into an object, in the form in which metadata.managedFields has it (FieldsV1): a tree of path
 * elements, in their order. A path is in the set where its node is empty or has the key `.`; other nodes only
 * lead to deeper ones. Sets are never changed, so they share their parts.
 */
export interface FieldSet {
  readonly [element: PathElement]: FieldSet;
}

const SELF = '.';
/** The node of a path in the set with nothing below it. */
export const LEAF: FieldSet = {};
/** The set of nothing. */
export const EMPTY: FieldSet = {};

/** How deep a set may be that a client hands in. */
const DEPTH_MAX = 64;

/**
 * The node of a path; undefined where neither it nor anything below it is in the set.
 * @param children what lies below it, in any order, each element once
 */
export function nodeOf(
  member: boolean,
  children: readonly (readonly [PathElement, FieldSet])[],
): FieldSet | undefined {
  if (children.length === 0) return member ? LEAF : undefined;
  const node: Record<PathElement, FieldSet> = {};
  if (member) node[SELF] = LEAF;
  for (const [element, child] of inOrder(children)) node[element] = child;
  return node;
}

function inOrder(children: readonly (readonly [PathElement, FieldSet])[]) {
  let last: PathElement | undefined;
  for (const [element] of children) {
    if (last !== undefined && compareElements(last, element) > 0) {
      return [...children].sort(([a], [b]) => compareElements(a, b));
    }
    last = element;
  }
  return children;
}

/** A node with its own path in the set, whatever else is. */
export function withSelf(node: FieldSet | undefined): FieldSet {
  if (node === undefined) return LEAF;
  return isMember(node) ? node : { [SELF]: LEAF, ...node };
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
  return isEmpty(a) ? b : unionOf(a, b, false);
}

/** A node of both; the left one itself where the right one adds nothing. */
function unionOf(a: FieldSet, b: FieldSet, member: boolean): FieldSet {
  let changed = member !== isMember(a);
  const children = new Map<PathElement, FieldSet>();
  for (const element in a) {
    const node = a[element];
    if (element !== SELF && node !== undefined) children.set(element, node);
  }
  for (const element in b) {
    const node = b[element];
    if (element === SELF || node === undefined) continue;
    const own = children.get(element);
    if (own === node) continue;
    const both = own === undefined ? node : unionOf(own, node, isMember(own) || isMember(node));
    if (both === own) continue;
    changed = true;
    children.set(element, both);
  }
  if (!changed) return a;
  return nodeOf(member, [...children]) ?? LEAF;
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
  const left: [PathElement, FieldSet][] = [];
  for (const [element, node] of childrenOf(a)) {
    const other = Object.hasOwn(b, element) ? b[element] : undefined;
    const gone = other !== undefined && isMember(other);
    const outside = other === undefined ? node : recursiveDifferenceOf(node, other, isMember(node));
    const rest = gone ? undefined : outside;
    if (rest !== node) changed = true;
    if (rest !== undefined) left.push([element, rest]);
  }
  return changed ? nodeOf(member, left) : a;
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

/** Every path of the set, in order: what is shorter first. */
export function* pathsOf(
  set: FieldSet,
  base: readonly PathElement[] = [],
): Generator<readonly PathElement[]> {
  const children = childrenOf(set);
  for (const [element, node] of children) if (isMember(node)) yield [...base, element];
  for (const [element, node] of children) yield* pathsOf(node, [...base, element]);
}

/** Reads a set that a client wrote (fieldpath.Set.FromJSON); undefined where it is none. */
export function readFieldSet(value: unknown, depth = 0): FieldSet | undefined {
  if (!isJsonObject(value) || depth > DEPTH_MAX) return undefined;
  const children = new Map<PathElement, FieldSet>();
  for (const [text, item] of Object.entries(value)) {
    if (text === SELF) continue;
    const element = readElement(text);
    if (element === undefined) return undefined;
    if (element === null) continue;
    const node = readFieldSet(item, depth + 1);
    if (node === undefined) return undefined;
    children.set(element, node);
  }
  const member = children.size === 0 || (depth > 0 && Object.hasOwn(value, SELF));
  return nodeOf(member, [...children]);
}

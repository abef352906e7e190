import { type Document, isDocument, isList, isNumber, isTrue, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Evaluate, matcher } from './match.ts';

export type Projection = (document: Document) => Document;

/** A tree of the fields that are named. */
type Node = Map<string, Node | { readonly value: Value }>;

const isNode = (value: Node | { readonly value: Value } | undefined): value is Node => value instanceof Map;

const isFlag = (value: Value): boolean => typeof value === 'boolean' || isNumber(value);
const isSpecial = (value: Value): value is Document =>
  isDocument(value) && (value.has('$slice') || value.has('$elemMatch')) && value.size === 1;

function treeOf(spec: Document): Node {
  const root: Node = new Map();
  const put = (at: Node, path: readonly string[], value: Value): void => {
    const [name = '', ...rest] = path;
    if (rest.length === 0 && isDocument(value) && [...value.keys()][0]?.startsWith('$') === false) {
      for (const [inner, own] of value) put(at, [name, ...inner.split('.')], own);
      return;
    }
    if (rest.length === 0) {
      at.set(name, { value });
      return;
    }
    const known = at.get(name);
    const next: Node = isNode(known) ? known : new Map();
    at.set(name, next);
    put(next, rest, value);
  };
  for (const [name, value] of spec) put(root, name.split('.'), value);
  return root;
}

/** @throws MongoError where it is no projection */
export function projector(spec: Document, evaluate: Evaluate): Projection {
  if (spec.size === 0) return (document) => document;
  const flags = [...spec].filter(([name, value]) => name !== '_id' && isFlag(value));
  const including = flags.some(([, value]) => isTrue(value));
  const excluding = flags.find(([, value]) => !isTrue(value));
  if (including && excluding !== undefined)
    throw new MongoError(
      'Location31254',
      `Cannot do exclusion on field ${excluding[0]} in inclusion projection`,
    );
  const computes = [...spec].some(([name, value]) => name !== '_id' && !isFlag(value) && !isSpecial(value));
  const onlyId = flags.length === 0 && spec.has('_id') && isTrue(spec.get('_id')) && !computes;
  const tree = treeOf(spec);
  if (including || computes || onlyId) {
    if (!tree.has('_id')) tree.set('_id', { value: 1 });
    return (document) => included(document, tree, document, evaluate);
  }
  return (document) => excluded(document, tree, evaluate);
}

function included(value: Document, tree: Node, root: Document, evaluate: Evaluate): Document {
  const made: Document = new Map();
  for (const [name, own] of value) {
    const wanted = tree.get(name);
    if (wanted === undefined) continue;
    if (isNode(wanted)) {
      const inner = includedValue(own, wanted, root, evaluate);
      if (inner !== undefined) made.set(name, inner);
    } else if (isSpecial(wanted.value)) {
      const cut = special(own, wanted.value, evaluate);
      if (cut !== undefined) made.set(name, cut);
    } else if (isFlag(wanted.value)) {
      if (isTrue(wanted.value)) made.set(name, own);
    }
  }
  for (const [name, wanted] of tree) {
    if (isNode(wanted)) {
      if (!value.has(name) && computes(wanted)) made.set(name, included(new Map(), wanted, root, evaluate));
    } else if (!isFlag(wanted.value) && !isSpecial(wanted.value)) {
      const result = evaluate(wanted.value, root);
      if (result !== undefined) made.set(name, result);
    }
  }
  return made;
}

function computes(tree: Node): boolean {
  return [...tree.values()].some((each) => (isNode(each) ? computes(each) : !isFlag(each.value)));
}

function includedValue(value: Value, tree: Node, root: Document, evaluate: Evaluate): Value {
  if (isDocument(value)) return included(value, tree, root, evaluate);
  if (!isList(value)) return computes(tree) ? included(new Map(), tree, root, evaluate) : undefined;
  return value
    .map((item) => (isDocument(item) || isList(item) ? includedValue(item, tree, root, evaluate) : undefined))
    .filter((item) => item !== undefined);
}

function excluded(value: Document, tree: Node, evaluate: Evaluate): Document {
  const made: Document = new Map();
  for (const [name, own] of value) {
    const wanted = tree.get(name);
    if (wanted === undefined || (!isNode(wanted) && isFlag(wanted.value) && isTrue(wanted.value)))
      made.set(name, own);
    else if (isNode(wanted)) made.set(name, excludedValue(own, wanted, evaluate));
    else if (isSpecial(wanted.value)) {
      const cut = special(own, wanted.value, evaluate);
      if (cut !== undefined) made.set(name, cut);
    }
  }
  return made;
}

function excludedValue(value: Value, tree: Node, evaluate: Evaluate): Value {
  if (isDocument(value)) return excluded(value, tree, evaluate);
  return isList(value) ? value.map((item) => excludedValue(item, tree, evaluate)) : value;
}

/** $slice and $elemMatch. */
function special(value: Value, spec: Document, evaluate: Evaluate): Value {
  if (!isList(value)) return spec.has('$slice') ? value : undefined;
  const slice = spec.get('$slice');
  if (isNumber(slice)) return Number(slice) < 0 ? value.slice(Number(slice)) : value.slice(0, Number(slice));
  if (isList(slice)) {
    const [skip = 0, count = 0] = slice.map(Number);
    const from = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(from, from + count);
  }
  const wanted = spec.get('$elemMatch');
  if (!isDocument(wanted)) throw new MongoError('BadValue', 'elemMatch: Invalid argument, object required');
  const isTest = [...wanted.keys()][0]?.startsWith('$') === true;
  const test = matcher(isTest ? new Map([['item', wanted]]) : wanted, evaluate);
  const found = value.find((item) =>
    isTest ? test(new Map([['item', item]])) : isDocument(item) && test(item),
  );
  return found === undefined ? undefined : [found];
}

import { goQuote } from '../go-text.ts';
import { formatGo, goTypeOf } from '../patch/go-format.ts';
import { isJsonObject } from '../patch/json-object.ts';
import { fieldElement, ItemError, itemElement, type PathElement, showElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/** What a configuration must not be, in structured-merge-diff's words; undefined where it fits its shape. */
export function configurationFault(shape: Shape, value: unknown): string | undefined {
  const faults: string[] = [];
  check(shape, value, '', faults);
  if (faults.length === 0) return undefined;
  return faults.length === 1 ? faults[0] : ['errors:', ...faults.map((fault) => `  ${fault}`)].join('\n');
}

/** So many faults are shown. */
const FAULTS_MAX = 50;

function check(shape: Shape, value: unknown, path: string, faults: string[]): void {
  if (value === null || faults.length >= FAULTS_MAX) return;
  const fault = (message: string) => faults.push(path === '' ? message : `${path}: ${message}`);
  switch (shape.type) {
    case 'any':
      return;
    case 'scalar': {
      const message = scalarFault(shape.of, value);
      if (message !== undefined) fault(message);
      return;
    }
    case 'list':
      if (Array.isArray(value)) checkItems(shape, value, path, faults);
      else fault(`expected list, got ${shown(value)}`);
      return;
    case 'struct':
    case 'map':
      if (isJsonObject(value)) checkFields(shape, value, path, faults);
      else fault(`expected map, got ${shown(value)}`);
  }
}

function scalarFault(of: 'string' | 'number' | 'boolean' | 'any', value: unknown): string | undefined {
  if (of === 'any') {
    return typeof value === 'object' ? `expected any scalar, got ${shown(value)}` : undefined;
  }
  if (typeof value === of) return undefined;
  if (of === 'number') return `expected numeric (int or float), got ${goTypeOf(value)}`;
  if (of === 'boolean') return `expected boolean, got ${shown(value)}`;
  return `expected string, got &value.valueUnstructured{Value:${goSyntax(value).slice(0, SHOWN_MAX)}}`;
}

/** Upstream shows a value whole, however long it is. */
const SHOWN_MAX = 1_000;

/** structured-merge-diff's value, a pointer to a struct, as Go prints it with %v. */
function shown(value: unknown): string {
  return `&{${formatGo(value).slice(0, SHOWN_MAX)}}`;
}

/** Parsed JSON as Go prints it with %#v. */
function goSyntax(value: unknown): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isJsonObject(value)) return String(value);
  const keys = Object.keys(value).sort();
  return `map[string]interface {}{${keys.map((key) => `${goQuote(key)}:${goSyntax(value[key])}`).join(', ')}}`;
}

function checkFields(
  shape: Shape & { type: 'struct' | 'map' },
  value: Record<string, unknown>,
  path: string,
  faults: string[],
): void {
  for (const [key, item] of Object.entries(value)) {
    const inside = path + showElement(fieldElement(key.slice(0, 253)));
    const child = childShape(shape, key);
    if (child === undefined) {
      faults.push(`${inside}: field not declared in schema`);
      return;
    }
    check(child, item, inside, faults);
  }
}

function checkItems(shape: ListShape, items: readonly unknown[], path: string, faults: string[]): void {
  const seen = new Set<PathElement>();
  for (const [index, item] of items.entries()) {
    const element = shape.by === undefined ? `i:${index}` : elementOf(shape, item, index, path, faults);
    if (element === undefined) return;
    const inside = path + showElement(element);
    if (seen.has(element)) faults.push(`${path}: duplicate entries for key ${showElement(element)}`);
    seen.add(element);
    check(shape.items, item, inside, faults);
  }
}

function elementOf(
  shape: ListShape,
  item: unknown,
  index: number,
  path: string,
  faults: string[],
): PathElement | undefined {
  try {
    return itemElement(shape, item);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    faults.push(`${path}: element ${index}: ${error.message}`);
    return undefined;
  }
}

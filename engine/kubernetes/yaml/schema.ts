import {
  defineMappingTag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  YAMLException,
} from 'js-yaml';

/*
 * YAML as kubectl reads it: the dialect of go-yaml v2, between YAML 1.1 and 1.2. `yes` and `on` are booleans,
 * 0644 is octal, but 22:22 and dates stay strings.
 */

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
]);

const INTEGER = /^[-+]?(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** Go's strconv.ParseInt with base 0. */
function readInteger(text: string): number | undefined {
  if (!INTEGER.test(text)) return undefined;
  const digits = text.replace(/^[-+]/, '').replace(/^0[oO]?(?=[0-7]+$)/, '0o');
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  return text.startsWith('-') && value !== 0 ? -value : value;
}

function readNumber(text: string): number | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const integer = readInteger(plain);
  if (integer !== undefined) return integer;
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Numbers that YAML can say and JSON can't, as Go's encoder names them. */
const NO_JSON: ReadonlyMap<string, string> = new Map([
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, '+Inf'] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, '-Inf'] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, 'NaN'] as const),
]);

const nullTag = defineScalarTag('tag:yaml.org,2002:null', {
  implicit: true,
  resolve: (source) => (NULLS.has(source) ? null : NOT_RESOLVED),
  identify: () => false,
});

const boolTag = defineScalarTag('tag:yaml.org,2002:bool', {
  implicit: true,
  resolve: (source) => BOOLEANS.get(source) ?? NOT_RESOLVED,
  identify: () => false,
});

const intTag = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  resolve: (source) => readNumber(source) ?? NOT_RESOLVED,
  identify: () => false,
});

const floatTag = defineScalarTag('tag:yaml.org,2002:float', {
  implicit: true,
  resolve: (source) => {
    const name = NO_JSON.get(source);
    if (name !== undefined) throw new YAMLException(`json: unsupported value: ${name}`);
    return readNumber(source) ?? NOT_RESOLVED;
  },
  identify: () => false,
});

/** What a template that was never rendered has: `{{ .Values.name }}` is a mapping with a mapping as key. */
function describeKey(key: object): string {
  if (Array.isArray(key)) return `[]interface {}{${key.map(goSyntax).join(', ')}}`;
  const pairs = Object.entries(key).map(([name, value]) => `${JSON.stringify(name)}:${goSyntax(value)}`);
  return `map[interface {}]interface {}{${pairs.join(', ')}}`;
}

function goSyntax(value: unknown): string {
  if (value === null) return 'interface {}(nil)';
  return typeof value === 'object' ? describeKey(value) : JSON.stringify(value);
}

const KEY_SHOWN_MAX = 200;

const stringKeyMapTag = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  ...mapTag,
  addPair: (carrier, key, value) => {
    if (key === null) return `unsupported map key of type: %!s(<nil>), key: <nil>, value: ${String(value)}`;
    if (typeof key === 'object') return `invalid map key: ${describeKey(key).slice(0, KEY_SHOWN_MAX)}`;
    return mapTag.addPair(carrier, key, value);
  },
});

export const KUBECTL_SCHEMA = FAILSAFE_SCHEMA.withTags(
  nullTag,
  boolTag,
  intTag,
  floatTag,
  mergeTag,
  stringKeyMapTag,
);

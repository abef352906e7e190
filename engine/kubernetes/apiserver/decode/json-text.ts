/** Message in the words of Go's json.SyntaxError. */
export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError';
}

/** What V8 says of a document, and the context that Go names for the character it stumbles over. */
const CONTEXTS: readonly [RegExp, string][] = [
  [/non-whitespace character after JSON/, 'after top-level value'],
  [/Expected property name|double-quoted property name/, 'looking for beginning of object key string'],
  [/Expected ':'/, 'after object key'],
  [/Expected ',' or '}'/, 'after object key:value pair'],
  [/Expected ',' or '\]'/, 'after array element'],
  [/Bad control character/, 'in string literal'],
  [/Bad (?:escaped character|Unicode escape)/, 'in string escape code'],
  [/number|fraction|exponent/i, 'in numeric literal'],
];

function describe(text: string, message: string): string {
  if (/end of JSON input|Unterminated string/.test(message)) return 'unexpected end of JSON input';
  const position = /at position (\d+)/.exec(message)?.[1];
  const token = /^Unexpected token '(.)/su.exec(message)?.[1];
  const character = position === undefined ? token : text.charAt(Number(position));
  if (character === undefined || character === '') return 'unexpected end of JSON input';
  const quoted = character === "'" ? "'\\''" : `'${JSON.stringify(character).slice(1, -1)}'`;
  const context =
    CONTEXTS.find(([pattern]) => pattern.test(message))?.[1] ?? 'looking for beginning of value';
  return `invalid character ${quoted} ${context}`;
}

/** @throws JsonSyntaxError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonSyntaxError(describe(text, error instanceof Error ? error.message : ''));
  }
}

interface Level {
  readonly path: string;
  /** The keys seen, or undefined in an array. */
  readonly keys: Set<string> | undefined;
  key: string;
  index: number;
}

function join(level: Level | undefined): string {
  if (level === undefined) return '';
  if (level.keys === undefined) return `${level.path}[${level.index}]`;
  return level.path === '' ? level.key : `${level.path}.${level.key}`;
}

/** The position after the string that starts at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

/** Upstream reports no more (sigs.k8s.io/json). */
const DUPLICATES_MAX = 100;

/**
 * The keys that an object of a valid JSON document has twice, as a strict reader reports them:
 * `duplicate field "spec.replicas"`.
 */
export function findDuplicateFields(text: string): string[] {
  const found = new Set<string>();
  const levels: Level[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const level = levels.at(-1);
    if (char === '{' || char === '[') {
      levels.push({ path: join(level), keys: char === '{' ? new Set() : undefined, key: '', index: 0 });
      expectsKey = char === '{';
    } else if (char === '}' || char === ']') {
      levels.pop();
      expectsKey = false;
    } else if (char === ',' && level !== undefined) {
      level.index++;
      expectsKey = level.keys !== undefined;
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (expectsKey && level?.keys !== undefined) {
        level.key = String(JSON.parse(text.slice(at, end)));
        if (level.keys.has(level.key)) found.add(`duplicate field ${JSON.stringify(join(level))}`);
        level.keys.add(level.key);
        expectsKey = false;
      }
      at = end - 1;
    }
  }
  return [...found].slice(0, DUPLICATES_MAX);
}

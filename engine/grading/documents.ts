import { boundsFault } from '../kubernetes/apiserver/decode/bounds.ts';
import { JsonSyntaxError } from '../kubernetes/apiserver/decode/json-text.ts';
import { isJsonObject, withSortedKeys } from '../kubernetes/apiserver/patch/json-object.ts';
import { parseYaml, YamlError } from '../kubernetes/yaml/yaml.ts';
import { DOCUMENTS_MAX, FILES_CHARS_MAX, FILES_MAX } from '../limits.ts';
import { jsonStream } from './json-stream.ts';
import type { Files } from './report.ts';

export type Manifest = Readonly<Record<string, unknown>> & { readonly kind: string };

/** One object of a file, or why there is none. */
export interface Document {
  readonly file: string;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly content: { readonly manifest: Manifest } | { readonly refusal: string };
}

/** What can't be read, in kubectl's words. */
class ReadError extends Error {
  override name = 'ReadError';
}

/** How much of the file kubectl looks at to tell JSON from YAML. */
const SNIFFED_CHARS = 4096;

/** How much of a document that is no object a message shows. */
const SHOWN_CHARS_MAX = 500;

function isManifest(value: Readonly<Record<string, unknown>>): value is Manifest {
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || kind === '') return false;
  return typeof apiVersion !== 'string' || apiVersion.split('/').length <= 2;
}

/** The texts between the `---` lines, as apimachinery's YAMLReader cuts them. */
function* splitYaml(text: string): Generator<string> {
  let lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('---')) {
      const rest = line.slice(3).trim();
      if (rest !== '' && !rest.startsWith('#')) {
        throw new ReadError(`invalid Yaml document separator: ${rest}`);
      }
      if (lines.length > 0) {
        yield lines.join('\n');
        lines = [];
        continue;
      }
    }
    lines.push(line);
  }
  if (lines.length > 0) yield lines.join('\n');
}

function* values(text: string): Generator<unknown> {
  if (text.slice(0, SNIFFED_CHARS).trimStart().startsWith('{')) {
    yield* jsonStream(text);
    return;
  }
  for (const part of splitYaml(text.replace(/^\uFEFF/, ''))) yield parseYaml(part);
}

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}

function asManifest(value: unknown, type: string): Manifest {
  if (!isJsonObject(value)) {
    throw new ReadError(`json: cannot unmarshal ${goTypeOf(value)} into Go value of type ${type}`);
  }
  if (isManifest(value)) return value;
  const shown = JSON.stringify(withSortedKeys(value)).slice(0, SHOWN_CHARS_MAX);
  throw new ReadError(`Object 'Kind' is missing in '${shown}'`);
}

/** The items of a list, which take their type from it where they name none; or the object itself. */
function unroll(manifest: Manifest): readonly (() => Manifest)[] {
  const { items, kind, apiVersion } = manifest;
  if (items === undefined || items === null) return [() => manifest];
  if (!Array.isArray(items)) {
    throw new ReadError(
      `json: cannot unmarshal ${goTypeOf(items)} into Go struct field decodeList.items of type []json.RawMessage`,
    );
  }
  const itemType = kind !== 'List' && kind.endsWith('List') ? { apiVersion, kind: kind.slice(0, -4) } : {};
  return items.map((item: unknown) => () => {
    const typed = isJsonObject(item) && item.kind === undefined ? { ...itemType, ...item } : item;
    return asManifest(typed, 'map[string]interface {}');
  });
}

function content(file: string, read: () => Manifest): Document['content'] {
  try {
    return { manifest: read() };
  } catch (error) {
    if (error instanceof ReadError) return { refusal: `unable to decode "${file}": ${error.message}` };
    throw error;
  }
}

function* readDocument(file: string, index: number, value: unknown): Generator<Document> {
  const fault = boundsFault(value);
  if (fault !== undefined) {
    yield { file, index, content: { refusal: `unable to decode "${file}": ${fault}` } };
    return;
  }
  let readers: readonly (() => Manifest)[] = [];
  const whole = content(file, () => {
    const manifest = asManifest(value, 'unstructured.detector');
    readers = unroll(manifest);
    return manifest;
  });
  if ('refusal' in whole) yield { file, index, content: whole };
  for (const read of readers) yield { file, index, content: content(file, read) };
}

function* readFile(file: string, text: string): Generator<Document> {
  let index = 0;
  try {
    for (const value of values(text)) {
      // A part with nothing but comments is no document.
      if (value === null) continue;
      yield* readDocument(file, index, value);
      index++;
    }
  } catch (error) {
    const why = explain(error);
    yield { file, index, content: { refusal: `error parsing ${file}: ${why}` } };
  }
}

/** kubectl doesn't read on in a file after something it can't parse. */
function explain(error: unknown): string {
  if (error instanceof YamlError) {
    const { message } = error;
    return `error converting YAML to JSON: ${message}`;
  }
  if (error instanceof ReadError || error instanceof JsonSyntaxError) return error.message;
  throw error;
}

/** kubectl takes these from a directory, and leaves a README or a Dockerfile beside them alone. */
function holdsManifests(file: string): boolean {
  const extension = /\.([^./]+)$/.exec(file)?.[1];
  return extension === undefined || ['yaml', 'yml', 'json'].includes(extension);
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}

/** Every document of the files, in the order of the files' names; what can't be read is a refusal. */
export function* readDocuments(files: Files): Generator<Document> {
  let fileCount = 0;
  let chars = 0;
  let count = 0;
  for (const [file, text] of Object.entries(files).sort(byName)) {
    if (!holdsManifests(file)) continue;
    chars += text.length;
    const excess = excessOf(++fileCount, chars);
    if (excess !== undefined) {
      yield { file, index: 0, content: { refusal: excess } };
      return;
    }
    for (const document of readFile(file, text)) {
      if (++count > DOCUMENTS_MAX) {
        const refusal = `there are more than ${DOCUMENTS_MAX} documents: this one and the rest were not applied`;
        yield { ...document, content: { refusal } };
        return;
      }
      yield document;
    }
  }
}

function excessOf(files: number, chars: number): string | undefined {
  const rest = 'this file and the rest were not read';
  if (files > FILES_MAX) return `there are more than ${FILES_MAX} files: ${rest}`;
  if (chars > FILES_CHARS_MAX) return `the files are longer than ${FILES_CHARS_MAX} characters: ${rest}`;
  return undefined;
}

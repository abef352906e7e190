import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../engine/grading/documents.ts';
import type { Files } from '../../engine/grading/report.ts';
import { DOCUMENTS_MAX, FILES_CHARS_MAX, FILES_MAX } from '../../engine/limits.ts';

/** Each document as `file index: name`, or with its refusal. */
function read(files: Files): string[] {
  return [...readDocuments(files)].map(({ file, index, content }) => {
    if ('refusal' in content) return `${file} ${index}: ${content.refusal}`;
    const { metadata } = content.manifest;
    const named = typeof metadata === 'object' && metadata !== null && 'name' in metadata;
    return `${file} ${index}: ${named ? metadata.name : '?'}`;
  });
}

const named = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

describe('the documents of files', () => {
  it('come in the order of the names of the files', () => {
    expect(read({ 'b.yaml': named('b'), 'a/z.yml': named('z'), 'a.yaml': named('a') })).toEqual([
      'a.yaml 0: a',
      'a/z.yml 0: z',
      'b.yaml 0: b',
    ]);
  });

  it('are separated by lines of three dashes, which may carry a comment; empty ones are skipped', () => {
    const text = `---\n# nothing\n---\n${named('a')}--- # next\n\n---\n${named('b')}---\n`;
    expect(read({ 'x.yaml': text })).toEqual(['x.yaml 0: a', 'x.yaml 1: b']);
  });

  it('are read from files with Windows line ends and a byte order mark', () => {
    const text = `\uFEFF${named('a')}---\n${named('b')}`.replaceAll('\n', '\r\n');
    expect(read({ 'x.yaml': text })).toEqual(['x.yaml 0: a', 'x.yaml 1: b']);
  });

  it('in JSON may follow one another', () => {
    const text = ['a', 'b'].map((name) => JSON.stringify({ kind: 'X', metadata: { name } })).join('\n');
    expect(read({ 'x.json': text })).toEqual(['x.json 0: a', 'x.json 1: b']);
  });

  it('of a List are its items', () => {
    const items = ['a', 'b'].map((name) => ({ kind: 'ConfigMap', metadata: { name } }));
    expect(read({ 'x.json': JSON.stringify({ kind: 'List', items }) })).toEqual([
      'x.json 0: a',
      'x.json 0: b',
    ]);
  });

  it('of a typed list take their type from it', () => {
    const list = { apiVersion: 'v1', kind: 'ConfigMapList', items: [{ metadata: { name: 'a' } }] };
    const [document] = readDocuments({ 'x.json': JSON.stringify(list) });
    expect(document?.content).toEqual({
      manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
    });
  });

  it('end where something can not be parsed, in that file only', () => {
    const text = `${named('a')}---\na: b: c\n---\n${named('b')}`;
    expect(read({ 'x.yaml': text, 'z.yaml': named('c') })).toEqual([
      'x.yaml 0: a',
      'x.yaml 1: error parsing x.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
      'z.yaml 0: c',
    ]);
  });

  it('go on after one that is no object', () => {
    expect(read({ 'x.yaml': `5\n---\n${named('a')}` })).toEqual([
      'x.yaml 0: unable to decode "x.yaml": json: cannot unmarshal number into Go value of type unstructured.detector',
      'x.yaml 1: a',
    ]);
  });

  it('are looked for in manifests only, as kubectl does in a directory', () => {
    const text = named('a');
    expect(read({ 'README.md': text, Dockerfile: text, '.gitignore': 'x', 'a.yaml': text })).toEqual([
      'Dockerfile 0: a',
      'a.yaml 0: a',
    ]);
  });
});

describe('too much', () => {
  it('of files is refused from there on', () => {
    const files = Array.from({ length: FILES_MAX + 2 }, (_, n) => [`${String(n).padStart(4, '0')}.yaml`, '']);
    expect(read(Object.fromEntries(files))).toEqual([
      `0${FILES_MAX}.yaml 0: there are more than ${FILES_MAX} files: this file and the rest were not read`,
    ]);
  });

  it('of text is refused', () => {
    const files = { 'a.yaml': named('a'), 'b.yaml': ' '.repeat(FILES_CHARS_MAX), 'c.yaml': named('c') };
    expect(read(files)).toEqual([
      'a.yaml 0: a',
      `b.yaml 0: the files are longer than ${FILES_CHARS_MAX} characters: this file and the rest were not read`,
    ]);
  });

  it('of documents is refused from there on', () => {
    const text = `${named('a')}---\n`.repeat(DOCUMENTS_MAX + 5);
    const documents = read({ 'a.yaml': text });
    expect(documents).toHaveLength(DOCUMENTS_MAX + 1);
    expect(documents.at(-1)).toContain(`there are more than ${DOCUMENTS_MAX} documents`);
  });
});

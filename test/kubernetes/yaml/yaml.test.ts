import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../engine/grading/documents.ts';
import { parseYaml, YamlError } from '../../../engine/kubernetes/yaml/yaml.ts';
import kubectl from './kubectl-yaml.json' with { type: 'json' };

function scalar(text: string): unknown {
  const document = parseYaml(`value: ${text}\n`);
  return typeof document === 'object' && document !== null && 'value' in document
    ? document.value
    : undefined;
}

describe('a YAML value', () => {
  it.each([
    ['yes', true],
    ['Y', true],
    ['on', true],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['no', false],
    ['off', false],
    ['~', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['0644', 420],
    ['0o644', 420],
    ['09', 9],
    ['0_7', 7],
    ['0X1F', 31],
    ['0b11', 3],
    ['-0644', -420],
    ['+0x1F', 31],
    ['1_000', 1000],
    ['_1', '_1'],
    ['1_', 1],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-.5e1', -5],
    ['1.', 1],
    ['1.10', 1.1],
    ['1e1000', '1e1000'],
    ['-0', 0],
    ['22:22', '22:22'],
    ['1:30:00', '1:30:00'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['1.2.3', '1.2.3'],
    ['0x', '0x'],
    ['NaN', 'NaN'],
    ['=', '='],
    ['!!str 5', '5'],
    ['!!int "5"', 5],
    ['"yes"', 'yes'],
  ])('%s is read as kubectl reads it', (text, value) => {
    expect(scalar(text)).toEqual(value);
  });

  it('may be a key of another type than text', () => {
    expect(parseYaml('{yes: 1, 1: 2, 1.50: 3}')).toEqual({ true: 1, 1: 2, '1.5': 3 });
  });

  it('is what was given last where a key is given twice, as for kubectl', () => {
    expect(parseYaml('a: 1\na: 2\n')).toEqual({ a: 2 });
  });

  it('takes merged keys over', () => {
    expect(parseYaml('x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  b: 3\n')).toEqual({
      x: { a: 1, b: 2 },
      z: { a: 1, b: 3 },
    });
  });

  it('keeps __proto__ as a key like any other', () => {
    const document = parseYaml('__proto__: {polluted: yes}\n');
    expect(Object.keys(document ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
  });
});

describe('a file that kubectl refuses', () => {
  it.each(kubectl.refused)('is refused in the same words: $message', ({ text, message }) => {
    const refusals = [...readDocuments({ 'x.yaml': text })].flatMap(({ content }) =>
      'refusal' in content ? [content.refusal] : [],
    );
    expect(refusals).toEqual([message]);
  });
});

describe('hostile YAML', () => {
  const alias = (name: string) => Array.from({ length: 9 }, () => `*${name}`).join(', ');
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    .concat([...'bcdefghi'].map((name, index) => `${name}: &${name} [${alias('abcdefgh'.charAt(index))}]`))
    .join('\n');

  it.each([
    ['an alias bomb', bomb, 'yaml: document contains excessive aliasing'],
    [
      'a bomb of one long text',
      `a: &a ${'x'.repeat(500_000)}\nb: [*a, *a, *a, *a, *a]\n`,
      'excessive aliasing',
    ],
    ['an anchor in itself', 'a: &a [*a]\n', "yaml: anchor 'a' value contains itself"],
    ['deep flow', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, 'exceeded max depth'],
    [
      'deep blocks',
      Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'exceeded max depth',
    ],
    ['deep explicit keys', '? '.repeat(100_000), 'exceeded max depth'],
    ['many merges', `x: &x {a: 1}\n${'y: {<<: *x}\n'.repeat(20_000)}`, 'merge keys exceeded'],
  ])('is refused: %s', (_name, text, message) => {
    expect(() => parseYaml(text)).toThrow(YamlError);
    expect(() => parseYaml(text)).toThrow(message);
  });

  it('in JSON that is deeply nested, is refused', () => {
    const text = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const [document] = readDocuments({ 'x.json': text });
    expect(document?.content).toEqual({ refusal: 'unable to decode "x.json": exceeded max depth' });
  });
});

import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'debian' });
machine.sandbox.transact(() => {
  const { runtime, filesystems } = machine.sandbox.machines;
  const caller = runtime.caller(machine.containerId);
  if (caller === undefined) throw new Error('no container');
  filesystems.installExecutable(
    caller,
    '/usr/bin/jq',
    { program: 'jq', flavour: 'gnu', version: '1.6' },
    1000,
  );
});

const pods =
  '{"items":[{"name":"web","ready":true,"ports":[80,443]},{"name":"db","ready":false,"ports":[]}],"kind":"List"}';

/** Arguments → what is printed for `pods`. */
const cases: readonly (readonly [argv: readonly string[], stdout: string])[] = [
  [['.kind'], '"List"\n'],
  [['-r', '.items[].name'], 'web\ndb\n'],
  [['-c', '.items[0]'], '{"name":"web","ready":true,"ports":[80,443]}\n'],
  [['.items[1]'], '{\n  "name": "db",\n  "ready": false,\n  "ports": []\n}\n'],
  [['-r', '.items[] | select(.ready) | .name'], 'web\n'],
  [
    ['-c', '[.items[] | {name, count: (.ports | length)}]'],
    '[{"name":"web","count":2},{"name":"db","count":0}]\n',
  ],
  [['-c', '.items | map(.name) | sort'], '["db","web"]\n'],
  [['-c', 'keys'], '["items","kind"]\n'],
  [['-r', '.items[] | [.name, .ready] | @tsv'], 'web\ttrue\ndb\tfalse\n'],
  [['-r', '.items[] | "\\(.name):\\(.ports | join(","))"'], 'web:80,443\ndb:\n'],
  [['-r', '--arg', 'n', 'db', '.items[] | select(.name == $n).ready'], 'false\n'],
  [['-c', '.items |= map(.name)'], '{"items":["web","db"],"kind":"List"}\n'],
  [['-c', '.items[0].ports[1:]'], '[443]\n'],
  [['-c', 'del(.items)'], '{"kind":"List"}\n'],
  [['-c', '.items[0] | to_entries | map(.key)'], '["name","ready","ports"]\n'],
  [['-c', '[.items[].ports[]] | add, max, (map(. * 2))'], '523\n443\n[160,886]\n'],
  [['.missing // "default"'], '"default"\n'],
  [['-c', '[..|numbers]'], '[80,443]\n'],
  [['-c', '.items | group_by(.ready) | map(length)'], '[1,1]\n'],
  [['-c', 'reduce .items[].ports[] as $p (0; . + $p)'], '523\n'],
  [['-r', '.kind | test("^L") , sub("i(?<x>s)"; "<\\(.x)>")'], 'true\nL<s>t\n'],
  [['-c', 'if .kind == "List" then .items[0].name else empty end'], '"web"\n'],
  [['-c', '[.items[] | .ports[0]?]'], '[80,null]\n'],
  [['-c', 'with_entries(select(.key == "kind"))'], '{"kind":"List"}\n'],
  [['-n', '-c', '[range(3)] , {a: 1} + {b: 2}'], '[0,1,2]\n{"a":1,"b":2}\n'],
];

for (const [argv, stdout] of cases) {
  test(`jq ${argv.join(' ')}`, () => {
    expect(machine.run(['jq', ...argv], { stdin: `${pods}\n` })).toEqual({ stdout, stderr: '', code: 0 });
  });
}

const failures: readonly (readonly [filter: string, stdin: string, stderr: string, code: number])[] = [
  ['.[]', '5\n', 'jq: error (at <stdin>:1): Cannot iterate over number (5)\n', 5],
  ['.a', '[1]\n', 'jq: error (at <stdin>:1): Cannot index array with "a"\n', 5],
  [
    '.a |',
    '{}',
    'jq: error: syntax error, unexpected end of file (Unix shell quoting issues?) at <top-level>, line 1:\n.a |\njq: 1 compile error\n',
    3,
  ],
  ['foo', '{}', 'jq: error: foo/0 is not defined at <top-level>, line 1:\nfoo\njq: 1 compile error\n', 3],
  ['.', 'nope\n', 'jq: parse error: Invalid numeric literal at line 1, column 5\n', 2],
  ['[range(1000000)] | map(select(. < 0))', 'null\n', 'jq: error: the filter takes too long\n', 5],
];

for (const [filter, stdin, stderr, code] of failures) {
  test(`jq fails: ${filter}`, () => {
    expect(machine.run(['jq', filter], { stdin })).toEqual({ stdout: '', stderr, code });
  });
}

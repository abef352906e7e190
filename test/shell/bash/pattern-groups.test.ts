import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  [
    '[[ foobar == foo+(b|a|r) ]] && echo m; [[ abc == !(abd) ]] && echo n; [[ a.txt == *.@(txt|md) ]] && echo t',
    'm\nn\nt\n',
    '',
    0,
  ],
  [
    'shopt -s extglob; x=aaabbb; echo ${x##+(a)} ${x%%*(b)} ${x//?(a)b/X} ${x/@(a|b)/Z} ${x%@(bb|b)}',
    'bbb aaa aaXXX Zaabbb aaabb\n',
    '',
    0,
  ],
  [
    'shopt -s extglob\ntouch a.txt b.txt c.md\necho !(*.md) @(a|b).txt\nrm !(a.txt)\nls',
    'a.txt b.txt a.txt b.txt\na.txt\n',
    '',
    0,
  ],
  [
    'shopt -s globstar; mkdir -p a/b; touch a/b/c; echo **; echo **/c; echo a/**',
    'a a/b a/b/c\na/b/c\na/ a/b a/b/c\n',
    '',
    0,
  ],
  ['shopt -s dotglob nocaseglob; touch .h a; echo *; echo A*', '.h a\na\n', '', 0],
  ['shopt -s failglob; echo zz*; echo no', '', 'bash: line 1: no match: zz*\n', 1],
  ['if !(false); then echo neg; fi', 'neg\n', '', 0],
])('matches groups in patterns: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});

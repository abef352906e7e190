import { beforeEach, expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const debian = openMachine({ image: 'debian:12' });

const files = `printf 'one\\ntwo\\nthree\\n' >n; printf 'apple 3\\nbanana 1\\n' >f; mkdir d; echo hello >d/a.txt; ln d/a.txt d/b
echo deep >d/m.c; printf 'one\\n2\\n3\\n4\\nfive\\n6\\n' >g; touch -d '2024-03-01 10:00:00' n f`;
const options = { user: '65534:65534', cwd: '/tmp/cw', stdin: '' };

beforeEach(() => {
  debian.sh('rm -rf /tmp/cw; mkdir /tmp/cw; chown 65534:65534 /tmp/cw');
  debian.run(['bash', '-c', files], options);
});

/** What those of Debian 12 answered, to a user without rights, in a folder with the files above. */
test.each<[script: string, stdout: string, stderr: string, code: number]>([
  ["egrep 'two|three' n", 'two\nthree\n', '', 0],
  ['grep -c . n f', 'n:3\nf:2\n', '', 0],
  ['grep -Z -l one n f | od -c | head -2', '0000000   n  \\0\n0000002\n', '', 0],
  ['grep -T one n', 'one\n', '', 0],
  ['grep -nT one n', ' 1:\tone\n', '', 0],
  ['grep --label=x -H one <n', 'x:one\n', '', 0],
  ['grep -A1 --group-separator=## -e one -e five g', 'one\n2\n##\nfive\n6\n', '', 0],
  ['grep -A1 --no-group-separator -e one -e five g', 'one\n2\nfive\n6\n', '', 0],
  ['grep one d; echo $?', '2\n', 'grep: d: Is a directory\n', 0],
  ['grep -d skip one d; echo $?', '1\n', '', 0],
  ["printf 'a\\0b\\n' | grep a; echo $?", '0\n', 'grep: (standard input): binary file matches\n', 0],
  ["printf 'a\\0b\\n' | grep -a a | od -c | head -1", '0000000   a  \\0   b  \\n\n', '', 0],
  ["printf 'a\\0b\\0' | grep -z b | od -c", '0000000   b  \\0\n0000002\n', '', 0],
  [
    'md5sum n; md5sum -b n; md5sum --tag n',
    'deed54b823522e0525693b090363f9df  n\ndeed54b823522e0525693b090363f9df *n\nMD5 (n) = deed54b823522e0525693b090363f9df\n',
    '',
    0,
  ],
  [
    'sha256sum n > s; sha256sum -c s; echo x >> n; sha256sum -c s; echo $?',
    'n: OK\nn: FAILED\n1\n',
    'sha256sum: WARNING: 1 computed checksum did NOT match\n',
    0,
  ],
  ['md5sum -c f; echo $?', '1\n', 'md5sum: f: no properly formatted checksum lines found\n', 0],
  ['head -c 1000003 /dev/zero | md5sum', '25009d1cae507d5ce2ad7652f0b6ec47  -\n', '', 0],
  [
    'head -c 1000003 /dev/zero | sha512sum',
    'e0e91c220f9099934f29103c35dcb2527ba44aeb6393b26bff06fbf478269b4721d5ef04b916337d054d162177a7583dba2617f43edf79e24fe5938d65b553c7  -\n',
    '',
    0,
  ],
  ["shuf -i 1-5 | sort | tr '\\n' ' '", '1 2 3 4 5 ', '', 0],
  ['shuf -i 5-3; echo $?', '1\n', "shuf: invalid input range: '5-3'\n", 0],
  ['shuf -i 1-900000000000 -n 2 | sort -u | wc -l', '2\n', '', 0],
  [
    "md5sum n f >s; echo x >>s; (echo; cat s) | md5sum -c; : >e; md5sum -c e d; echo d41d8cd98f00b204e9800998ecf8427e ' 'gone | md5sum --ignore-missing -c",
    'n: OK\nf: OK\n',
    "md5sum: WARNING: 2 lines are improperly formatted\nmd5sum: e: no properly formatted checksum lines found\nmd5sum: d: read error\nmd5sum: 'standard input': no file was verified\n",
    1,
  ],
  [
    "head -c 5000 /dev/zero | tr '\\0' a | grep -E '(a|aa)*\\1b'; od -t $(printf 'x1%.0s' {1..30}) n; find n $(printf -- '-true %.0s' {1..2000}); awk \"BEGIN { x = $(printf '1+%.0s' {1..3000})1 }\"; find . -size 1x",
    '',
    "grep: Regular expression too big\nod: that many formats are not part of the simulation\nfind: expression too long\nawk: line 1: syntax error at or near too deep\nfind: invalid -size type `x'\n",
    1,
  ],
  ['shuf -n x n; echo $?', '1\n', "shuf: invalid line count: 'x'\n", 0],
  ['shuf -e a b | wc -l', '2\n', '', 0],
  ['find d -samefile d/a.txt | sort', 'd/a.txt\nd/b\n', '', 0],
  ["find d -regex '.*/m\\.c'", 'd/m.c\n', '', 0],
  ["env -S 'A=1 sh' -c 'echo $A'", '1\n', '', 0],
  ["printf 'a\\na\\nb\\n' | uniq --all-repeated", 'a\na\n', '', 0],
  ['setsid echo hi', 'hi\n', '', 0],
  ['setsid; echo $?', '1\n', "setsid: no command specified\nTry 'setsid --help' for more information.\n", 0],
  ['stdbuf -oL echo hi', 'hi\n', '', 0],
  [
    'stdbuf echo hi; echo $?',
    '125\n',
    "stdbuf: you must specify a buffering mode option\nTry 'stdbuf --help' for more information.\n",
    0,
  ],
  ['mountpoint /proc; mountpoint d; echo $?', '/proc is a mountpoint\nd is not a mountpoint\n32\n', '', 0],
  ['mountpoint nope; echo $?', '1\n', 'mountpoint: nope: No such file or directory\n', 0],
  ['whoami x; echo $?', '1\n', "whoami: extra operand 'x'\nTry 'whoami --help' for more information.\n", 0],
  [
    "printf 'abc\\n\\0\\377hello world foo bar' | od -a; printf 'abc\\n\\0\\377hello world foo bar' | od -t x1z; printf abcdefgh | od -t x8; printf abcdefgh | od -t f4 -t fD; printf abcdefgh | od -l; printf abc | od -j 5",
    '0000000   a   b   c  nl nul del   h   e   l   l   o  sp   w   o   r   l\n0000020   d  sp   f   o   o  sp   b   a   r\n0000031\n0000000 61 62 63 0a 00 ff 68 65 6c 6c 6f 20 77 6f 72 6c  >abc...hello worl<\n0000020 64 20 66 6f 6f 20 62 61 72                       >d foo bar<\n0000031\n0000000 6867666564636261\n0000010\n0000000   1.6777999e+22    4.371022e+24\n                 8.540883223036124e+194\n0000010\n0000000  7523094288207667809\n0000010\n',
    'od: cannot skip past end of combined input\n',
    1,
  ],
  [
    "od -t q f; printf abcdef | od -N 3 -A d -c; printf abcd | od -w4 -b; od nosuch; od -An -N 4 -t u4 /dev/zero; printf 'abc%.0s' 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 | od -c | tail -n 2; head -c 64 /dev/zero | od; printf abc | od -i -s -x",
    '0000000   a   b   c\n0000003\n0000000 141 142 143 144\n0000004\n          0\n0000040   c   a   b   c   a   b   c   a   b   c   a   b   c   a   b   c\n0000060\n0000000 000000 000000 000000 000000 000000 000000 000000 000000\n*\n0000100\n0000000       6513249\n         25185     99\n          6261   0063\n0000003\n',
    "od: invalid character 'q' in type string 'q'\nod: nosuch: No such file or directory\n",
    0,
  ],
])('%s', (script, stdout, stderr, code) => {
  expect(debian.run(['bash', '-c', script], options)).toEqual({ stdout, stderr, code });
});

import { expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../harness/machine.ts';

/** What the real one answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['if true; then', '', 'sh: syntax error: unexpected end of file (expecting "fi")\n', 2],
  ['(', '', 'sh: syntax error: unexpected end of file (expecting ")")\n', 2],
  ['while true; do', '', 'sh: syntax error: unexpected end of file (expecting "done")\n', 2],
  ['echo $((9223372036854775807+1))', '-9223372036854775808\n', '', 0],
  ['touch .h; echo .*', '. .. .h\n', '', 0],
  ['export 1x=3; echo no', '', 'sh: export: line 0: 1x: bad variable name\n', 2],
  ["eval 'echo a; fi'; echo no", '', 'sh: eval: line 0: syntax error: unexpected "fi"\n', 2],
  [
    "alias x='echo hi'; alias x; alias nosuch; unalias x; unalias x",
    "x='echo hi'\n",
    'alias: nosuch not found\nunalias: x not found\n',
    1,
  ],
  ['sleep 1 & kill $!; wait; echo $?', '0\n', '', 0],
  ['wait %9', '', 'sh: wait: line 0: %9: no such job\n', 2],
  ['fg', '', 'sh: fg: line 0: No current job\n', 2],
  ['set -x; x="a b"; echo "$x" \'\'; f() { :; }; f 1', 'a b \n', "+ x='a b'\n+ echo 'a b' \n+ f 1\n+ :\n", 0],
  ['set -o nosuch', '', 'sh: set: line 0: illegal option -o nosuch\n', 1],
  ['readonly x=1; unset x; echo no', '', 'sh: unset: line 0: x: is read only\n', 2],
  ['local z', '', 'sh: local: line 0: not in a function\n', 2],
  ['umask 9', '', 'sh: umask: line 0: illegal mode: 9\n', 2],
  ['trap foo BAD; echo $?', '1\n', 'sh: trap: line 0: BAD: invalid signal specification\n', 0],
  ['set -- a b; shift 3; echo $?', '1\n', '', 0],
  [
    'kill; kill abc; kill -FOO 1',
    '',
    "sh: you need to specify whom to kill\nsh: invalid number 'abc'\nsh: bad signal name 'FOO'\n",
    1,
  ],
  ['kill 999999', '', "sh: can't kill pid 999999: No such process\n", 1],
  ['. nosuch; echo no', '', 'sh: .: line 0: nosuch: not found\n', 2],
  ['set -o | head -3', 'errexit         off\nnoglob          off\nignoreeof       off\n', '', 0],
  ['echo $((2**3)) $((x++)) $((1,2))', '8 0 2\n', '', 0],
])('busybox has its own words: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'busybox' });
  machine.sh('mkdir /w');
  const ran = machine.run(['sh', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});

let shared: TestMachine | undefined;

/** What a busybox 1.36.1 with glibc printed, unprivileged, on both streams. */
it.each<[script: string, printed: string, code: number]>([
  [
    'cat -Z 2>&1 | head -4',
    "cat: invalid option -- 'Z'\nBusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: cat [-nbvteA] [FILE]...\n",
    0,
  ],
  ['cat --foo 2>&1 | head -1', "cat: unrecognized option '--foo'\n", 0],
  ['grep -P x 2>&1 | head -1', "grep: invalid option -- 'P'\n", 0],
  ['head -n 2>&1 | head -1', "head: option requires an argument -- 'n'\n", 0],
  [
    'seq --help 2>&1 | tail -7',
    'Usage: seq [-w] [-s SEP] [FIRST [INC]] LAST\n\nPrint numbers from FIRST to LAST, in steps of INC.\nFIRST, INC default to 1.\n\n\t-w\tPad to last with leading zeros\n\t-s SEP\tString separator\n',
    0,
  ],
  [
    'head nosuch; cat nosuch; wc nosuch; sort nosuch; cut -c1 nosuch',
    "head: nosuch: No such file or directory\ncat: can't open 'nosuch': No such file or directory\nwc: nosuch: No such file or directory\nsort: nosuch: No such file or directory\ncut: nosuch: No such file or directory\n",
    1,
  ],
  [
    'mkdir d; cd d; for i in $(seq 30); do touch file$i; done; ls -C; ls -x | head -1; ls -C -w 40 | head -1',
    'file1   file13  file17  file20  file24  file28  file4   file8\nfile10  file14  file18  file21  file25  file29  file5   file9\nfile11  file15  file19  file22  file26  file3   file6\nfile12  file16  file2   file23  file27  file30  file7\nfile1   file10  file11  file12  file13  file14  file15  file16  file17\nfile1   file15  file20  file26  file4\n',
    0,
  ],
  [
    "touch -d '2024-01-02 03:04:05' a; ln -s a l; ls -lF a; ls --full-time a; ls -lF l | cut -c57-",
    '-rw-r--r--    1 nobody   nobody           0 Jan  2  2024 a\n-rw-r--r--    1 nobody   nobody           0 2024-01-02 03:04:05 +0000 a\n l -> a\n',
    0,
  ],
  [
    'touch q; mv q r nosuch; mv nosuch2 r',
    "mv: can't rename 'q': No such file or directory\nmv: can't rename 'r': No such file or directory\nmv: can't rename 'nosuch2': No such file or directory\n",
    1,
  ],
  ['touch r; chmod -v 600 r; chmod -c 600 r', "mode of 'r' changed to 0600 (rw-------)\n", 0],
  [
    'touch -r nosuch r; date -r nosuch; find . -newer nosuch; find . -type z; find . \\( -name x',
    "touch: can't stat 'nosuch': No such file or directory\ndate: can't stat 'nosuch': No such file or directory\nfind: can't stat 'nosuch': No such file or directory\nfind: invalid argument 'z' to '-type'\nfind: unpaired '('\n",
    1,
  ],
  [
    'ln nosuch b; link nosuch b; realpath nosuch; install nosuch b',
    "ln: nosuch: No such file or directory\nlink: can't create hardlink 'b' to 'nosuch': No such file or directory\nrealpath: nosuch: No such file or directory\ninstall: can't stat 'nosuch': No such file or directory\n",
    1,
  ],
  [
    'find . -ls 2>&1 | head -1; find . -size +1M; find . -type f,d; find . -maxdepth x; echo abc >m; md5sum -c m; : >m; md5sum -c m',
    "find: unrecognized: -ls\nfind: invalid number '1M'\nfind: invalid argument 'f,d' to '-type'\nfind: invalid number 'x'\nmd5sum: WARNING: 1 of 1 computed checksums did NOT match\nmd5sum: m: no checksum lines found\n",
    1,
  ],
  ["sort -c < /etc/group; printf 'b\\na\\n' | sort -c", 'Check line 1\nCheck line 1\n', 1],
  [
    'cut -d: < /dev/null; cut -c 1 -d x r; cut -f x r',
    "cut: expected a list of bytes, characters, or fields\ncut: a delimiter may be specified only when operating on fields\ncut: invalid number 'x'\n",
    1,
  ],
  [
    "echo abc | tr a ''; expr; expr 1 + a; test a = ; which 2>&1 | head -3",
    'tr: STRING2 cannot be empty\nexpr: too few arguments\nexpr: non-numeric argument\nsh: =: argument expected\nBusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: which [-a] COMMAND...\n',
    0,
  ],
  ['date -d @0 +%s%N; seq 1 0 2 | head -2; yes --foo | head -1', '0%N\n1\n1\n--foo\n', 0],
  [
    'mkdir e; head e; cut -c1 e; tac e; md5sum e; uniq e; cat e',
    "head: e: Input/output error\ntac: e: Is a directory\nmd5sum: can't read 'e': Is a directory\nuniq: e: I/O error\ncat: read error: Is a directory\n",
    1,
  ],
  [
    'df nosuch',
    "Filesystem           1K-blocks      Used Available Use% Mounted on\ndf: nosuch: can't find mount point\n",
    1,
  ],
  [
    'busybox nosuch; busybox | head -2 | tail -1; busybox --list | head -3; busybox --help ls 2>&1 | head -3',
    'nosuch: applet not found\nBusyBox is copyrighted by many authors between 1998-2015.\n[\n[[\nacpid\nBusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: ls [-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...\n',
    0,
  ],
  [
    "echo x | grep -E '('; echo x | grep '\\('",
    "grep: bad regex '(': Unmatched ( or \\(\ngrep: bad regex '\\(': Unmatched ( or \\(\n",
    2,
  ],
  ['sh -Z; sh -c', 'sh: illegal option -Z\nsh: -c requires an argument\n', 2],
])('applets print what they really print: %s', (script, printed, code) => {
  if (shared === undefined) {
    shared = openMachine({ image: 'busybox:1.36.1' });
    shared.sh('mkdir -m 777 /w');
  }
  const environment = { cwd: '/w', env: { HOME: '/w', PATH: '/bin' }, stdin: '', user: '65534:65534' };
  const ran = shared.run(['sh', '-c', `exec 2>&1\n${script}`], environment);
  expect(ran).toEqual({ stdout: printed, stderr: '', code });
});

it('has words of musl on Alpine, and no decimals in top', () => {
  const machine = openMachine({ image: 'alpine:3.20' });
  const script =
    'grep -P x 2>&1 | head -2; ls --foo=3 2>&1 | head -1; head -n 2>&1 | head -1; grep "a[" x 2>&1; top -bn1 | sed -n 4p; date -d @0 +%s%N';
  expect(machine.sh(script).stdout).toBe(`grep: unrecognized option: P
BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.
ls: unrecognized option: foo=3
head: option requires an argument: n
grep: bad regex 'a[': Missing ']'
  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND
0
`);
});

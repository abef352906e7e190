import { beforeEach, expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const debian = openMachine({ image: 'debian:12' });

const files = `printf 'one\\ntwo\\nthree\\n' >n; printf 'apple 3\\nbanana 1\\n' >f; mkdir -p d/sub e; echo hello >d/a.txt
echo deep >d/sub/m.c; ln -s n link; ln -s nowhere dangling; printf '#!/bin/sh\\n' >run.sh; chmod 755 run.sh
touch -d '2024-03-01 10:00:00' n f`;
const options = { user: '65534:65534', cwd: '/tmp/cw', stdin: '' };

beforeEach(() => {
  debian.sh('rm -rf /tmp/cw; mkdir /tmp/cw; chown 65534:65534 /tmp/cw');
  debian.run(['bash', '-c', files], options);
});

/** What those of Debian 12 answered, to a user without rights, in a folder with the files above. */
test.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['cat d', '', 'cat: d: Is a directory\n', 1],
  ['head d', '', "head: error reading 'd': Is a directory\n", 1],
  ['cp -i n f; cat f | head -1', 'apple 3\n', "cp: overwrite 'f'? ", 0],
  ['echo y | cp -i n f; cat f | head -1', 'one\n', "cp: overwrite 'f'? ", 0],
  ['cp --parents d/sub/m.c e; find e', 'e\ne/d\ne/d/sub\ne/d/sub/m.c\n', '', 0],
  [
    'cp -b n f; ls f*; cp --backup=numbered n f; ls f*; cp -S .bak n f; ls f.bak',
    'f\nf~\nf\nf.~1~\nf~\n',
    "ls: cannot access 'f.bak': No such file or directory\n",
    2,
  ],
  ['cp -v --remove-destination n f', "removed 'f'\n'n' -> 'f'\n", '', 0],
  ['cp --no-preserve=mode run.sh x; stat -c %a x', '644\n', '', 0],
  ['cp --preserve=timestamps n x; stat -c %y x', '2024-03-01 10:00:00.000000000 +0000\n', '', 0],
  ['cp --attributes-only n x; stat -c %s x', '0\n', '', 0],
  ['echo n | mv -i n f; ls n', 'n\n', "mv: overwrite 'f'? ", 0],
  ['mv -bv n f; ls f~', "renamed 'n' -> 'f' (backup: 'f~')\nf~\n", '', 0],
  ['mv n nodir/', '', "mv: cannot move 'n' to 'nodir/': Not a directory\n", 1],
  ['rm -i n d/a.txt; ls n', 'n\n', "rm: remove regular file 'n'? rm: remove regular file 'd/a.txt'? ", 0],
  [
    'yes | rm -ri d/sub; ls d',
    'a.txt\n',
    "rm: descend into directory 'd/sub'? rm: remove regular file 'd/sub/m.c'? rm: remove directory 'd/sub'? ",
    0,
  ],
  [
    'echo y | rm -I n f link dangling; ls n',
    '',
    "rm: remove 4 arguments? ls: cannot access 'n': No such file or directory\n",
    2,
  ],
  ['rm -rI d; ls -d d', 'd\n', 'rm: remove 1 argument recursively? ', 0],
  [
    'rm --interactive=sometimes n',
    '',
    "rm: invalid argument 'sometimes' for '--interactive'\nValid arguments are:\n  - 'never', 'no', 'none'\n  - 'once'\n  - 'always', 'yes'\nTry 'rm --help' for more information.\n",
    1,
  ],
  ['rm .', '', "rm: cannot remove '.': Is a directory\n", 1],
  ['rmdir -v e', "rmdir: removing directory, 'e'\n", '', 0],
  ['rmdir --ignore-fail-on-non-empty d', '', '', 0],
  [
    'mkdir -p x/y; rmdir -pv x/y',
    "rmdir: removing directory, 'x/y'\nrmdir: removing directory, 'x'\n",
    '',
    0,
  ],
  [
    'touch -h -d 2020-01-01 link; stat -c %y link n',
    '2020-01-01 00:00:00.000000000 +0000\n2024-03-01 10:00:00.000000000 +0000\n',
    '',
    0,
  ],
  ['ln d x', '', 'ln: d: hard link not allowed for directory\n', 1],
  ['ln -sr d/a.txt e/a; readlink e/a', '../d/a.txt\n', '', 0],
  ['ln -s x y z', '', "ln: target 'z': No such file or directory\n", 1],
  ['chmod u=g n; stat -c %a n', '444\n', '', 0],
  ['chmod 644 dangling', '', "chmod: cannot operate on dangling symlink 'dangling'\n", 1],
  ["chmod -R go-rwx d; stat -c '%a %n' d d/sub d/sub/m.c", '700 d\n700 d/sub\n600 d/sub/m.c\n', '', 0],
  [
    'chown -v nobody n; chgrp -v nogroup n; chown --from=root nobody n',
    "ownership of 'n' retained as nobody\ngroup of 'n' retained as nogroup\n",
    '',
    0,
  ],
  ['stat -c %N n link', "'n'\n'link' -> 'n'\n", '', 0],
  ['readlink -m nope/x/../y; readlink -z link | od -c', '/tmp/cw/nope/y\n0000000   n  \\0\n0000002\n', '', 0],
  [
    'realpath -s link; realpath --relative-to=d n; realpath --relative-base=/tmp n /etc',
    '/tmp/cw/link\n../n\ncw/n\n/etc\n',
    '',
    0,
  ],
  ['unlink a b', '', "unlink: extra operand 'b'\nTry 'unlink --help' for more information.\n", 1],
  ['link n', '', "link: missing operand after 'n'\nTry 'link --help' for more information.\n", 1],
  [
    'ls --sort=foo',
    '',
    "ls: invalid argument 'foo' for '--sort'\nValid arguments are:\n  - 'none'\n  - 'time'\n  - 'size'\n  - 'extension'\n  - 'version'\n  - 'width'\nTry 'ls --help' for more information.\n",
    1,
  ],
  ['ls --format=commas', 'd, dangling, e, f, link, n, run.sh\n', '', 0],
  ['ls -x', 'd  dangling  e\tf  link  n  run.sh\n', '', 0],
  ["ls -I '*.sh' --hide=n", 'd\ndangling\ne\nf\nlink\n', '', 0],
  ['ls -f e | sort', '.\n..\n', '', 0],
  ['touch v1 v10 v2; ls -v v*', 'v1\nv2\nv10\n', '', 0],
  ['ls --group-directories-first -p', 'd/\ne/\ndangling\nf\nlink\nn\nrun.sh\n', '', 0],
  ['ls -l --block-size=K --time-style=+%Y n', '-rw-r--r-- 1 nobody nogroup 1K 2024 n\n', '', 0],
  ['du -ab d | sort -k2', '8203\td\n6\td/a.txt\n4101\td/sub\n5\td/sub/m.c\n', '', 0],
  ['grep --version | head -1; sed --version | head -1', 'grep (GNU grep) 3.8\nsed (GNU sed) 4.9\n', '', 0],
  ['diff -r d e', 'Only in d: a.txt\nOnly in d: sub\n', '', 1],
  ['diff -rq d e', 'Only in d: a.txt\nOnly in d: sub\n', '', 1],
  [
    'cp -r d d2; rm d2/a.txt; echo x > d2/sub/m.c; echo new > d2/z; diff -r d d2; diff -rq d d2; diff d d2',
    'Only in d: a.txt\ndiff -r d/sub/m.c d2/sub/m.c\n1c1\n< deep\n---\n> x\nOnly in d2: z\nOnly in d: a.txt\nFiles d/sub/m.c and d2/sub/m.c differ\nOnly in d2: z\nOnly in d: a.txt\nCommon subdirectories: d/sub and d2/sub\nOnly in d2: z\n',
    '',
    1,
  ],
  ['cp -r d d2; rm d2/a.txt; diff -rN d d2', 'diff -rN d/a.txt d2/a.txt\n1d0\n< hello\n', '', 1],
  ['diff -y -W 40 n f', 'one\t\t   |\tapple 3\ntwo\t\t   |\tbanana 1\nthree\t\t   <\n', '', 1],
  [
    'diff --suppress-common-lines -y n run.sh',
    'one\t\t\t\t\t\t\t      |\t#!/bin/sh\ntwo\t\t\t\t\t\t\t      <\nthree\t\t\t\t\t\t\t      <\n',
    '',
    1,
  ],
  [
    'cp n m; echo four >> m; diff -y -W 30 n m; diff -c n m | tail -n +3; diff -s n n',
    'one\t\tone\ntwo\t\ttwo\nthree\t\tthree\n\t      >\tfour\n***************\n*** 1,3 ****\n--- 1,4 ----\n  one\n  two\n  three\n+ four\nFiles n and n are identical\n',
    '',
    0,
  ],
  [
    'diff --label a --label b -u n f',
    '--- a\n+++ b\n@@ -1,3 +1,2 @@\n-one\n-two\n-three\n+apple 3\n+banana 1\n',
    '',
    1,
  ],
  ['diff n', '', "diff: missing operand after 'n'\ndiff: Try 'diff --help' for more information.\n", 2],
  [
    'diff --foo n f',
    '',
    "diff: unrecognized option '--foo'\ndiff: Try 'diff --help' for more information.\n",
    2,
  ],
  ['cp -r d d2; echo x > d2/sub/n; diff -r -x n d d2; diff -r d d2', 'Only in d2/sub: n\n', '', 1],
  ['diff -B n n; printf "one\\n\\ntwo\\nthree\\n" > m; diff -B n m; echo $?', '0\n', '', 0],
  [
    "date -d '2024-01-31 next monday' +%F; date -d 'Jan 1 2024 3pm' '+%F %T'; date -d '2024-01-01 10:00 EST' '+%F %T'; date -d '20240102 0304' '+%F %T'; date -d noon",
    '2024-01-31\n2024-01-01 15:00:00\n2024-01-01 15:00:00\n2024-01-02 03:04:00\n',
    "date: invalid date 'noon'\n",
    1,
  ],
  [
    "date -d @0 -Ix; date +%F extra; printf '2024-01-02\\nnosuch\\n' > x; date -f x +%A",
    'Tuesday\n',
    "date: invalid argument 'x' for '--iso-8601'\nValid arguments are:\n  - 'hours'\n  - 'minutes'\n  - 'date'\n  - 'seconds'\n  - 'ns'\nTry 'date --help' for more information.\ndate: extra operand 'extra'\nTry 'date --help' for more information.\ndate: invalid date 'nosuch'\n",
    1,
  ],
  [
    "echo abC | dd conv=ucase,swab status=none; printf 'ab\\ncdefg\\n' | dd conv=block cbs=4 status=noxfer; printf 'ab  cd  ' | dd conv=unblock cbs=4 status=none; echo abc | dd conv=sync bs=6 status=noxfer | od -c",
    'BA\nCab  cdefab\ncd\n0000000   a   b   c  \\n  \\0  \\0\n0000006\n',
    '0+1 records in\n0+1 records out\n1 truncated record\n0+1 records in\n1+0 records out\n',
    0,
  ],
  [
    'dd conv=foo; dd status=foo; dd --foo; echo x > f; dd if=f of=f2 conv=nocreat; dd if=f of=f conv=excl status=none',
    '',
    "dd: invalid conversion: 'foo'\nTry 'dd --help' for more information.\ndd: invalid status level: 'foo'\nTry 'dd --help' for more information.\ndd: unrecognized option '--foo'\nTry 'dd --help' for more information.\ndd: failed to open 'f2': No such file or directory\ndd: failed to open 'f': File exists\n",
    1,
  ],
  [
    'truncate -s 3000000 z; dd if=z bs=2M conv=sync status=none | wc -c; echo abc | dd conv=sync bs=1G; echo abc | dd conv=block cbs=100M',
    '4194304\n',
    'dd: memory exhausted by input buffer of size 1073741824 bytes (1.0 GiB)\ndd: memory exhausted by input buffer of size 104857600 bytes (100 MiB)\n',
    1,
  ],
  [
    'df --output / | head -1 | tr -s " "; df --output=target,avail,pcent -h / | head -1; df -T / | cut -c1-20 | head -1; df -P / | head -1; df -BM / | head -1; df -x overlay / ; df --total / | tail -1 | cut -c1-5; df --output=x /',
    'Filesystem Type Inodes IUsed IFree IUse% 1K-blocks Used Avail Use% File Mounted on\nMounted on Avail Use%\nFilesystem     Type \nFilesystem     1024-blocks   Used Available Capacity Mounted on\nFilesystem     1M-blocks  Used Available Use% Mounted on\ntotal\n',
    "df: no file systems processed\ndf: option --output: field 'x' unknown\nTry 'df --help' for more information.\n",
    1,
  ],
  [
    'mkdir t; echo a > t/a; echo bb > t/b.txt; tar cf t.tar t/a; tar rf t.tar t/b.txt; tar tf t.tar; tar uf t.tar t/a; tar tf t.tar | wc -l; tar czf t.tgz t; tar rf t.tgz t/a',
    't/a\nt/b.txt\n2\n',
    'tar: Cannot update compressed archives\ntar: Error is not recoverable: exiting now\n',
    2,
  ],
  [
    "mkdir t; echo a > t/a; echo b > t/b.txt; tar cf v.tar --transform='s,^t,x,' t/a t/b.txt; tar tf v.tar; tar xvf v.tar --xform 's/x/y/'; ls y; tar tf v.tar --wildcards '*.txt'; tar xf v.tar '*.txt'; tar cf z.tar --remove-files t/a; ls t; tar cf w.tar --transform=foo t",
    'x/a\nx/b.txt\nx/a\nx/b.txt\na\nb.txt\nx/b.txt\nb.txt\n',
    "tar: Pattern matching characters used in file names\ntar: Use --wildcards to enable pattern matching, or --no-wildcards to suppress this warning\ntar: *.txt: Not found in archive\ntar: Exiting with failure status due to previous errors\ntar: Invalid transform expression\nTry 'tar --help' or 'tar --usage' for more information.\n",
    2,
  ],
  [
    "mkdir t; echo a > 't/a b'; ln -s t/q t/l; find t -type f -print0 | tar --null -czf a -T -; tar tf a; tar cf a --transform='s,^t,x,S' -C . t; tar tvf a | grep -o 'x/l.*'; tar cf t -C t nosuch 'a b'; echo $?; tar tf a -T nosuch",
    't/a b\nx/l -> t/q\n2\n',
    'tar: t: Cannot open: Is a directory\ntar: Error is not recoverable: exiting now\ntar: nosuch: Cannot stat: No such file or directory\ntar: Error is not recoverable: exiting now\n',
    2,
  ],
  [
    'mkdir p q; echo 1 > p/one; echo 2 > q/two; echo 3 > three; tar cvf t.tar three -C p one -C ../q two; tar cf x.tar -C nosuch a; tar cf - --directory=p one | tar tf -; tar -C p -cf u.tar one; tar tf u.tar',
    'three\none\ntwo\none\none\n',
    'tar: nosuch: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n',
    0,
  ],
])('%s', (script, stdout, stderr, code) => {
  expect(debian.run(['bash', '-c', script], options)).toEqual({ stdout, stderr, code });
});

import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  [
    'pushd /tmp; pushd /; dirs; dirs -v; popd; dirs -p; pushd +1; popd; popd; popd',
    '/tmp ~\n/ /tmp ~\n/ /tmp ~\n 0  /\n 1  /tmp\n 2  ~\n/tmp ~\n/tmp\n~\n~ /tmp\n/tmp\n',
    'bash: line 1: popd: directory stack empty\nbash: line 1: popd: directory stack empty\n',
    1,
  ],
  [
    'pushd; popd; pushd -n /usr; dirs; dirs -c; dirs',
    '~ /usr\n~ /usr\n~\n',
    'bash: line 1: pushd: no other directory\nbash: line 1: popd: directory stack empty\n',
    0,
  ],
  ['f() { caller; caller 0; }; f; caller', '1 NULL\n', '', 1],
  ['enable -n echo; enable -n; enable echo; type echo', 'enable -n echo\necho is a shell builtin\n', '', 0],
  [
    'help nothing',
    '',
    "bash: line 1: help: no help topics match `nothing'.  Try `help help' or `man -k nothing' or `info nothing'.\n",
    1,
  ],
  [
    'help -d cd; help -s cd; cd -x',
    'cd - Change the shell working directory.\ncd: cd [-L|[-P [-e]] [-@]] [dir]\n',
    'bash: line 1: cd: -x: invalid option\ncd: usage: cd [-L|[-P [-e]] [-@]] [dir]\n',
    2,
  ],
  [
    'shopt -s nullglob; shopt nullglob; shopt -u nullglob; shopt -q nullglob; echo $?; shopt -s nosuch; shopt -p extglob',
    'nullglob       \ton\n1\nshopt -u extglob\n',
    'bash: line 1: shopt: nosuch: invalid shell option name\n',
    1,
  ],
  [
    'trap -l',
    ' 1) SIGHUP\t 2) SIGINT\t 3) SIGQUIT\t 4) SIGILL\t 5) SIGTRAP\n 6) SIGABRT\t 7) SIGBUS\t 8) SIGFPE\t 9) SIGKILL\t10) SIGUSR1\n11) SIGSEGV\t12) SIGUSR2\t13) SIGPIPE\t14) SIGALRM\t15) SIGTERM\n16) SIGSTKFLT\t17) SIGCHLD\t18) SIGCONT\t19) SIGSTOP\t20) SIGTSTP\n21) SIGTTIN\t22) SIGTTOU\t23) SIGURG\t24) SIGXCPU\t25) SIGXFSZ\n26) SIGVTALRM\t27) SIGPROF\t28) SIGWINCH\t29) SIGIO\t30) SIGPWR\n31) SIGSYS\t34) SIGRTMIN\t35) SIGRTMIN+1\t36) SIGRTMIN+2\t37) SIGRTMIN+3\n38) SIGRTMIN+4\t39) SIGRTMIN+5\t40) SIGRTMIN+6\t41) SIGRTMIN+7\t42) SIGRTMIN+8\n43) SIGRTMIN+9\t44) SIGRTMIN+10\t45) SIGRTMIN+11\t46) SIGRTMIN+12\t47) SIGRTMIN+13\n48) SIGRTMIN+14\t49) SIGRTMIN+15\t50) SIGRTMAX-14\t51) SIGRTMAX-13\t52) SIGRTMAX-12\n53) SIGRTMAX-11\t54) SIGRTMAX-10\t55) SIGRTMAX-9\t56) SIGRTMAX-8\t57) SIGRTMAX-7\n58) SIGRTMAX-6\t59) SIGRTMAX-5\t60) SIGRTMAX-4\t61) SIGRTMAX-3\t62) SIGRTMAX-2\n63) SIGRTMAX-1\t64) SIGRTMAX\t\n',
    '',
    0,
  ],
  [
    'trap foo BAD; echo $?; trap -p BAD',
    '1\n',
    'bash: line 1: trap: BAD: invalid signal specification\nbash: line 1: trap: BAD: invalid signal specification\n',
    1,
  ],
  [
    'umask -p; umask -S; umask -z',
    'umask 0022\nu=rwx,g=rx,o=rx\n',
    'bash: line 1: umask: -z: invalid option\numask: usage: umask [-p] [-S] [mode]\n',
    2,
  ],
  [
    'type -a echo; ls >/dev/null; hash -t ls; hash -t cat',
    'echo is a shell builtin\necho is /usr/bin/echo\necho is /bin/echo\n/usr/bin/ls\n',
    'bash: line 1: hash: cat: not found\n',
    1,
  ],
  [
    'while getopts ab:c o -a -b val -c arg; do echo $o $OPTARG; done; echo $OPTIND',
    'a\nb val\nc\n5\n',
    '',
    0,
  ],
  [
    'logout; suspend',
    '',
    "bash: line 1: logout: not login shell: use `exit'\nbash: line 1: suspend: cannot suspend: no job control\n",
    1,
  ],
  ['for', '', "bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `for'\n", 2],
  [
    'function',
    '',
    "bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `function'\n",
    2,
  ],
  ['!', '', '', 1],
  ['{ time -p true; } 2>&1 | sed "s/[0-9]/N/g"', 'real N.NN\nuser N.NN\nsys N.NN\n', '', 0],
  [
    "trap 'echo d:$BASH_COMMAND' DEBUG; true; f() { echo in; }; f; trap - DEBUG; echo end",
    'd:true\nd:f\nin\nd:trap - DEBUG\nend\n',
    '',
    0,
  ],
  [
    "f() { trap 'echo r1' RETURN; g; echo in f; }; g() { echo g; return 2; }; f; g; trap -p",
    "g\nin f\nr1\ng\ntrap -- 'echo r1' RETURN\n",
    '',
    0,
  ],
  [
    'set -T; trap \'echo r\' RETURN; f() { echo a; return 1; }; x=$(f); echo "$x"; f | cat',
    'a\nr\na\nr\n',
    '',
    0,
  ],
  ["mapfile -C 'echo cb' -c 2 a < <(seq 5); echo ${#a[@]}", 'cb 1 2\n\ncb 3 4\n\n5\n', '', 0],
  [
    "complete -F _foo foo; compgen -W 'apple ape bat' ap; complete -p zz; echo $?; compgen -W a q; echo $?; compgen -A x; compopt -o nospace",
    'apple\nape\n1\n1\n',
    'bash: line 1: complete: zz: no completion specification\nbash: line 1: compgen: x: invalid action name\nbash: line 1: compopt: not currently executing completion function\n',
    1,
  ],
  [
    "set +B; echo {a,b}; set -B; echo {a,b}; set -o | head -3; echo $-; source; printf '%z'",
    '{a,b}\na b\nallexport      \toff\nbraceexpand    \ton\nemacs          \toff\nhBc\n',
    "bash: line 1: source: filename argument required\nsource: usage: source filename [arguments]\nbash: line 1: printf: `%z': missing format character\n",
    1,
  ],
  [
    "printf 'f() { echo \"${BASH_LINENO[@]} ${BASH_SOURCE[@]} ${FUNCNAME[@]}\"; caller; caller 0; caller 1; nosuch; }\\ng() {\\nf; }\\n' > q; printf '. ./q\\ng; x=$(g); echo \"$x\"\\necho $BASH_SOURCE [$FUNCNAME]\\n' > m; bash m; bash -c '. ./q; g'; printf 'if\\n' > s; bash -c '. ./s'",
    '3 2 0 ./q ./q m f g main\n3 ./q\n3 g ./q\n2 main m\n3 2 0 ./q ./q m f g main\n3 ./q\n3 g ./q\n2 main m\nm []\n3 1 ./q ./q f g\n3 ./q\n3 g ./q\n',
    './q: line 1: nosuch: command not found\n./q: line 1: nosuch: command not found\n./q: line 1: nosuch: command not found\n./s: line 2: syntax error: unexpected end of file\n',
    2,
  ],
  [
    "for o in -u -eu; do bash $o -c 'echo $x'; echo $?; echo 'echo ${x?no}' | bash $o; echo $?; done; bash -c 'readonly R=1; R=2; echo same\necho next; eval \"a=(); a[-1]=2; echo e\"; echo e2; x=$(R=3; echo y); echo \"[$x] $?\"'",
    '127\n1\n1\n1\nnext\ne2\n[] 1\n',
    'bash: line 1: x: unbound variable\nbash: line 1: x: no\nbash: line 1: x: unbound variable\nbash: line 1: x: no\nbash: line 1: R: readonly variable\nbash: line 2: a[-1]: bad array subscript\nbash: line 2: R: readonly variable\n',
    0,
  ],
  [
    'e=(a "" c); printf \'<%s>\' ${e[@]#a} "${e[@]#a}" ${e[@]/b/}; set -- "" b ""; printf \'<%s>\' $@ x$@ "x$@"; IFS=:; printf \'<%s>\' $@ $*; echo; true foo bar; echo $_; x=1; echo "[$_]"; f() { true in; }; f y; echo $_; getopts b: o -b; echo $o $OPTIND; alias ll=ls; type ll; printf \'%d\\n\' q 2>&1; printf \'cat <<E\\na\' | bash',
    '<c><><><c><a><c><b><x><b><x><b><><><b><><b>\nbar\n[]\ny\n? 2\nbash: line 1: printf: q: invalid number\n0\na\n',
    "bash: option requires an argument -- b\nbash: line 1: type: ll: not found\nbash: line 2: warning: here-document at line 1 delimited by end-of-file (wanted `E')\n",
    0,
  ],
])('has bash’s own commands: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Dialect } from '../../engine/shell/dialect.ts';
import { parseUnit } from '../../engine/shell/syntax/parser.ts';
import { ShellSyntaxError, type SyntaxTrouble } from '../../engine/shell/syntax/syntax-error.ts';

/** The texts of the complete commands of a script. */
function units(script: string, dialect: Dialect = 'bash'): string[] {
  const texts: string[] = [];
  for (let at = 0; ; ) {
    const unit = parseUnit(script, at, dialect);
    if (unit === undefined) return texts;
    texts.push(unit.text);
    expect(unit.end).toBeGreaterThan(at);
    at = unit.end;
  }
}

function trouble(script: string, dialect: Dialect = 'bash'): SyntaxTrouble | undefined {
  try {
    units(script, dialect);
    return undefined;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error.trouble;
    throw error;
  }
}

it('reads a complete command at a time: a line, or as many as its commands take', () => {
  expect(units('echo a; echo b\n\n# note\nif true\nthen echo c\nfi\ncat <<E\nx\nE\nlast')).toEqual([
    'echo a; echo b\n',
    'if true\nthen echo c\nfi\n',
    'cat <<E\nx\nE\n',
    'last',
  ]);
});

it.each([
  'echo "a $(echo ")" b) c" `x` ${y:-"}"} $((1 + (2)))',
  'case x in (a|b) echo ;; *) ;; esac | while read l; do :; done > f 2>&1 &',
  'f() { echo; } && ! g || (h; i) &',
  'a=(1 [2]=x "$y") b[1+1]=3 c+=4 cmd',
  '[[ -f x && ( $a =~ ^(b|c)$ || ! d == e* ) ]] && ((x++)) ; for ((;;)) do break; done',
  'cat <<A <<-"B" | sort\na $x\nA\n\tb $(c)\n\tB\n',
  'x=$(cat <<E\nin )\nE\n)',
])('has a form for %s', (script) => {
  expect(trouble(script)).toBeUndefined();
});

it.each<[string, SyntaxTrouble]>([
  ['if x; then', { kind: 'unexpected', token: 'end', text: 'newline', expecting: 'fi' }],
  ['a | | b', { kind: 'unexpected', token: 'operator', text: '|' }],
  ['fi', { kind: 'unexpected', token: 'word', text: 'fi' }],
  ['echo "a', { kind: 'unclosed', text: '"' }],
  ['echo $(a', { kind: 'unclosed', text: ')' }],
  ['cat <', { kind: 'unexpected', token: 'end', text: 'newline' }],
])('says what is wrong with %s', (script, expected) => {
  expect(trouble(script)).toMatchObject({ kind: expected.kind });
});

it.each(['(', '{ ', '$(', '"$(', '$((', '${x:-', '((', '[[ ( ', 'a=(', 'if '])(
  'refuses what is nested without end: %s',
  (opening) => {
    expect(trouble(opening.repeat(20_000))).toBeDefined();
  },
);

it('throws nothing but its syntax errors, and ends, whatever it reads', () => {
  const pieces = fc.constantFrom(
    ...'( ) { } ; & | < > " \' ` $ \\ # ! = [ ] * ? ~ : - + / % ^ , @ a x 1 \n'.split(' '),
    ...[' ', '\n', '$(', '${', '$((', '))', '<<', '<<-', 'E\n', '&&', ';;', '[[ ', ' ]]', 'a=(', '[1]='],
    ...[
      'if ',
      'then ',
      'fi ',
      'for ',
      'in ',
      'do ',
      'done ',
      'case ',
      'esac ',
      'while ',
      'f() ',
      'function ',
    ],
  );
  const scripts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(scripts, fc.constantFrom<Dialect>('ash', 'dash', 'bash'), (script, dialect) => {
      trouble(script, dialect);
    }),
    { numRuns: 3000 },
  );
});

it('reads a command that it cut out of a script as the same command', () => {
  for (const unit of units('a=1 b; c | d\nfor i in 1; do e <<E\nf\nE\ndone\n')) {
    expect(parseUnit(unit, 0, 'bash')?.nodes).toEqual(parseUnit(`\n${unit}`, 1, 'bash')?.nodes);
  }
});

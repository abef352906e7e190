import type { SystemError } from '../filesystem/errors.ts';
import type { ArithmeticError } from './arithmetic/error.ts';
import type { Dialect } from './dialect.ts';
import type { ShellSyntaxError, SyntaxTrouble } from './syntax/syntax-error.ts';

/** What a shell says of an expression that it can't evaluate. */
export function arithmeticMessage(dialect: Dialect, { trouble, expression, rest }: ArithmeticError): string {
  if (dialect === 'bash') {
    const words = {
      syntax: 'syntax error: operand expected',
      trailing: 'syntax error in expression',
      digit: 'value too great for base',
      'not a number': 'syntax error: operand expected',
      'division by zero': 'division by 0',
      recursion: 'expression recursion level exceeded',
      exponent: 'exponent less than 0',
      lvalue: 'attempted assignment to non-variable',
    }[trouble];
    return `${expression.trim()}: ${words} (error token is "${rest || expression.trim()}")`;
  }
  if (dialect === 'dash') {
    if (trouble === 'division by zero') return `arithmetic expression: division by zero: "${expression}"`;
    if (trouble === 'not a number') return `Illegal number: ${expression}`;
    const expected = trouble === 'trailing' || trouble === 'digit' ? 'EOF' : 'primary';
    return `arithmetic expression: expecting ${expected}: "${expression}"`;
  }
  return trouble === 'division by zero' ? 'divide by zero' : 'arithmetic syntax error';
}

/** What a shell says of a script that it doesn't understand: the words after its name and line. */
function syntaxMessage(dialect: Dialect, trouble: SyntaxTrouble): string {
  return dialect === 'bash' ? bashSyntax(trouble) : almquistSyntax(dialect, trouble);
}

function bashSyntax(trouble: SyntaxTrouble): string {
  switch (trouble.kind) {
    case 'unexpected':
      if (trouble.token === 'end') return 'syntax error: unexpected end of file';
      return `syntax error near unexpected token \`${trouble.text}'`;
    case 'unclosed':
      return `unexpected EOF while looking for matching \`${trouble.text}'`;
    case 'bad for variable':
      return `\`${trouble.text}': not a valid identifier`;
    case 'bad function name':
      return `\`${trouble.text}': not a valid identifier`;
    case 'bad substitution':
      return `${trouble.text}: bad substitution`;
    case 'too deep':
      return 'memory exhausted';
  }
}

function almquistSyntax(dialect: 'ash' | 'dash', trouble: SyntaxTrouble): string {
  const start = dialect === 'ash' ? 'syntax error: ' : 'Syntax error: ';
  const capital = (words: string) => (dialect === 'ash' ? words : words[0]?.toUpperCase() + words.slice(1));
  switch (trouble.kind) {
    case 'unexpected': {
      const names = {
        end: dialect === 'ash' ? 'end of file' : 'end of file',
        newline: 'newline',
        redirection: 'redirection',
        word: quotedReserved(trouble.text),
        operator: `"${trouble.text}"`,
      };
      const what = names[trouble.token];
      const expecting = trouble.expecting === undefined ? '' : ` (expecting "${trouble.expecting}")`;
      return dialect === 'ash'
        ? `${start}unexpected ${what}${expecting}`
        : `${start}${what} unexpected${expecting}`;
    }
    case 'unclosed':
      if (trouble.text === '`') return `${start}${capital('EOF in backquote substitution')}`;
      if (trouble.text === '}')
        return `${start}${capital(dialect === 'ash' ? "missing '}'" : 'missing }')}`.replace(
          'Missing }',
          "Missing '}'",
        );
      if (trouble.text === ')')
        return dialect === 'ash'
          ? `${start}unexpected end of file (expecting ")")`
          : `${start}end of file unexpected (expecting ")")`;
      return `${start}${capital('unterminated quoted string')}`;
    case 'bad for variable':
      return `${start}${capital(dialect === 'ash' ? 'bad for loop variable' : 'bad for loop variable')}`;
    case 'bad function name':
      return `${start}${capital('bad function name')}`;
    case 'bad substitution':
      return `${start}${capital('bad substitution')}`;
    case 'too deep':
      return dialect === 'ash' ? 'out of memory' : 'Out of space';
  }
}

const RESERVED = new Set([
  '!',
  '{',
  '}',
  'case',
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'for',
  'if',
  'in',
  'then',
  'until',
  'while',
  'function',
]);

function quotedReserved(text: string): string {
  return RESERVED.has(text) ? `"${text}"` : 'word';
}

/** All lines that a syntax error prints. @param line of the script, @param place what it was read from */
export function syntaxLines(
  dialect: Dialect,
  error: ShellSyntaxError,
  shell: {
    readonly name: string;
    readonly reads: 'argument' | 'file' | 'input';
    readonly interactive: boolean;
    readonly inside?: string;
  },
  line: number,
): string {
  const message = syntaxMessage(dialect, error.trouble);
  const builtin = shell.inside === 'eval' ? 'eval: ' : '';
  if (dialect === 'dash') return `${shell.name}: ${line}: ${builtin}${message}\n`;
  if (dialect === 'ash') {
    const isSaid = !shell.interactive && (shell.reads === 'file' || builtin !== '');
    const place = isSaid ? `line ${line}: ` : '';
    return `${shell.name}: ${builtin}${place}${message}\n`;
  }
  const inside = shell.inside ?? (shell.reads === 'argument' ? '-c' : undefined);
  const start = shell.interactive
    ? `${shell.name}: `
    : `${shell.name}: ${inside === undefined ? '' : `${inside}: `}line ${line}: `;
  const { trouble } = error;
  const shown = trouble.kind === 'unexpected' && trouble.token !== 'end';
  return shown ? `${start}${message}\n${start}\`${error.source}'\n` : `${start}${message}\n`;
}

/** What the operating system says, in the words a shell has of its own for it. */
export function cannotOpen(
  dialect: Dialect,
  path: string,
  writing: boolean,
  code: string,
  words: string,
): string {
  if (dialect === 'bash') return `${path}: ${words}`;
  const missing = code === 'ENOENT';
  if (dialect === 'ash') {
    return writing
      ? `can't create ${path}: ${missing ? 'nonexistent directory' : words}`
      : `can't open ${path}: ${missing ? 'no such file' : words}`;
  }
  return writing
    ? `cannot create ${path}: ${missing ? 'Directory nonexistent' : words}`
    : `cannot open ${path}: ${missing ? 'No such file' : words}`;
}

export function cannotFork(dialect: Dialect, { code, message }: SystemError): string {
  if (dialect === 'bash') return `fork: ${message}`;
  // busybox has its words from musl.
  const words = code === 'ENOMEM' ? 'Out of memory' : message;
  return dialect === 'ash' ? `can't fork: ${words}` : 'Cannot fork';
}

/** @param searched it has no slash, and was looked for in PATH */
export function cannotExecute(
  dialect: Dialect,
  name: string,
  searched: boolean,
  code: string,
  words: string,
): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    if (dialect !== 'bash') return `${name}: not found`;
    if (name.startsWith('exec: ')) return `${name}: not found`;
    return searched ? `${name}: command not found` : `${name}: ${words}`;
  }
  return `${name}: ${words}`;
}

/** What is printed when a signal ended a command in the foreground. */
export const signalWords: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
  SIGXFSZ: 'File size limit exceeded',
};

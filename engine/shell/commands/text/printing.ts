import type { Program } from '../../../linux/system.ts';
import { bytesOf } from '../bytes.ts';
import { complain, fail, immediate, shellQuoted } from '../command.ts';
import { echo as echoed } from '../echo.ts';
import { isBusybox, Quit, usageOnly } from '../options.ts';
import { printf as printed } from '../printf.ts';
import { evaluateTest, TestError } from '../test.ts';

export const echo: Program = immediate((system) => {
  system.write(1, bytesOf(echoed(system.argv.slice(1), { options: 'all', escapes: false })));
  return 0;
});

export const printf: Program = immediate((system) => {
  const words = system.argv.slice(1);
  if (words[0] === '--') words.shift();
  const [format, ...values] = words;
  if (format === undefined) {
    const manual = {
      gnu: 'FORMAT [ARGUMENT]...',
    };
    if (isBusybox(system)) throw usageOnly(system, manual);
    throw new Quit("printf: missing operand\nTry 'printf --help' for more information.\n", 1);
  }
  const { output, invalid, badDirective } = printed(format, values, { quote: shellQuoted });
  system.write(1, bytesOf(output));
  for (const word of invalid) {
    complain(system, isBusybox(system) ? `invalid number '${word}'` : `'${word}': expected a numeric value`);
  }
  if (badDirective !== undefined) {
    throw fail(
      system,
      isBusybox(system)
        ? `${badDirective}: invalid format`
        : `${badDirective}: invalid conversion specification`,
    );
  }
  return invalid.length > 0 ? 1 : 0;
});

/** What `test` exits with where it doesn't understand its operands. */
const TROUBLE = 2;

export const test: Program = immediate((system) => {
  const operands = system.argv.slice(1);
  const isBracket = system.argv[0]?.endsWith('[') === true;
  if (isBracket && operands.pop() !== ']')
    throw fail(system, isBusybox(system) ? 'missing ]' : "missing ']'", TROUBLE);
  try {
    return evaluateTest(system, operands) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    throw fail(system, error.message, TROUBLE);
  }
});

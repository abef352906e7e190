import { asComplex } from '../machine/complex.ts';
import type { Machine } from '../machine/machine.ts';
import { type NativeRun, natives } from '../machine/native.ts';
import { plain } from '../machine/plain.ts';
import { type Complex, complex, is, type Value } from '../machine/values.ts';
import { floatText } from './number-text.ts';
import { asOptional } from './optional.ts';

/** A part without the `.0` that a float of its own has. */
function part(value: number): string {
  return floatText(value).replace(/\.0$/, '');
}

/** repr() */
export function complexText({ re, im }: Complex): string {
  const imaginary = part(im);
  if (re === 0 && !Object.is(re, -0)) return `${imaginary}j`;
  return `(${part(re)}${/^[-]/.test(imaginary) ? '' : '+'}${imaginary}j)`;
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan`;
const REAL = new RegExp(`^[+-]?(?:${NUMBER})$`);
const WHOLE = new RegExp(`^([+-]?(?:${NUMBER}))??([+-]?(?:${NUMBER})?)j$`);
/** Of a text that complex() reads. */
const TEXT_MAX = 200;

function parsed(machine: Machine, given: string): Complex {
  const wrong = () => machine.error('ValueError', 'complex() arg is a malformed string');
  const text = given
    .slice(0, TEXT_MAX + 1)
    .trim()
    .toLowerCase()
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (text.length > TEXT_MAX) throw wrong();
  const number = (digits: string) => Number(digits.replace(/inf(?:inity)?/, 'Infinity'));
  if (REAL.test(text)) return complex(number(text), 0);
  const found = WHOLE.exec(text);
  if (found === null) throw wrong();
  const [, real = '', imaginary = ''] = found;
  if (real !== '' && !/^[+-]/.test(imaginary)) throw wrong();
  const im = /^[+-]?$/.test(imaginary) ? number(`${imaginary}1`) : number(imaginary);
  return complex(real === '' ? 0 : number(real), im);
}

/** complex(real, imag) */
export const newComplex: NativeRun = (machine, [first, second], keywords) => {
  const real = plain(asOptional(first ?? keywords.get('real') ?? 0));
  const given = second ?? keywords.get('imag');
  if (typeof real === 'string') {
    if (given !== undefined)
      throw machine.error('TypeError', "complex() can't take second arg if first is a string");
    return parsed(machine, real);
  }
  const part = (value: Value, which: string): Complex => {
    const own = is(value, 'instance') ? machine.callMethod(value, '__complex__', []) : value;
    const found = asComplex(own);
    if (found === undefined)
      throw machine.error(
        'TypeError',
        `complex() ${which} argument must be ${which === 'first' ? 'a string or a number' : 'a number'}, not '${machine.typeName(value)}'`,
      );
    return found;
  };
  const a = part(real, 'first');
  if (given === undefined) return a;
  const b = part(plain(given), 'second');
  return complex(b.im === 0 ? a.re : a.re - b.im, a.im === 0 ? b.re : a.im + b.re);
};

export const complexMethods = natives('complex.', {
  conjugate: (_machine, [self]) => {
    const value = plain(asOptional(self));
    return is(value, 'complex') ? complex(value.re, -value.im) : value;
  },
});

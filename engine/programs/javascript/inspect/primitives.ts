import { JsObject } from '../values/object.ts';
import { JsSymbol, type Value } from '../values/value.ts';
import type { Inspector } from './inspector.ts';
import { quoted } from './quote.ts';
import { styled } from './style.ts';

/** Texts up to this long are never shown a line each. */
const LINE_CHARS_MIN = 16;

export function symbolText(symbol: JsSymbol): string {
  return `Symbol(${symbol.description ?? ''})`;
}

export function primitive(i: Inspector, value: Value): string {
  if (typeof value === 'string') return text(i, value);
  if (typeof value === 'number') return styled(i, 'number', Object.is(value, -0) ? '-0' : String(value));
  if (typeof value === 'bigint') return styled(i, 'number', `${value}n`);
  if (typeof value === 'boolean') return styled(i, 'number', String(value));
  if (value === null) return styled(i, 'null', 'null');
  if (value instanceof JsSymbol) return styled(i, 'string', symbolText(value));
  return value instanceof JsObject ? '' : styled(i, 'undefined', 'undefined');
}

function text(i: Inspector, given: string): string {
  const left = given.length - i.maxStringLength;
  const value = left > 0 ? given.slice(0, i.maxStringLength) : given;
  const more = left > 0 ? `... ${left} more character${left > 1 ? 's' : ''}` : '';
  // Long texts with lines are shown a line each.
  if (value.length > LINE_CHARS_MIN && value.length > i.breakLength - i.indentation - 4)
    return (
      value
        .split(/(?<=\n)/)
        .map((line) => styled(i, 'string', quoted(line)))
        .join(` +\n${' '.repeat(i.indentation + 2)}`) + more
    );
  return styled(i, 'string', quoted(value)) + more;
}

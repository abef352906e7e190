import type { Machine } from '../machine/machine.ts';
import { Closure, JsFunction } from '../values/functions.ts';

const KINDS: Readonly<Record<string, string>> = {
  generator: 'GeneratorFunction',
  'async generator': 'AsyncGeneratorFunction',
};

/** `[Function: name]`, `[class A extends B]` */
export function functionTitle(
  machine: Machine,
  value: JsFunction,
  made: string | undefined,
  tag: string,
): string {
  const name = machine.get(value, 'name');
  const named = typeof name === 'string' ? name : '';
  const tagged = tag !== '' && made !== tag ? ` [${tag}]` : '';
  const code = value instanceof Closure ? value.code : undefined;
  if (code?.kind === 'class' || code?.kind === 'derived') {
    const own = made !== 'Function' && made !== undefined ? ` [${made}]` : '';
    const parent = value.proto instanceof JsFunction ? machine.get(value.proto, 'name') : '';
    const above =
      made === undefined
        ? ' extends null'
        : typeof parent === 'string' && parent !== ''
          ? ` extends ${parent}`
          : '';
    return `[class ${named === '' ? '(anonymous)' : named}${own}${tagged}${above}]`;
  }
  const type = code?.isAsync ? 'AsyncFunction' : (KINDS[code?.kind ?? ''] ?? 'Function');
  const bare = made === undefined ? ' (null prototype)' : '';
  const title = `[${type}${bare}${named === '' ? ' (anonymous)' : `: ${named}`}]`;
  return `${title}${made !== type && made !== undefined ? ` ${made}` : ''}${tagged}`;
}

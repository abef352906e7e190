import { blocks, isAllowed, isKnown, notSimulated } from './directives.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';

const anyContent: ReadonlySet<string> = new Set(['map', 'types', 'geo', 'split_clients']);
const oneOrMore: ReadonlySet<string> = new Set('index try_files return listen include if'.split(' '));
const exactlyOne: ReadonlySet<string> = new Set('root alias proxy_pass'.split(' '));
const oneAtMost: ReadonlySet<string> = new Set('pid autoindex default_type worker_processes'.split(' '));

/** Every directive is known, stands where it may, and has its arguments and block. @throws ConfigurationError */
export function validate(directives: readonly Directive[], place: string): void {
  for (const directive of directives) {
    const { name, args, block } = directive;
    const where = ` in ${placeOf(directive)}`;
    if (!isKnown(name)) throw new ConfigurationError(`unknown directive "${name}"${where}`);
    if (!isAllowed(name, place))
      throw new ConfigurationError(`"${name}" directive is not allowed here${where}`);
    const needsBlock = blocks.has(name) && !(name === 'server' && place === 'upstream');
    if (needsBlock && block === undefined)
      throw new ConfigurationError(`directive "${name}" has no opening "{"${where}`);
    if (!needsBlock && block !== undefined)
      throw new ConfigurationError(`directive "${name}" is not terminated by ";"${where}`);
    const fewest = oneOrMore.has(name) || exactlyOne.has(name) ? 1 : 0;
    const most = exactlyOne.has(name) || oneAtMost.has(name) ? 1 : Infinity;
    if (args.length < fewest || args.length > most)
      throw new ConfigurationError(`invalid number of arguments in "${name}" directive${where}`);
    if (notSimulated(name, args))
      throw new ConfigurationError(`"${name}" directive is not part of the simulation${where}`);
    if (block !== undefined && !anyContent.has(name))
      validate(block, name === 'limit_except' ? 'location' : name);
  }
}

import type { Expression, SpreadElement } from 'acorn';
import { beginIteration, iterate } from '../operations/iteration.ts';
import { append, appendAll, appendHole, newArray } from '../operations/objects.ts';
import type { Compiler } from './compiler.ts';
import { collect } from './patterns.ts';

/** Arguments, or the elements of an array: as one array where there is a spread among them. */
export function elements(c: Compiler, nodes: readonly (Expression | SpreadElement | null)[]): void {
  c.emit(newArray);
  for (const node of nodes) {
    if (node === null) c.emit(appendHole);
    else if (node.type === 'SpreadElement') {
      c.expression(node.argument);
      c.emit(iterate, { s: c.text(node.argument) });
      c.emit(beginIteration);
      collect(c, 0);
      c.emit(appendAll);
    } else {
      c.expression(node);
      c.emit(append);
    }
  }
}

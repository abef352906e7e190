import type { Operation } from '../code.ts';
import { toText } from '../machine/conversions.ts';
import { JsObject } from '../values/object.ts';

/** specifier → promise of a namespace */
export const importIt: Operation = (machine, frame) => {
  const specifier = toText(machine, frame.stack.pop());
  frame.stack.push(machine.runtime.importDynamic(frame.code.unit, specifier));
};

export const metaObject: Operation = (machine, frame) => {
  frame.stack.push(machine.runtime.importMeta(frame.code.unit));
};

/** namespace imported → (nothing); `s`: as what, or all names of it */
export const exportAll: Operation = (_, { stack }, { s }) => {
  const imported = stack.pop();
  const namespace = stack.pop();
  if (!(imported instanceof JsObject) || !(namespace instanceof JsObject)) return;
  if (s !== '') {
    namespace.put(s, imported);
    return;
  }
  for (const key of imported.keys()) {
    const own = imported.own(key);
    if (key !== 'default' && own !== undefined && namespace.own(key) === undefined)
      namespace.put(key, own.stored);
  }
};

import type { Code } from '../compile/code.ts';
import { builtinClass } from '../machine/classes.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { dictOf } from '../machine/namespaces.ts';
import { type FunctionThing, type Generator, list, tuple, type Value } from '../machine/values.ts';

export function ofFunction(machine: Machine, object: FunctionThing, name: string): Value | undefined {
  switch (name) {
    case '__name__':
      return object.code.name;
    case '__qualname__':
      return object.code.qualifiedName;
    case '__module__':
      return object.globals.globals.get('__name__') ?? object.globals.name;
    case '__doc__':
      return object.code.document ?? null;
    case '__dict__':
      return makeDict(machine, object.attributes);
    case '__annotations__':
      return makeDict(machine);
    case '__defaults__':
      return object.defaults.size === 0 ? null : tuple([...object.defaults.values()]);
    case '__code__':
      return object;
    case 'co_argcount':
      return object.code.parameters.filter(({ kind }) => kind === 'normal' || kind === 'positional only')
        .length;
    case 'co_varnames':
      return tuple(object.code.slots);
    case '__parameters__':
      return list(
        object.code.parameters.map((each) =>
          tuple([
            each.name,
            each.kind,
            object.defaults.has(each.name),
            object.defaults.get(each.name) ?? null,
          ]),
        ),
      );
    case '__isasync__':
      return object.code.isAsync;
    case '__isgenerator__':
      return object.code.isGenerator;
    case '__kwdefaults__':
    case '__closure__':
      return null;
    case '__globals__':
      return dictOf(object.globals.globals);
    default:
      return ofCode(object.code, name);
  }
}

/** What a code object knows of where it comes from. */
function ofCode(code: Code, name: string): Value | undefined {
  switch (name) {
    case 'co_name':
      return code.name;
    case 'co_qualname':
      return code.qualifiedName;
    case 'co_filename':
      return code.unit.file;
    case 'co_firstlineno':
      return code.line;
    case 'co_flags':
      return (code.isGenerator ? 0x20 : 0) + (code.isAsync ? 0x80 : 0) + 3;
    default:
      return undefined;
  }
}

/** `gi_frame`, `cr_code` and their like. */
export function ofGenerator(generator: Generator, name: string): Value | undefined {
  const [, part] = /^(?:gi|cr)_(\w+)$/.exec(name) ?? [];
  const { frame } = generator;
  switch (part ?? name) {
    case '__name__':
      return generator.name.slice(generator.name.lastIndexOf('.') + 1);
    case '__qualname__':
      return generator.name;
    case 'running':
      return generator.state === 'running';
    case 'line':
      return frame?.code.instructions[Math.max(0, frame.ip - 1)]?.at.line ?? generator.code.line;
    case 'code':
      return codeObject(generator.code);
    case 'frame':
      return frame === undefined ? null : codeObject(generator.code);
    case 'yieldfrom':
    case 'await':
      return null;
    default:
      return undefined;
  }
}

const CODE_NAMES = ['co_name', 'co_qualname', 'co_filename', 'co_firstlineno', 'co_flags'] as const;

function codeObject(code: Code): Value {
  const attributes = new Map<string, Value>();
  for (const name of CODE_NAMES) attributes.set(name, ofCode(code, name) ?? null);
  return { t: 'instance', class: builtinClass('code'), attributes };
}

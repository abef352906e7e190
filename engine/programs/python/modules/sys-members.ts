import { change } from '../../heap/change.ts';
import { fileOf } from '../builtins/file-methods.ts';
import { builtinClass, OBJECT } from '../machine/classes.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import { calledAs, environmentOf, searchPath } from '../machine/site.ts';
import { type Instance, list, type Module, tuple, type Value } from '../machine/values.ts';

const BUILD_DATES: Readonly<Record<string, string>> = {
  '3.13.5': 'Jun 11 2025, 23:12:35',
  '3.12.11': 'Jun  4 2025, 04:14:43',
  '3.12.3': 'Apr 10 2024, 05:33:47',
  '3.11.13': 'Jun  4 2025, 17:29:35',
  '3.11.2': 'Apr 28 2025, 14:11:48',
};

/** `3.12.11 (main, Jun  4 2025, 04:14:43) [GCC 12.2.0]` */
export function versionText(machine: Machine): string {
  const version = machine.system.executable.version ?? '3.12.11';
  return `${version} (main, ${BUILD_DATES[version] ?? 'Jun  4 2025, 04:14:43'}) [GCC 12.2.0]`;
}

/** Whether a program started with these words and variables writes at once. */
function isUnbuffered(machine: Machine): boolean {
  const { env, argv } = machine.system;
  if ((env.get('PYTHONUNBUFFERED') ?? '') !== '') return true;
  const end = argv.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  return argv
    .slice(1, end < 0 ? undefined : end)
    .some((word) => /^-[a-zA-Z]*u/.test(word) && !word.startsWith('--'));
}

export function* sysMembers(machine: Machine): Iterable<readonly [string, Value]> {
  const { system } = machine;
  const [major = 3, minor = 12, micro = 0] = (system.executable.version ?? '3.12.11').split('.').map(Number);
  const buffering = isUnbuffered(machine) ? 'none' : system.isTerminal(1) ? 'line' : 'block';
  const { modules } = machine.state;
  yield ['version', versionText(machine)];
  yield ['version_info', versionInfo(machine, [major, minor, micro])];
  yield ['hexversion', major * 2 ** 24 + minor * 65536 + micro * 256 + 0xf0];
  yield ['platform', 'linux'];
  yield ['byteorder', 'little'];
  yield ['maxsize', 9_223_372_036_854_775_807n];
  yield ['maxunicode', 0x10ffff];
  yield ['executable', calledAs(system)];
  const prefix = environmentOf(system) ?? '/usr/local';
  yield ['prefix', prefix];
  yield ['exec_prefix', prefix];
  yield ['base_prefix', '/usr/local'];
  yield ['path', list(searchPath(system))];
  yield ['argv', list([])];
  yield [
    'modules',
    makeDict(
      machine,
      [...modules].map(([name, module]): [string, Module] => [name, module]),
    ),
  ];
  yield ['stdin', fileOf(0, '<stdin>', 'r', true, 'block')];
  yield ['stdout', fileOf(1, '<stdout>', 'w', true, buffering)];
  yield ['stderr', fileOf(2, '<stderr>', 'w', true, buffering === 'none' ? 'none' : 'line')];
  yield ['__stdout__', null];
  yield ['__stderr__', null];
  yield ['implementation', record([['name', 'cpython']])];
  yield [
    'flags',
    record([
      ['debug', 0],
      ['unbuffered', Number(buffering === 'none')],
    ]),
  ];
  yield ['builtin_module_names', tuple(['builtins', 'errno', 'sys', 'time'])];
  yield ['api_version', 1013];
  yield ['copyright', 'Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.'];
}

function record(fields: readonly (readonly [string, Value])[]): Instance {
  return { t: 'instance', class: OBJECT, attributes: new Map(fields) };
}

/** A named tuple of Python's version. */
function versionInfo(machine: Machine, [major, minor, micro]: readonly [number, number, number]): Value {
  const fields = tuple(['major', 'minor', 'micro', 'releaselevel', 'serial']);
  const base = builtinClass('tuple');
  const type = machine.sync({ t: 'native', name: 'new type' }, [
    'sys.version_info',
    tuple([base]),
    makeDict(machine, [['_fields', fields]]),
  ]);
  const items = [major, minor, micro, 'final', 0];
  if (typeof type !== 'object' || type === null || type.t !== 'class') return tuple(items);
  for (const [index, name] of fields.items.entries()) {
    if (typeof name === 'string')
      change(type.attributes).set(name, {
        t: 'property',
        get: { t: 'native', name: `_collections.item${index}` },
        set: null,
        delete: null,
      });
  }
  return { t: 'tuple', items, of: type };
}

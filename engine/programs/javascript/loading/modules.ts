import { systemError } from '../../../filesystem/errors.ts';
import type { Definitions } from '../builtins/definition.ts';
import { parseText } from '../builtins/json.ts';
import { library } from '../library/index.ts';
import { toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { errorOf } from '../run/system-errors.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';
import { folderOf, isModule, resolveModule } from './resolve.ts';
import { SourceError, sourceFrame, unitOf, widthAt } from './syntax.ts';
import { loaderPlaces } from './traces.ts';

/** One of node's own modules, or a package that is modelled. */
export function builtin(machine: Machine, name: string): Value {
  const { runtime, realm } = machine;
  const known = runtime.libraries.get(name);
  if (known !== undefined) return machine.get(known, 'exports');
  const text = library(name);
  if (text === undefined) throw new Error(`no such module: ${name}`);
  const module = realm.plainObject({ exports: realm.plainObject(), id: name });
  runtime.libraries.set(name, module);
  const unit = unitOf(fileOfLibrary(name), text, 'library');
  const [code] = unit.functions;
  if (code === undefined) return undefined;
  const exports = machine.get(module, 'exports');
  const wasLoading = runtime.isLoading;
  runtime.isLoading = false;
  machine.callSync(realm.closure(code, undefined), exports, [
    exports,
    realm.object('$require'),
    module,
    name,
    '/',
  ]);
  runtime.isLoading = wasLoading;
  return machine.get(module, 'exports');
}

/** As traces show it. */
function fileOfLibrary(name: string): string {
  return name.startsWith('npm:') ? `node_modules/${name.slice(4)}/index.js` : `node:${name}`;
}

export function libraryOfFile(file: string): string {
  return file.startsWith('node:')
    ? file.slice(5)
    : `npm:${file.replace(/^node_modules\/|\/index\.js$/g, '')}`;
}

function missing(machine: Machine, id: string, stack: readonly string[]): never {
  const list = stack.length === 0 ? '' : `\nRequire stack:\n${stack.map((file) => `- ${file}`).join('\n')}`;
  const { runtime } = machine;
  runtime.traceStart = loaderPlaces(runtime.system.executable.version ?? '20').missing;
  const error = machine.realm.error('Error', `Cannot find module '${id}'${list}`);
  runtime.traceStart = [];
  error.put('code', 'MODULE_NOT_FOUND');
  error.put('requireStack', machine.realm.array([...stack]));
  throw new Thrown(error);
}

function resolve(machine: Machine, id: string, parent: Value, stack: Value): string {
  const { runtime } = machine;
  const from = typeof parent === 'string' ? folderOf(parent) : runtime.system.workingDirectory;
  const found = resolveModule(runtime.system, id, from, false);
  const files = stack instanceof JsArray ? stack.items.map((item) => toText(machine, item)) : [];
  if (found === 'missing') {
    if (id.startsWith('node:'))
      throw machine.realm.thrownCoded(
        'Error',
        'ERR_UNKNOWN_BUILTIN_MODULE',
        `No such built-in module: ${id}`,
      );
    return missing(machine, id, files);
  }
  if ('file' in found) return found.file;
  if ('library' in found) return `\0${found.library}`;
  if ('unmodelled' in found) return unmodelled(machine, found.unmodelled);
  throw machine.realm.thrownCoded(
    'Error',
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `Package subpath '${found.notExported}' is not defined by "exports" in ${found.inPackage}`,
  );
}

function unmodelled(machine: Machine, name: string): never {
  return machine.throwError(
    'Error',
    `The package '${name}' is installed, but what it does is not part of the simulation`,
  );
}

function read(machine: Machine, file: string): string {
  try {
    return machine.runtime.system.readText(file);
  } catch (error) {
    throw new Thrown(errorOf(machine, systemError(error).code, 'open', { path: file }));
  }
}

/** A SyntaxError, with the place that node prints above it. */
export function syntaxError(machine: Machine, error: SourceError): Thrown {
  const { runtime } = machine;
  runtime.traceStart = loaderPlaces(runtime.system.executable.version ?? '20').syntax;
  const made = machine.realm.error('SyntaxError', error.message);
  runtime.traceStart = [];
  machine.runtime.syntaxFrames.set(
    made,
    sourceFrame(error.file, error.text, error.at, widthAt(error.text, error.at)),
  );
  return new Thrown(made);
}

/** The function of a CommonJS module. */
function compileFile(machine: Machine, file: string): Value {
  const text = read(machine, file);
  try {
    const [code] = unitOf(file, text.replace(/^\ufeff/, ''), 'commonjs').functions;
    return code === undefined ? undefined : machine.realm.closure(code, undefined);
  } catch (error) {
    if (error instanceof SourceError) throw syntaxError(machine, error);
    throw error;
  }
}

/** What an ES module imports, and its function. */
function compileModule(machine: Machine, file: string): Value {
  const text = read(machine, file);
  const { realm } = machine;
  try {
    const unit = unitOf(`file://${file}`, text, 'module');
    const [code] = unit.functions;
    const run = code === undefined ? undefined : realm.closure(code, undefined);
    return realm.plainObject({ imports: realm.array([...unit.imports]), run });
  } catch (error) {
    if (error instanceof SourceError) throw syntaxError(machine, error);
    throw error;
  }
}

function resolveImport(machine: Machine, specifier: string, parent: string): string {
  const { system } = machine.runtime;
  const id = specifier.replace(/^file:\/\//, '');
  const found = resolveModule(system, id, folderOf(parent), true);
  if (found === 'missing') {
    const isPath = /^\.{0,2}\//.test(id);
    const what = isPath ? `module '${new URL(id, `file://${parent}`).pathname}'` : `package '${id}'`;
    machine.runtime.traceStart = isPath
      ? ['finalizeResolution (node:internal/modules/esm/resolve:274:11)', ...RESOLVE_LINES.slice(1)]
      : RESOLVE_LINES;
    const error = machine.realm.codedError(
      'Error',
      'ERR_MODULE_NOT_FOUND',
      `Cannot find ${what} imported from ${parent}`,
    );
    machine.runtime.traceStart = [];
    if (isPath) error.put('url', new URL(id, `file://${parent}`).href);
    machine.runtime.syntaxFrames.set(
      error,
      isPath
        ? 'node:internal/modules/esm/resolve:283\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n'
        : Number.parseInt(system.executable.version ?? '20', 10) >= 23
          ? 'node:internal/modules/package_json_reader:255\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\n        ^\n'
          : 'node:internal/modules/esm/resolve:873\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\n        ^\n',
    );
    throw new Thrown(error);
  }
  if ('file' in found) return found.file;
  if ('library' in found) return `\0${found.library}`;
  if ('unmodelled' in found) return unmodelled(machine, found.unmodelled);
  throw machine.realm.thrownCoded(
    'Error',
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `Package subpath '${found.notExported}' is not defined by "exports" in ${found.inPackage}`,
  );
}

const namespace = (): JsObject => new JsObject(null, 'Module');

/** Names that imports ask for must be there. @param ready the modules that have been loaded, others are undefined */
function checkImports(machine: Machine, file: string, targets: Value, ready: Value): void {
  if (!(targets instanceof JsArray && ready instanceof JsArray)) return;
  const unit = unitOf(`file://${file}`, read(machine, file), 'module');
  for (const { source, name, at } of unit.importedNames) {
    const index = unit.imports.indexOf(source);
    const [target, from] = [targets.items[index], ready.items[index]];
    if (typeof from !== 'string' || !(target instanceof JsObject) || target.own(name) !== undefined) continue;
    const { runtime } = machine;
    const isCommon = !from.startsWith('\0') && !isModule(runtime.system, from);
    runtime.traceStart = IMPORT_LINES;
    const error = machine.realm.error(
      'SyntaxError',
      isCommon
        ? `Named export '${name}' not found. The requested module '${source}' is a CommonJS module, which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${source}';\n`
        : `The requested module '${source}' does not provide an export named '${name}'`,
    );
    runtime.traceStart = [];
    const frame = sourceFrame(unit.file, unit.text, at, widthAt(unit.text, at));
    runtime.syntaxFrames.set(error, frame.replace(/\n$/, ''));
    throw new Thrown(error);
  }
}

const IMPORT_LINES = [
  '#asyncInstantiate (node:internal/modules/esm/module_job:302:21)',
  'async ModuleJob.run (node:internal/modules/esm/module_job:305:5)',
  'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:646:26)',
  'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
];

const RESOLVE_LINES = [
  'packageResolve (node:internal/modules/esm/resolve:767:81)',
  'moduleResolve (node:internal/modules/esm/resolve:853:18)',
  'defaultResolve (node:internal/modules/esm/resolve:983:11)',
  '#cachedDefaultResolve (node:internal/modules/esm/loader:731:20)',
  'ModuleLoader.resolve (node:internal/modules/esm/loader:708:38)',
  'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:310:38)',
  '#link (node:internal/modules/esm/module_job:182:49)',
];

export const moduleBindings: Definitions = {
  $require: {
    call: (machine, _, [id]) => {
      const name = toText(machine, id).replace(/^node:/, '');
      return builtin(machine, name);
    },
  },
  $builtin: { call: (machine, _, [name]) => builtin(machine, toText(machine, name)) },
  $modules: {
    methods: {
      resolve: (machine, _, [id, parent, stack]) => resolve(machine, checkId(machine, id), parent, stack),
      compile: (machine, _, [file]) => compileFile(machine, toText(machine, file)),
      compileModule: (machine, _, [file]) => compileModule(machine, toText(machine, file)),
      resolveImport: (machine, _, [specifier, parent]) =>
        resolveImport(machine, toText(machine, specifier), toText(machine, parent)),
      isModule: (machine, _, [file]) => isModule(machine.runtime.system, toText(machine, file)),
      namespace,
      checkImports: (machine, _, [file, targets, ready]) => {
        checkImports(machine, toText(machine, file), targets, ready);
        return undefined;
      },
      json: (machine, _, [file]) => {
        const path = toText(machine, file);
        try {
          return parseText(machine, read(machine, path));
        } catch (error) {
          if (
            error instanceof Thrown &&
            error.value instanceof JsObject &&
            machine.get(error.value, 'name') === 'SyntaxError'
          )
            machine.throwError(
              'SyntaxError',
              `${path}: ${toText(machine, machine.get(error.value, 'message'))}`,
            );
          throw error;
        }
      },
      cache: (machine) => machine.runtime.moduleCache(),
      loaded: (machine) => {
        machine.runtime.isLoading = false;
        return undefined;
      },
    },
  },
};

function checkId(machine: Machine, id: Value): string {
  if (typeof id === 'string' && id !== '') return id;
  if (id === '')
    throw machine.realm.thrownCoded(
      'TypeError',
      'ERR_INVALID_ARG_VALUE',
      "The argument 'id' must be a non-empty string. Received ''",
    );
  const shown = id === undefined || id === null ? String(id) : machine.runtime.shown(id);
  throw machine.realm.thrownCoded(
    'TypeError',
    'ERR_INVALID_ARG_TYPE',
    `The "id" argument must be of type string. Received ${shown}`,
  );
}

/** The module loader, in JavaScript: modules may wait and fail where they are loaded. */
export const loaderSource = `({
  $makeRequire(module) {
    const require = (id) => $loader.$load(id, module);
    require.resolve = (id) => $modules.resolve(id, module.filename, $loader.$stackOf(module)).replace('\\0', '');
    require.cache = $modules.cache();
    require.main = $loader.$main();
    return require;
  },
  $main() { for (const key of Object.keys($modules.cache())) { const module = $modules.cache()[key]; if (module.id === '.') return module; } return undefined; },
  $stackOf(module) { const files = []; for (let at = module; at; at = at.parent) if (at.filename) files.push(at.filename); return files; },
  $load(id, parent) {
    const filename = $modules.resolve(id, parent ? parent.filename : undefined, $loader.$stackOf(parent));
    if (filename[0] === '\\0') return $builtin(filename.slice(1));
    const cache = $modules.cache();
    const known = cache[filename];
    if (known !== undefined) return known.exports;
    if ($modules.isModule(filename)) return $loader.$requireModule(filename);
    return $loader.$run(filename, parent).exports;
  },
  $requireModule(filename) {
    const error = new Error('require() of ES Module ' + filename + ' is not supported.\\nInstead change the require of ' + filename.split('/').pop() + ' to a dynamic import() which is available in all CommonJS modules.');
    error.code = 'ERR_REQUIRE_ESM';
    throw error;
  },
  $run(filename, parent) {
    const cache = $modules.cache();
    const Module = $builtin('module');
    const module = new Module(parent ? filename : '.', parent);
    module.filename = filename;
    module.path = filename.slice(0, filename.lastIndexOf('/')) || '/';
    cache[filename] = module;
    let done = false;
    try {
      if (filename.endsWith('.json')) module.exports = $modules.json(filename);
      else $call($modules.compile(filename), module.exports, module.exports, $loader.$makeRequire(module), module, filename, module.path);
      done = true;
    } finally {
      if (!done) delete cache[filename];
    }
    module.loaded = true;
    return module;
  },
  async $import(specifier, parent) {
    return $loader.$importFile($modules.resolveImport(specifier, parent.replace('file://', '')));
  },
  async $importFile(filename) {
    const cache = $modules.cache();
    const key = 'file://' + filename;
    const known = cache[key];
    if (known !== undefined) { await known.done; return known.namespace; }
    const namespace = $modules.namespace();
    const entry = { namespace, done: undefined };
    Object.defineProperty(cache, key, { value: entry, enumerable: false, configurable: true });
    if (filename[0] === '\\0' || filename.endsWith('.json') || !($modules.isModule(filename))) {
      const exports = filename[0] === '\\0' ? $builtin(filename.slice(1)) : $loader.$load(filename, undefined);
      if (exports !== null && (typeof exports === 'object' || typeof exports === 'function'))
        for (const name of Object.keys(exports)) if (name !== 'default') namespace[name] = exports[name];
      entry.ready = true;
      namespace.default = exports !== null && typeof exports === 'object' && exports.__esModule && 'default' in exports ? exports.default : exports;
      return namespace;
    }
    entry.done = $loader.$evaluate(filename, namespace);
    await entry.done;
    entry.ready = true;
    return namespace;
  },
  async $evaluate(filename, namespace) {
    const compiled = $modules.compileModule(filename);
    const imported = [];
    const ready = [];
    for (const specifier of compiled.imports) {
      const target = $modules.resolveImport(specifier, filename);
      const known = $modules.cache()['file://' + target];
      // Of modules in a circle, names may come later.
      ready.push(known === undefined || known.ready === true ? target : undefined);
      imported.push(known !== undefined ? known.namespace : await $loader.$importFile(target));
    }
    $modules.checkImports(filename, imported, ready);
    await $call(compiled.run, undefined, namespace, ...imported);
  },
})`;

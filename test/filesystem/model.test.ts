import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layerOfChanges } from '../../engine/filesystem/archive/layer-archive.ts';
import { writeTar } from '../../engine/filesystem/archive/tar-writer.ts';
import { treeEntries } from '../../engine/filesystem/archive/tree-entries.ts';
import type { Filesystems } from '../../engine/filesystem/filesystems.ts';
import { doAll } from '../../engine/simulation/work.ts';
import { caller, errorOf, Lab, layerSource, ROOT, root } from './fixture.ts';

/** A file of the model: an array of characters, which hard links share; or a directory. */
type Node = { readonly text: string[] } | Map<string, Node>;

const PATHS = [
  '/a',
  '/b',
  '/a/x',
  '/a/y',
  '/b/x',
  '/a/x/deep',
  '/srv',
  '/srv/www',
  '/srv/www/new.html',
  '/etc/hosts',
];
const path = fc.constantFrom(...PATHS);

const operation = fc.oneof(
  fc.record({ do: fc.constant('write' as const), path, at: fc.nat(6), text: fc.string({ maxLength: 4 }) }),
  fc.record({ do: fc.constant('truncate' as const), path, size: fc.nat(8) }),
  fc.record({ do: fc.constantFrom('mkdir' as const, 'rmdir' as const, 'unlink' as const), path }),
  fc.record({ do: fc.constantFrom('rename' as const, 'link' as const), path, to: path }),
  fc.record({ do: fc.constant('restart' as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

class Model {
  readonly root = new Map<string, Node>();

  /** True where the real thing has to succeed. */
  apply(operation: Operation): boolean {
    if (operation.do === 'restart') return true;
    const [above, name] = this.#parent(operation.path);
    const node = above?.get(name);
    if (above === undefined) return false;
    switch (operation.do) {
      case 'write':
        return this.#write(above, name, operation.at, operation.text);
      case 'truncate': {
        if (node === undefined || node instanceof Map) return false;
        const { size } = operation;
        node.text.splice(size);
        while (node.text.length < size) node.text.push('\0');
        return true;
      }
      case 'mkdir':
        if (node !== undefined) return false;
        above.set(name, new Map());
        return true;
      case 'rmdir':
        return node instanceof Map && node.size === 0 && above.delete(name);
      case 'unlink':
        return node !== undefined && !(node instanceof Map) && above.delete(name);
      case 'link':
        return node !== undefined && !(node instanceof Map) && this.#name(operation.to, node, false);
      case 'rename':
        return node !== undefined && this.#rename(above, name, node, operation);
    }
  }

  #write(above: Map<string, Node>, name: string, at: number, text: string): boolean {
    const node = above.get(name) ?? { text: [] };
    if (node instanceof Map) return false;
    above.set(name, node);
    if (text !== '') while (node.text.length < at) node.text.push('\0');
    for (const [index, byte] of [...new TextEncoder().encode(text)].entries()) {
      node.text[at + index] = String.fromCharCode(byte);
    }
    return true;
  }

  #rename(
    above: Map<string, Node>,
    name: string,
    node: Node,
    { path, to }: { path: string; to: string },
  ): boolean {
    if (to.startsWith(`${path}/`)) return false;
    const [, target] = this.#find(to);
    if (target === node) return true;
    if (target !== undefined && target instanceof Map !== node instanceof Map) return false;
    if (target instanceof Map && target.size > 0) return false;
    if (!this.#name(to, node, true)) return false;
    above.delete(name);
    return true;
  }

  #name(path: string, node: Node, replace: boolean): boolean {
    const [above, name] = this.#parent(path);
    if (above === undefined || (above.has(name) && !replace)) return false;
    above.set(name, node);
    return true;
  }

  #parent(path: string): [Map<string, Node> | undefined, string] {
    const names = path.split('/').slice(1);
    const last = names.pop() ?? '';
    let at: Node | undefined = this.root;
    for (const name of names) at = at instanceof Map ? at.get(name) : undefined;
    return [at instanceof Map ? at : undefined, last];
  }

  #find(path: string): [Map<string, Node> | undefined, Node | undefined] {
    const [above, name] = this.#parent(path);
    return [above, above?.get(name)];
  }
}

function perform({ files }: Lab, operation: Operation): void {
  switch (operation.do) {
    case 'write': {
      const { inode } = files.open(root, operation.path, { write: true, create: true });
      files.write(ROOT, inode, operation.at, new TextEncoder().encode(operation.text));
      break;
    }
    case 'truncate':
      files.truncate(ROOT, files.open(root, operation.path, { write: true }).inode, operation.size);
      break;
    case 'mkdir':
      files.makeDirectory(root, operation.path);
      break;
    case 'rmdir':
      files.removeDirectory(root, operation.path);
      break;
    case 'unlink':
      files.unlink(root, operation.path);
      break;
    case 'rename':
      files.rename(root, operation.path, operation.to);
      break;
    case 'link':
      files.link(root, operation.path, operation.to);
  }
}

/** Everything below the root as lines of path and content. */
function linesOf(files: Filesystems, who = root): string[] {
  const lines: string[] = [];
  for (const { name, type, target, content } of treeEntries(files, who, '/', { as: '' })) {
    const text = type === 'hard link' ? files.readText(who, `/${target}`) : textOf(content);
    lines.push(type === 'directory' ? `/${name}/` : `/${name} ${JSON.stringify(text)}`);
  }
  return lines.sort();
}

function textOf(pieces: Iterable<Uint8Array>): string {
  return [...pieces].map((piece) => new TextDecoder().decode(piece)).join('');
}

function linesOfModel(node: Map<string, Node>, above = ''): string[] {
  return [...node]
    .flatMap(([name, child]) => {
      const path = `${above}/${name}`;
      if (child instanceof Map) return [`${path}/`, ...linesOfModel(child, path)];
      const bytes = Uint8Array.from(child.text, (character) => character.charCodeAt(0));
      return [`${path} ${JSON.stringify(new TextDecoder().decode(bytes))}`];
    })
    .sort();
}

const LAYER = {
  key: 'model',
  modifiedMs: 1000,
  entries: layerSource.layer('upper').entries.filter(({ path: at }) => at.startsWith('/srv')),
};
const SOURCE = { layer: () => LAYER };

test('an overlay does what a simple model does, over restarts, and as a layer it shows the same', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 20, maxLength: 60, size: 'max' }), (operations) => {
      let lab = new Lab(SOURCE);
      lab.makeRoot(ROOT, root.mounts, undefined, ['model']);
      const model = new Model();
      model.apply({ do: 'mkdir', path: '/srv' });
      model.apply({ do: 'mkdir', path: '/srv/www' });
      model.apply({ do: 'write', path: '/srv/www/new.html', at: 0, text: 'new\n' });
      for (const operation of operations) {
        lab.now += 1;
        if (operation.do === 'restart') lab = lab.reloaded();
        const code = errorOf(() => perform(lab, operation));
        expect([operation, code === 'none'], code).toEqual([operation, model.apply(operation)]);
      }
      const lines = linesOfModel(model.root);
      expect(linesOf(lab.files)).toEqual(lines);
      expect(linesOf(lab.reloaded().files)).toEqual(lines);
      const layer = doAll(layerOfChanges(lab.files.instances, ROOT, 'top'));
      const second = new Lab({ layer: (id) => (id === 'top' ? layer : LAYER) });
      second.makeRoot('h1:second', 'h1/2', undefined, ['model', 'top']);
      expect(linesOf(second.files, caller({ mounts: 'h1/2' }))).toEqual(lines);
      for (const _piece of writeTar(treeEntries(lab.files, root, '/', { as: '' })));
      lab.files.instances.remove(ROOT);
      lab.files.mounts.drop(root.mounts);
      expect(lab.storedRows()).toBe(0);
    }),
    { numRuns: 100 },
  );
});

import { describe, expect, it } from 'vitest';
import { layerBytes, layerOfChanges } from '../../engine/filesystem/archive/layer-archive.ts';
import { changesOf } from '../../engine/filesystem/changes.ts';
import type { Layer } from '../../engine/registry/layer.ts';
import { doAll } from '../../engine/simulation/work.ts';
import { caller, Lab, layerSource, ROOT, root } from './fixture.ts';

const LETTERS = { modified: 'C', added: 'A', deleted: 'D' } as const;

/** Lines of docker diff. */
function diff(lab: Lab): string[] {
  return changesOf(lab.files.instances, ROOT).map(({ kind, path }) => `${LETTERS[kind]} ${path}`);
}

describe('what changed in an overlay', () => {
  it.each<[string, (lab: Lab) => unknown, string[]]>([
    ['nothing', ({ files }) => files.readText(root, '/etc/hosts'), []],
    ['a new file', ({ files }) => files.writeText(root, '/tmp/x', 'x'), ['C /tmp', 'A /tmp/x']],
    [
      'a file that came and went',
      ({ files }) => {
        files.writeText(root, '/tmp/x', 'x');
        files.unlink(root, '/tmp/x');
      },
      [],
    ],
    ['a changed file', ({ files }) => files.writeText(root, '/etc/hosts', 'x'), ['C /etc', 'C /etc/hosts']],
    ['a changed mode', ({ files }) => files.changeMode(root, '/srv/www', 0o700), ['C /srv', 'C /srv/www']],
    ['a deleted file', ({ files }) => files.unlink(root, '/etc/hosts'), ['C /etc', 'D /etc/hosts']],
    [
      'deletions after the rest',
      ({ files }) => {
        files.unlink(root, '/etc/hosts');
        files.writeText(root, '/etc/z', '');
        files.makeDirectories(root, '/etc/a/b');
      },
      ['C /etc', 'A /etc/a', 'A /etc/a/b', 'A /etc/z', 'D /etc/hosts'],
    ],
    [
      'a deleted directory',
      ({ files }) => {
        files.unlink(root, '/srv/www/new.html');
        files.removeDirectory(root, '/srv/www');
        files.removeDirectory(root, '/srv');
      },
      ['D /srv'],
    ],
    [
      'a moved directory',
      ({ files }) => files.rename(root, '/home/ann', '/srv/ann'),
      ['C /home', 'D /home/ann', 'C /srv', 'A /srv/ann', 'A /srv/ann/notes'],
    ],
    [
      'a file in place of a directory',
      ({ files }) => {
        files.unlink(root, '/srv/www/new.html');
        files.removeDirectory(root, '/srv/www');
        files.writeText(root, '/srv/www', 'now a file');
      },
      ['C /srv', 'C /srv/www'],
    ],
  ])('%s', (_what, change, lines) => {
    const lab = Lab.withRoot();
    lab.now += 1000;
    change(lab);
    expect(diff(lab)).toEqual(lines);
  });
});

describe('a committed layer', () => {
  /** Changes a container, commits it, and starts another from the image. */
  function committed(change: (lab: Lab) => void): { lab: Lab; layer: Layer } {
    const lab = Lab.withRoot();
    lab.now += 5000;
    change(lab);
    const layer = doAll(layerOfChanges(lab.files.instances, ROOT, 'new'));
    const other = new Lab({ layer: (id) => (id === 'new' ? layer : layerSource.layer(id)) });
    other.makeRoot('h1:second', 'h1/2', undefined, ['base', 'upper', 'new']);
    return { lab: other, layer };
  }
  const inside = caller({ mounts: 'h1/2' });

  it('brings the same files, and takes away what was deleted', () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => index % 256);
    const { lab } = committed(({ files }) => {
      files.writeText(root, '/etc/hosts', 'changed\n');
      files.unlink(root, '/bin/ls');
      files.writeBytes(root, '/tmp/bytes', bytes);
      files.symlink(root, '../etc', '/tmp/link');
      files.makeNode(root, '/tmp/fifo', 'fifo', 0o600);
      files.writeText(root, '/tmp/one', 'two names');
      files.link(root, '/tmp/one', '/tmp/two');
      files.changeOwner(root, '/home', 1000, 1000);
      files.rename(root, '/home/ann', '/home/bob');
      files.installExecutable(
        root,
        '/bin/tool',
        { program: 'tool', flavour: 'gnu', version: '1.2' },
        123_456,
      );
    });
    const { files } = lab;
    expect(files.readText(inside, '/etc/hosts')).toBe('changed\n');
    expect(files.list(inside, '/bin').map(({ name }) => name)).toEqual(['busybox', 'tool']);
    expect(files.readBytes(inside, '/tmp/bytes')).toEqual(bytes);
    expect(files.readLink(inside, '/tmp/link')).toBe('../etc');
    expect(files.stat(inside, '/tmp/fifo')).toMatchObject({ type: 'fifo', mode: 0o600 });
    expect(files.stat(inside, '/tmp/two')).toMatchObject({ links: 2, size: 9 });
    expect(files.stat(inside, '/home')).toMatchObject({ uid: 1000, mode: 0o755 });
    expect(files.readText(inside, '/home/bob/notes')).toBe('mine\n');
    expect(files.list(inside, '/home').map(({ name }) => name)).toEqual(['bob']);
    expect(files.stat(inside, '/bin/tool')).toMatchObject({
      size: 123_456,
      executable: { program: 'tool', flavour: 'gnu', version: '1.2' },
    });
    expect(files.stat(inside, '/tmp').mode).toBe(0o1777);
  });

  it('says what it takes, and leaves what is all zeros small', () => {
    const { layer } = committed(({ files, ...lab }) => {
      files.writeText(root, '/tmp/f', '');
      files.truncate(ROOT, files.stat(root, '/tmp/f').inode, 50_000_000_000);
      files.writeText(root, '/tmp/g', 'four');
      expect(lab.now).toBeGreaterThan(0);
    });
    expect(layer.entries.find(({ path }) => path === '/tmp/f')).toMatchObject({ type: 'fill', fill: 0 });
    expect(layerBytes({ ...layer, entries: layer.entries.filter(({ path }) => path === '/tmp/g') })).toBe(4);
  });
});

import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { type ArchiveEntry, ArchiveError } from '../../engine/filesystem/archive/entry.ts';
import { copyContents, extractInto } from '../../engine/filesystem/archive/extract.ts';
import { layerEntries, layerFromArchive } from '../../engine/filesystem/archive/layer-archive.ts';
import { readTar } from '../../engine/filesystem/archive/tar-reader.ts';
import { writeTar } from '../../engine/filesystem/archive/tar-writer.ts';
import { treeEntries } from '../../engine/filesystem/archive/tree-entries.ts';
import { SystemError } from '../../engine/filesystem/errors.ts';
import { doAll } from '../../engine/simulation/work.ts';
import { ann, caller, Lab, layerSource, ROOT, root } from './fixture.ts';

type Some = Partial<Omit<ArchiveEntry, 'content'>> & { name: string; text?: string };

function entry({ text = '', ...facts }: Some): ArchiveEntry {
  const content = new TextEncoder().encode(text);
  const common = {
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    modifiedMs: 5000,
    size: content.length,
  } as const;
  return { ...common, ...facts, content: [content] };
}

function bytesOf(pieces: Iterable<Uint8Array>): Uint8Array {
  const all = [...pieces];
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const tar = (...entries: Some[]) => bytesOf(writeTar(entries.map(entry)));
const names = (entries: Iterable<ArchiveEntry>) => [...entries].map(({ name }) => name);

/** What extracting an archive into /tmp throws. */
function refusal(archive: Uint8Array, options = {}): string {
  const lab = Lab.withRoot();
  lab.files.writeText(root, '/tmp/file', '');
  lab.files.makeDirectory(root, '/tmp/dir');
  try {
    extractInto(lab.files, root, '/tmp', readTar(archive), options);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a tree that goes through an archive', () => {
  it('comes out as it went in', () => {
    const lab = Lab.withRoot();
    const { files } = lab;
    files.makeDirectories(root, '/tmp/tree/inner');
    files.writeText(ann, '/tmp/owned', 'hers');
    files.rename(root, '/tmp/owned', '/tmp/tree/owned');
    files.link(root, '/tmp/tree/owned', '/tmp/tree/same');
    files.symlink(root, '/nowhere', '/tmp/tree/link');
    files.makeNode(root, '/tmp/tree/disk', 'block device', 0o660, [254, 1]);
    files.writeText(root, `/tmp/tree/${'long'.repeat(60)}`, 'long name');
    files.writeText(root, '/tmp/tree/naïve', 'é');
    files.symlink(root, 'x'.repeat(300), '/tmp/tree/long-link');
    files.changeOwner(root, '/tmp/tree/inner', 70_000_000, 3);
    files.setTimes(root, '/tmp/tree/inner', 60_000, 60_000);
    const archive = bytesOf(writeTar(treeEntries(files, root, '/tmp/tree', { as: 'tree' })));
    expect(archive.length % 512).toBe(0);
    files.makeDirectory(root, '/out');
    extractInto(files, root, '/out', readTar(gzipSync(archive)));
    const facts = (path: string) =>
      [...treeEntries(files, root, path, { as: 'tree' })].map(({ content, ...rest }) => ({
        ...rest,
        modifiedMs: Math.floor(rest.modifiedMs / 1000),
        text: new TextDecoder().decode(bytesOf(content)),
      }));
    expect(facts('/out/tree')).toEqual(facts('/tmp/tree'));
    expect(files.stat(root, '/out/tree/inner').modifiedMs).toBe(60_000);
  });

  it('keeps executables what they are', () => {
    const { files } = Lab.withRoot();
    const archive = bytesOf(writeTar(treeEntries(files, root, '/bin', { as: 'bin' })));
    expect(archive.length).toBeGreaterThan(1_000_000);
    extractInto(files, root, '/tmp', readTar(archive));
    expect(files.stat(root, '/tmp/bin/ls')).toMatchObject({
      executable: { program: 'busybox', flavour: 'busybox' },
      size: 1_000_000,
      links: 2,
    });
    files.writeText(root, '/tmp/bin/ls', 'not any more');
    expect(files.stat(root, '/tmp/bin/busybox').executable).toBeUndefined();
  });

  it('can leave the name of its top and other names out', () => {
    const lab = Lab.withRoot();
    lab.tmpfs('/srv/www/mounted');
    lab.files.writeText(root, '/srv/www/mounted/file', '');
    const entries = (options: object) => names(treeEntries(lab.files, root, '/srv', { as: '', ...options }));
    expect(entries({})).toEqual(['www', 'www/mounted', 'www/mounted/file', 'www/new.html']);
    expect(entries({ without: (name: string) => name === 'mounted' })).toEqual(['www', 'www/new.html']);
  });

  it('fills a new volume with what the image has there, its own owner too', () => {
    const { files } = Lab.withRoot();
    files.makeDirectory(root, '/volume');
    copyContents(
      files,
      { caller: root, path: '/volume' },
      treeEntries(files, root, '/home/ann', { as: '.' }),
    );
    expect(files.stat(root, '/volume')).toMatchObject({
      uid: 1000,
      gid: 1000,
      mode: 0o700,
      modifiedMs: 1000,
    });
    expect(files.readText(ann, '/volume/notes')).toBe('mine\n');
  });
});

it('an archive needs no padding at its end: so docker sends a Dockerfile from standard input', () => {
  const padded = tar({ name: 'a', text: 'x' });
  const [entry] = Array.from(readTar(padded.subarray(0, 513)), ({ name, content }) => [name, ...content]);
  expect(entry).toEqual(['a', new Uint8Array([0x78])]);
});

describe('an archive is refused', () => {
  const changed = (offset: number, value: number) => {
    const archive = tar({ name: 'a', text: 'a' });
    archive[offset] = value;
    return archive;
  };
  it.each<[string, () => Uint8Array, string | RegExp, object?]>([
    ['leads out', () => tar({ name: '../etc/passwd', text: 'x' }), '"../etc/passwd" is outside of "/tmp"'],
    ['leads out deep inside', () => tar({ name: 'a/../../x' }), '"a/../../x" is outside of "/tmp"'],
    [
      'a symlink that leads out',
      () => tar({ name: 'l', type: 'symbolic link', target: '../etc' }),
      /^invalid symlink/,
    ],
    [
      'a hard link that leads out',
      () => tar({ name: 'l', type: 'hard link', target: '../etc/hosts' }),
      /^invalid hardlink/,
    ],
    [
      'a hard link to nothing',
      () => tar({ name: 'l', type: 'hard link', target: 'none' }),
      'No such file or directory',
    ],
    ['a name too long', () => tar({ name: 'n'.repeat(256) }), 'File name too long'],
    ['a path too long', () => tar({ name: 'n/'.repeat(2100) }), 'File name too long'],
    ['a wrong checksum', () => changed(0, 98), 'archive/tar: invalid tar header'],
    ['an unknown type', () => withFlag('S'), 'unhandled tar header type 83'],
    ['not an archive', () => new TextEncoder().encode('x'.repeat(600)), 'archive/tar: invalid tar header'],
    ['cut off', () => tar({ name: 'a', text: 'x'.repeat(2000) }).subarray(0, 1000), 'unexpected EOF'],
    ['cut off in a header', () => tar({ name: 'a' }).subarray(0, 100), 'unexpected EOF'],
    ['broken gzip', () => gzipSync(tar({ name: 'a' })).fill(255, 12), /^gzip|EOF|archive/],
    ['xz', () => new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'unsupported compression: xz'],
    [
      'a file over a directory',
      () => tar({ name: 'dir' }),
      /^cannot overwrite directory/,
      { noOverwriteDirNonDir: true },
    ],
    [
      'a directory over a file',
      () => tar({ name: 'file', type: 'directory' }),
      /^cannot overwrite non-dir/,
      { noOverwriteDirNonDir: true },
    ],
  ])('%s', (_what, archive, message, options = {}) => {
    expect(refusal(archive(), options)).toMatch(message);
  });
});

test('whatever bytes come, they are read or refused', () => {
  const archive = tar(
    { name: 'a/b', text: 'some text' },
    { name: 'long/'.repeat(50), type: 'directory' },
    { name: 'l', type: 'symbolic link', target: 'x'.repeat(200) },
  );
  const change = fc.tuple(fc.nat(archive.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.boolean(), (changes, mendsSums) => {
      const bytes = archive.slice();
      for (const [offset, value] of changes) bytes[offset] = value;
      if (mendsSums) for (let at = 0; at < bytes.length; at += 512) mendSum(bytes.subarray(at, at + 512));
      const lab = Lab.withRoot();
      try {
        extractInto(lab.files, root, '/tmp', readTar(bytes, 10_000_000));
        doAll(layerFromArchive('any', readTar(bytes, 10_000_000)));
      } catch (error) {
        if (!(error instanceof ArchiveError) && !(error instanceof SystemError)) throw error;
      }
      expect(lab.files.readText(root, '/etc/hosts')).toBe('127.0.0.1 localhost\n');
    }),
    { numRuns: 150 },
  );
});

/** Writes the checksum that a header should have. */
function mendSum(header: Uint8Array): void {
  header.fill(32, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

describe('too much', () => {
  it.each([
    ['a bomb', gzipSync(tar({ name: 'a', size: 3_000_000 }))],
    [
      'many small files',
      gzipSync(tar(...Array.from({ length: 3000 }, (_, index) => ({ name: `f${index}` })))),
    ],
  ])('is refused: %s', (_what, archive) => {
    expect(archive.length).toBeLessThan(100_000);
    expect(() => names(readTar(archive, 1_000_000))).toThrow('archive is larger than 1000000 bytes');
  });

  it('is not made either', () => {
    const { files } = Lab.withRoot();
    files.writeText(root, '/tmp/f', 'x');
    files.truncate(ROOT, files.stat(root, '/tmp/f').inode, 2 ** 39);
    const entries = () => treeEntries(files, root, '/tmp', { as: 'tmp' });
    expect(() => [...writeTar(entries())]).toThrow('archive is larger');
    files.makeDirectory(root, '/copy');
    extractInto(files, root, '/copy', entries());
    expect(files.stat(root, '/copy/tmp/f').size).toBe(2 ** 39);
    files.write(ROOT, files.stat(root, '/tmp/f').inode, 2 ** 38, new Uint8Array([1]));
    expect(() => names(entries())).toThrow('archive is larger');
  });
});

/** An archive whose only header has another type. */
function withFlag(flag: string): Uint8Array {
  const archive = tar({ name: 'a' });
  const before = archive[156] ?? 0;
  archive[156] = flag.charCodeAt(0);
  mendSum(archive.subarray(0, 512));
  expect(before).toBe(48);
  return archive;
}

describe('extracting', () => {
  it('stays inside the root of the caller, whatever links there are', () => {
    const lab = Lab.withRoot();
    lab.files.makeDirectories(root, '/jail/tmp');
    const jailed = caller({ root: '/jail' });
    const archive = tar(
      { name: 'out', type: 'symbolic link', target: '/etc' },
      { name: 'out/hosts', text: 'gone' },
    );
    lab.files.makeDirectory(root, '/jail/etc');
    extractInto(lab.files, jailed, '/tmp', readTar(archive));
    expect(lab.files.readText(root, '/etc/hosts')).toContain('localhost');
    expect(lab.files.readText(root, '/jail/etc/hosts')).toBe('gone');
  });

  it('replaces files, merges directories, and takes absolute names as its own', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(root, '/tmp/file', 'old');
    lab.files.makeDirectory(root, '/tmp/dir');
    lab.files.writeText(root, '/tmp/dir/kept', '');
    const owner = { uid: 7, gid: 8 };
    const archive = tar(
      { name: 'file', text: 'new' },
      { name: './dir/', type: 'directory', mode: 0o711 },
      { name: '/dir/more', text: 'more' },
      { name: 'deep/er/file' },
    );
    extractInto(lab.files, root, '/tmp', readTar(archive), { owner });
    expect(lab.files.readText(root, '/tmp/file')).toBe('new');
    expect(lab.files.list(root, '/tmp/dir').map(({ name }) => name)).toEqual(['kept', 'more']);
    expect(lab.files.stat(root, '/tmp/dir')).toMatchObject({ uid: 7, mode: 0o711, modifiedMs: 5000 });
    expect(lab.files.stat(root, '/tmp/deep/er')).toMatchObject({ uid: 0, mode: 0o755 });
  });
});

describe('the archive of a layer', () => {
  it('has whiteouts as files, and they become whiteouts again', () => {
    const layer = layerSource.layer('upper');
    const archive = bytesOf(writeTar(layerEntries(layer)));
    expect(names(readTar(archive))).toEqual([
      'etc/.wh.motd',
      'srv/www/',
      'srv/www/.wh..wh..opq',
      'srv/www/new.html',
    ]);
    const again = doAll(layerFromArchive('again', readTar(archive)));
    const lab = new Lab({ layer: (id) => (id === 'again' ? again : layerSource.layer(id)) });
    lab.makeRoot('h1:x', 'h1/9', undefined, ['base', 'again']);
    const inside = caller({ mounts: 'h1/9' });
    expect(names(treeEntries(lab.files, inside, '/srv', { as: 'srv' }))).toEqual([
      'srv',
      'srv/www',
      'srv/www/new.html',
    ]);
    expect(lab.files.list(inside, '/etc').map(({ name }) => name)).toEqual(['hosts', 'mtab']);
  });

  it.each(['.wh...', 'a/.wh..', '../x', '.wh.'])('is refused with a file %s', (name) => {
    expect(() => doAll(layerFromArchive('bad', readTar(tar({ name }))))).toThrow(/invalid/);
  });

  it('reads what GNU tar writes', () => {
    const long = `${'directory/'.repeat(15)}file`;
    const gnu = tar({ name: '././@LongLink', text: `${long}\0` }, { name: 'short', text: 'text' });
    gnu[156] = 'L'.charCodeAt(0);
    gnu.set(new TextEncoder().encode('ustar  \0'), 257);
    mendSum(gnu.subarray(0, 512));
    expect(names(readTar(gnu))).toEqual([long]);
  });
});

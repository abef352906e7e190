import { describe, expect, it } from 'vitest';
import { errorOf, Lab, ROOT, root, TABLE } from './fixture.ts';

const names = (lab: Lab, path: string) => lab.files.list(root, path).map(({ name }) => name);

describe('layers', () => {
  it('hides what an upper layer whited out, and the inside of opaque directories', () => {
    const lab = Lab.withRoot();
    expect(names(lab, '/etc')).toEqual(['hosts', 'mtab']);
    expect(names(lab, '/srv/www')).toEqual(['new.html']);
    expect(lab.files.stat(root, '/srv/www/new.html').modifiedMs).toBe(2000);
    expect(lab.files.stat(root, '/bin/ls')).toMatchObject({ links: 2, size: 1_000_000 });
    expect(lab.files.stat(root, '/bin/ls').inode).toBe(lab.files.stat(root, '/bin/busybox').inode);
  });

  it('gives executables the beginning that executables have', () => {
    const lab = Lab.withRoot();
    expect([...lab.files.head(root, '/bin/ls', 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46]);
  });

  it('are not changed by what is written over them', () => {
    const lab = Lab.withRoot();
    const before = lab.files.stat(root, '/etc/hosts').inode;
    lab.files.writeText(root, '/etc/hosts', 'changed\n');
    lab.files.unlink(root, '/bin/ls');
    expect(lab.files.readText(root, '/etc/hosts')).toBe('changed\n');
    expect(lab.files.stat(root, '/etc/hosts').inode).toBe(before);
    lab.makeRoot('h1:other', 'h1/2');
    const other = { ...root, mounts: 'h1/2' };
    expect(lab.files.readText(other, '/etc/hosts')).toBe('127.0.0.1 localhost\n');
    expect(lab.files.stat(other, '/bin/ls').links).toBe(2);
  });

  it('are copied up whole when only a mode changes, and count then', () => {
    const lab = Lab.withRoot();
    lab.files.changeMode(root, '/etc/hosts', 0o600);
    expect(lab.files.readText(root, '/etc/hosts')).toBe('127.0.0.1 localhost\n');
    expect(lab.files.instances.instance(ROOT).usedBytes).toBe(20);
    lab.files.unlink(root, '/etc/hosts');
    expect(lab.files.instances.instance(ROOT).usedBytes).toBe(0);
    expect(errorOf(() => lab.files.stat(root, '/etc/hosts'))).toBe('ENOENT');
  });

  it('do not show through a directory that was removed and made again', () => {
    const lab = Lab.withRoot();
    lab.files.unlink(root, '/srv/www/new.html');
    lab.files.removeDirectory(root, '/srv/www');
    lab.files.makeDirectory(root, '/srv/www');
    expect(names(lab, '/srv/www')).toEqual([]);
  });

  it('move along with a renamed directory', () => {
    const lab = Lab.withRoot();
    lab.files.rename(root, '/home/ann', '/srv/ann');
    expect(lab.files.readText(root, '/srv/ann/notes')).toBe('mine\n');
    expect(lab.files.stat(root, '/srv').links).toBe(4);
    expect(lab.files.stat(root, '/home').links).toBe(2);
  });
});

describe('content', () => {
  it('is kept in pieces, with holes and over their borders', () => {
    const lab = Lab.withRoot();
    const place = lab.files.open(root, '/tmp/big', { write: true, create: true });
    const { filesystem = '' } = place.mount;
    const text = new TextEncoder().encode('over the border');
    lab.files.write(filesystem, place.inode, 65_530, text);
    lab.files.write(filesystem, place.inode, 10_000_000_000, text);
    expect(lab.files.stat(root, '/tmp/big').size).toBe(10_000_000_015);
    const again = lab.reloaded();
    expect(new TextDecoder().decode(again.files.read(filesystem, place.inode, 65_529, 17))).toBe(
      '\0over the border\0',
    );
    expect(again.storedChars()).toBeLessThan(1_000_000);
    lab.files.truncate(filesystem, place.inode, 65_534);
    lab.files.truncate(filesystem, place.inode, 65_540);
    expect(new TextDecoder().decode(lab.files.read(filesystem, place.inode, 65_530, 100))).toBe(
      'over\0\0\0\0\0\0',
    );
  });

  it('takes no room where it is all zeros', () => {
    const lab = Lab.withRoot();
    const place = lab.files.open(root, '/tmp/zeros', { write: true, create: true });
    for (let at = 0; at < 64; at++) {
      lab.files.write(ROOT, place.inode, at * 1_048_576, new Uint8Array(1_048_576));
    }
    expect(lab.files.stat(root, '/tmp/zeros').size).toBe(67_108_864);
    expect(lab.storedChars()).toBeLessThan(2_000);
  });

  it('keeps every byte', () => {
    const lab = Lab.withRoot();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
    lab.files.writeBytes(root, '/tmp/bytes', bytes);
    const read = lab.reloaded().files.readBytes(root, '/tmp/bytes');
    expect(read.every((byte, index) => byte === bytes[index]) && read.length).toBe(bytes.length);
  });

  it('lives on while it is open without a name, also over a restart', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(root, '/tmp/open', 'still here');
    const { inode } = lab.files.stat(root, '/tmp/open');
    lab.files.hold(ROOT, inode);
    lab.files.unlink(root, '/tmp/open');
    const again = lab.reloaded();
    again.files.hold(ROOT, inode);
    expect(new TextDecoder().decode(again.files.read(ROOT, inode, 0, 100))).toBe('still here');
    expect(again.files.instances.stat(ROOT, inode).links).toBe(0);
    again.files.release(ROOT, inode);
    expect(errorOf(() => again.files.instances.stat(ROOT, inode))).toBe('ENOENT');
  });

  it('writes only what changed', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(root, '/tmp/log', 'x'.repeat(300_000));
    lab.written();
    const { inode } = lab.files.stat(root, '/tmp/log');
    lab.files.write(ROOT, inode, 300_000, new TextEncoder().encode('one more line\n'));
    const chars = lab.written().reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    expect(chars).toBeLessThan(70_000);
  });
});

describe('removing an instance', () => {
  it('frees all its records', () => {
    const lab = Lab.withRoot();
    const rows = lab.storedRows();
    lab.makeRoot('h1:other', 'h1/2');
    const other = { ...root, mounts: 'h1/2' };
    lab.files.writeText(other, '/tmp/a', 'a'.repeat(200_000));
    lab.files.changeMode(other, '/etc', 0o700);
    expect(lab.storedRows()).toBeGreaterThan(rows);
    lab.files.instances.remove('h1:other');
    lab.files.mounts.drop('h1/2');
    expect(lab.storedRows()).toBe(rows);
    expect(lab.files.instances.contents.storedBytes).toBe(0);
    expect(names(lab, '/')).toContain('etc');
    expect(lab.files.mounts.of(TABLE)).toHaveLength(1);
  });
});

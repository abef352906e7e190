import { describe, expect, it } from 'vitest';
import { errorOf, Lab, ROOT, root } from './fixture.ts';

describe('room', () => {
  it('ends at the size of a tmpfs, and nothing is written then', () => {
    const lab = Lab.withRoot();
    const id = lab.tmpfs('/mnt', 1000);
    lab.files.writeText(root, '/mnt/a', 'a'.repeat(900));
    expect(errorOf(() => lab.files.writeText(root, '/mnt/b', 'b'.repeat(101)))).toBe('ENOSPC');
    expect(lab.files.stat(root, '/mnt/b').size).toBe(0);
    expect(lab.files.instances.instance(id).usedBytes).toBe(900);
    lab.files.unlink(root, '/mnt/a');
    lab.files.writeText(root, '/mnt/b', 'b'.repeat(1000));
    expect(lab.files.instances.instance(id).usedBytes).toBe(1000);
  });

  it('ends at the size of the disk that several lie on', () => {
    const lab = Lab.withRoot(1000);
    lab.files.instances.make({ id: 'h1:c', type: 'overlay', device: 42, layers: ['base'], disk: ROOT });
    lab.mount('h1/2', '/', 'h1:c', 'overlay');
    const inside = { ...root, mounts: 'h1/2' };
    lab.files.writeText(inside, '/tmp/a', 'a'.repeat(600));
    expect(errorOf(() => lab.files.writeText(root, '/tmp/b', 'b'.repeat(500)))).toBe('ENOSPC');
    expect(errorOf(() => lab.files.writeText(inside, '/tmp/b', 'b'.repeat(500)))).toBe('ENOSPC');
    lab.files.instances.remove('h1:c');
    lab.files.writeText(root, '/tmp/b', 'b'.repeat(1000));
  });

  it('ends at what a sandbox may store, but fill takes none of it', () => {
    const lab = Lab.withRoot();
    const { inode } = lab.files.open(root, '/tmp/big', { write: true, create: true });
    const last = new Uint8Array([1]);
    const write = (piece: number) =>
      errorOf(() => lab.files.write(ROOT, inode, piece * 65_536 + 65_535, last));
    let piece = 0;
    while (write(piece) === 'none') piece++;
    expect(piece).toBe(2048);
    expect(write(piece)).toBe('ENOSPC');
    lab.files.write(ROOT, inode, piece * 65_536, new Uint8Array(1_048_576));
  });

  it('ends where a directory’s record would be too large for a row', () => {
    const lab = Lab.withRoot();
    const name = (index: number) => `/tmp/${String(index).padStart(6, '0')}${'\u0001'.repeat(240)}`;
    let count = 0;
    while (errorOf(() => lab.files.makeNode(root, name(count), 'file', 0o644)) === 'none') count++;
    expect(count).toBeGreaterThan(600);
    for (const { value = '' } of lab.written()) expect(value.length).toBeLessThan(1_500_000);
    lab.files.unlink(root, name(0));
    lab.files.makeNode(root, name(count), 'file', 0o644);
  });

  it('has an end for a single file', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(root, '/tmp/f', '');
    const { inode } = lab.files.stat(root, '/tmp/f');
    expect(errorOf(() => lab.files.truncate(ROOT, inode, 2 ** 41))).toBe('EFBIG');
    lab.files.truncate(ROOT, inode, 2 ** 40);
    expect(errorOf(() => lab.files.readText(root, '/tmp/f'))).toBe('ENOMEM');
    expect(lab.files.read(ROOT, inode, 0, Number.MAX_SAFE_INTEGER).length).toBe(16_777_216);
  });
});

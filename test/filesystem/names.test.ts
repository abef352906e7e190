import { describe, expect, it } from 'vitest';
import { ann, caller, errorOf, Lab, ROOT, root } from './fixture.ts';

/** A root with a few more files, and a tmpfs on /mnt. */
function prepared(): Lab {
  const lab = Lab.withRoot();
  const { files } = lab;
  lab.tmpfs('/mnt');
  files.makeDirectory(root, '/d');
  files.makeDirectory(root, '/d/inner');
  files.writeText(root, '/d/file', 'file');
  files.symlink(root, 'file', '/d/link');
  files.symlink(root, 'nowhere', '/d/dangling');
  files.symlink(root, 'loop', '/d/loop');
  files.symlink(root, '/d/inner', '/to-inner');
  files.makeDirectory(root, '/closed', 0o700);
  return lab;
}

const long = 'n'.repeat(256);

describe('errors of calls', () => {
  it.each<[string, string, (lab: Lab) => unknown]>([
    ['an empty path', 'ENOENT', ({ files }) => files.stat(root, '')],
    ['a missing file', 'ENOENT', ({ files }) => files.stat(root, '/d/none')],
    ['a missing directory', 'ENOENT', ({ files }) => files.stat(root, '/none/file')],
    ['a file as a directory', 'ENOTDIR', ({ files }) => files.stat(root, '/d/file/x')],
    ['a slash after a file', 'ENOTDIR', ({ files }) => files.stat(root, '/d/file/')],
    ['a link to itself', 'ELOOP', ({ files }) => files.stat(root, '/d/loop')],
    ['a name too long', 'ENAMETOOLONG', ({ files }) => files.makeDirectory(root, `/${long}`)],
    ['a name too long in bytes', 'ENAMETOOLONG', ({ files }) => files.stat(root, `/${'é'.repeat(128)}`)],
    ['a path too long', 'ENAMETOOLONG', ({ files }) => files.stat(root, '/d/'.repeat(1400))],
    ['mkdir of what exists', 'EEXIST', ({ files }) => files.makeDirectory(root, '/d')],
    ['mkdir over a dangling link', 'EEXIST', ({ files }) => files.makeDirectory(root, '/d/dangling')],
    ['rmdir of a full one', 'ENOTEMPTY', ({ files }) => files.removeDirectory(root, '/d')],
    ['rmdir of a file', 'ENOTDIR', ({ files }) => files.removeDirectory(root, '/d/file')],
    ['rmdir of a link', 'ENOTDIR', ({ files }) => files.removeDirectory(root, '/to-inner')],
    ['rmdir of .', 'EINVAL', ({ files }) => files.removeDirectory(root, '/d/inner/.')],
    ['rmdir of a mount point', 'EBUSY', ({ files }) => files.removeDirectory(root, '/mnt')],
    ['rmdir of the root', 'EBUSY', ({ files }) => files.removeDirectory(root, '/')],
    ['unlink of a directory', 'EISDIR', ({ files }) => files.unlink(root, '/d')],
    ['open of a directory to write', 'EISDIR', ({ files }) => files.open(root, '/d', { write: true })],
    [
      'open of a file as directory',
      'ENOTDIR',
      ({ files }) => files.open(root, '/d/file', { directory: true }),
    ],
    ['exclusive open of a link', 'EEXIST', ({ files }) => files.open(root, '/d/dangling', exclusive)],
    [
      'open of a link itself',
      'ELOOP',
      ({ files }) => files.open(root, '/d/link', { read: true, noFollow: true }),
    ],
    ['reading a directory', 'EISDIR', ({ files }) => files.readText(root, '/d')],
    ['readlink of a file', 'EINVAL', ({ files }) => files.readLink(root, '/d/file')],
    ['a link to a directory', 'EPERM', ({ files }) => files.link(root, '/d', '/e')],
    ['a link over file systems', 'EXDEV', ({ files }) => files.link(root, '/d/file', '/mnt/file')],
    ['a rename over file systems', 'EXDEV', ({ files }) => files.rename(root, '/d/file', '/mnt/file')],
    ['a rename into itself', 'EINVAL', ({ files }) => files.rename(root, '/d', '/d/inner/d')],
    ['a rename over a full one', 'ENOTEMPTY', ({ files }) => files.rename(root, '/closed', '/d')],
    ['a directory over a file', 'ENOTDIR', ({ files }) => files.rename(root, '/closed', '/d/file')],
    ['a file over a directory', 'EISDIR', ({ files }) => files.rename(root, '/d/file', '/closed')],
    ['a rename of a mount point', 'EBUSY', ({ files }) => files.rename(root, '/mnt', '/other')],
    ['a rename of ..', 'EBUSY', ({ files }) => files.rename(root, '/d/inner/..', '/other')],
    ['symlink without a target', 'ENOENT', ({ files }) => files.symlink(root, '', '/l')],
    ['mkfifo over what exists', 'EEXIST', ({ files }) => files.makeNode(root, '/d/file', 'fifo', 0o644)],
    ['search without rights', 'EACCES', ({ files }) => files.stat(ann, '/closed/x')],
    ['a file in a directory of others', 'EACCES', ({ files }) => files.writeText(ann, '/d/new', '')],
    ['chmod of others’ files', 'EPERM', ({ files }) => files.changeMode(ann, '/d/file', 0o777)],
    ['chown to others', 'EPERM', ({ files }) => files.changeOwner(ann, '/home/ann/notes', 0, -1)],
    ['mknod by users', 'EPERM', ({ files }) => files.makeNode(ann, '/tmp/x', 'block device', 0o600, [8, 0])],
    ['touch by others', 'EPERM', ({ files }) => files.setTimes(ann, '/d/file', 1, 1)],
  ])('%s: %s', (_what, code, call) => {
    const lab = prepared();
    expect(errorOf(() => call(lab))).toBe(code);
  });
});

const exclusive = { write: true, create: true, exclusive: true };

describe('paths', () => {
  it.each([
    ['/d/../../../etc/hosts', '/etc/hosts'],
    ['/to-inner/../file', '/d/file'],
    ['//d//./file', '/d/file'],
    ['/d/link', '/d/file'],
    ['/d/inner/..', '/d'],
    ['/..', '/'],
  ])('%s is %s', (path, canonical) => {
    expect(prepared().files.realPath(root, path)).toBe(canonical);
  });

  it('are relative to the working directory', () => {
    const lab = prepared();
    const there = caller({ workingDirectory: '/d/inner' });
    expect(lab.files.readText(there, '../file')).toBe('file');
    lab.files.removeDirectory(there, '/d/inner');
    expect(errorOf(() => lab.files.writeText(there, 'x', ''))).toBe('ENOENT');
  });

  it('never leave the caller’s root', () => {
    const lab = prepared();
    const jailed = caller({ root: '/d' });
    lab.files.symlink(root, '/../../etc/hosts', '/d/escape');
    lab.files.symlink(root, '../../../../file', '/d/inner/up');
    expect(errorOf(() => lab.files.readText(jailed, '/escape'))).toBe('ENOENT');
    expect(lab.files.readText(jailed, '/inner/up')).toBe('file');
    expect(lab.files.realPath(jailed, '/inner/../inner')).toBe('/inner');
    expect(lab.files.list(jailed, '/../..').map(({ name }) => name)).toContain('escape');
  });

  it('make the file that a dangling link leads to', () => {
    const lab = prepared();
    lab.files.writeText(root, '/d/dangling', 'made');
    expect(lab.files.readText(root, '/d/nowhere')).toBe('made');
  });
});

describe('names', () => {
  it('may be those that every object has', () => {
    const lab = Lab.withRoot();
    for (const name of ['__proto__', 'constructor', 'toString', '7']) {
      expect(errorOf(() => lab.files.stat(root, `/tmp/${name}`))).toBe('ENOENT');
      lab.files.writeText(root, `/tmp/${name}`, name);
    }
    const again = lab.reloaded();
    expect(again.files.readText(root, '/tmp/__proto__')).toBe('__proto__');
    expect(again.files.list(root, '/tmp')).toHaveLength(4);
  });

  it('share an inode as hard links', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(root, '/tmp/a', 'one');
    lab.files.link(root, '/tmp/a', '/tmp/b');
    lab.files.writeText(root, '/tmp/b', 'two');
    expect(lab.files.readText(root, '/tmp/a')).toBe('two');
    expect(lab.files.stat(root, '/tmp/a').links).toBe(2);
    lab.files.rename(root, '/tmp/a', '/tmp/b');
    expect(lab.files.stat(root, '/tmp/a').links).toBe(2);
    lab.files.unlink(root, '/tmp/a');
    expect(lab.files.stat(root, '/tmp/b').links).toBe(1);
    lab.files.unlink(root, '/tmp/b');
    expect(lab.files.instances.instance(ROOT).usedBytes).toBe(0);
  });

  it('rename over files and empty directories', () => {
    const lab = prepared();
    lab.files.writeText(root, '/d/other', 'other');
    lab.files.rename(root, '/d/other', '/d/file');
    expect(lab.files.readText(root, '/d/link')).toBe('other');
    lab.files.makeDirectory(root, '/empty');
    lab.files.rename(root, '/d/inner', '/empty/');
    expect(lab.files.stat(root, '/empty').type).toBe('directory');
    expect(lab.files.stat(root, '/d').links).toBe(2);
  });
});

describe('rights', () => {
  it('in a sticky directory only owners remove and rename', () => {
    const lab = Lab.withRoot();
    const bob = caller({ uid: 1001 });
    lab.files.writeText(ann, '/tmp/hers', '');
    expect(errorOf(() => lab.files.unlink(bob, '/tmp/hers'))).toBe('EPERM');
    expect(errorOf(() => lab.files.rename(bob, '/tmp/hers', '/tmp/his'))).toBe('EPERM');
    lab.files.unlink(ann, '/tmp/hers');
  });

  it('a setgid directory gives its group, and the bit to directories', () => {
    const lab = Lab.withRoot();
    lab.files.makeDirectory(root, '/shared', 0o777);
    lab.files.changeOwner(root, '/shared', 0, 50);
    lab.files.changeMode(root, '/shared', 0o2777);
    lab.files.makeDirectory(ann, '/shared/d');
    lab.files.writeText(ann, '/shared/f', '');
    expect(lab.files.stat(ann, '/shared/d')).toMatchObject({ uid: 1000, gid: 50, mode: 0o2755 });
    expect(lab.files.stat(ann, '/shared/f')).toMatchObject({ uid: 1000, gid: 50, mode: 0o644 });
  });

  it('owners are held to their own bits, and root needs one x to execute', () => {
    const lab = Lab.withRoot();
    lab.files.writeText(ann, '/tmp/f', '');
    lab.files.changeMode(ann, '/tmp/f', 0o077);
    expect(errorOf(() => lab.files.access(ann, '/tmp/f', { read: true }))).toBe('EACCES');
    lab.files.access(root, '/tmp/f', { read: true, write: true, execute: true });
    lab.files.changeMode(ann, '/tmp/f', 0o666);
    expect(errorOf(() => lab.files.access(root, '/tmp/f', { execute: true }))).toBe('EACCES');
  });

  it('chown takes setuid away', () => {
    const lab = Lab.withRoot();
    lab.files.changeMode(root, '/bin/busybox', 0o4755);
    lab.files.changeOwner(root, '/bin/busybox', 1000, -1);
    expect(lab.files.stat(root, '/bin/ls')).toMatchObject({ uid: 1000, gid: 0, mode: 0o755 });
  });

  it('SELinux has the last word', () => {
    const lab = Lab.withRoot();
    const confined = caller({
      checkContext: ({ context }) => {
        if (context === 'secret_t') throw Object.assign(new Error(), { code: 'EACCES' });
      },
    });
    lab.files.writeText(root, '/tmp/f', 'text');
    expect(lab.files.readText(confined, '/tmp/f')).toBe('text');
    lab.files.setContext(root, '/tmp/f', 'secret_t');
    expect(errorOf(() => lab.files.readText(confined, '/tmp/f'))).toBe('EACCES');
  });
});

import { describe, expect, it } from 'vitest';
import { bindMount, maskPaths } from '../../engine/filesystem/bind.ts';
import { SystemError } from '../../engine/filesystem/errors.ts';
import { directory, file, link } from '../../engine/filesystem/synthetic.ts';
import { ann, caller, errorOf, HOST, Lab, root, TABLE } from './fixture.ts';

const CONTAINER = 'h1/2';
const inside = caller({ mounts: CONTAINER });

/** A host, and a container over the same layers with a volume of the host's in /data. */
function hosts(how: { readOnly?: boolean; recursive?: boolean } = {}): Lab {
  const lab = Lab.withRoot();
  lab.makeRoot('h1:c', CONTAINER);
  lab.files.makeDirectories(root, '/var/volumes/v/sub');
  lab.files.writeText(root, '/var/volumes/v/file', 'of the host');
  lab.tmpfs('/var/volumes/v/sub');
  lab.files.makeDirectory(inside, '/data');
  bindMount(lab.files, { caller: root, path: '/var/volumes/v' }, { caller: inside, path: '/data' }, how);
  return lab;
}

describe('bind mounts', () => {
  it('show the same files on both sides', () => {
    const lab = hosts();
    lab.files.writeText(inside, '/data/new', 'of the container');
    const { files } = lab.reloaded();
    expect(files.readText(root, '/var/volumes/v/new')).toBe('of the container');
    expect(files.realPath(inside, '/data/../data/file')).toBe('/data/file');
    expect(errorOf(() => files.stat(root, '/data'))).toBe('ENOENT');
  });

  it.each([
    [false, 'none'],
    [true, 'EROFS'],
  ])('read-only %s, also what is mounted below', (readOnly, code) => {
    const lab = hosts({ readOnly, recursive: true });
    expect(errorOf(() => lab.files.writeText(inside, '/data/file', 'x'))).toBe(code);
    expect(errorOf(() => lab.files.writeText(inside, '/data/sub/x', 'x'))).toBe(code);
    expect(errorOf(() => lab.files.unlink(inside, '/data/file'))).toBe(code);
    expect(errorOf(() => lab.files.writeText(root, '/var/volumes/v/sub/y', 'y'))).toBe('none');
  });

  it('can be of a single file, which keeps its inode', () => {
    const lab = hosts();
    bindMount(
      lab.files,
      { caller: root, path: '/var/volumes/v/file' },
      { caller: inside, path: '/etc/hosts' },
    );
    expect(lab.files.readText(inside, '/etc/hosts')).toBe('of the host');
    lab.files.writeText(inside, '/etc/hosts', 'changed');
    expect(lab.files.readText(root, '/var/volumes/v/file')).toBe('changed');
    expect(errorOf(() => lab.files.unlink(inside, '/etc/hosts'))).toBe('EBUSY');
    expect(errorOf(() => lab.files.rename(inside, '/data/file', '/etc/hosts'))).toBe('EXDEV');
  });

  it('are not of a file over a directory', () => {
    const lab = hosts();
    const bind = () =>
      bindMount(lab.files, { caller: root, path: '/etc' }, { caller: inside, path: '/etc/hosts' });
    expect(errorOf(bind)).toBe('ENOTDIR');
  });

  it('of a directory into itself end', () => {
    const lab = hosts();
    bindMount(lab.files, { caller: root, path: '/' }, { caller: root, path: '/tmp' }, { recursive: true });
    expect(lab.files.readText(root, '/tmp/etc/hosts')).toContain('localhost');
    expect(lab.files.list(root, '/tmp/tmp')).toEqual([]);
  });
});

describe('mount tables', () => {
  it('are copied, and then go their own ways', () => {
    const lab = hosts();
    lab.files.mounts.copy(CONTAINER, 'h1/3');
    lab.files.mounts.remove('h1/3', '/data');
    expect(lab.files.list(caller({ mounts: 'h1/3' }), '/data')).toEqual([]);
    expect(lab.files.list(inside, '/data')).not.toEqual([]);
  });

  it('do not lose what others are mounted on', () => {
    const lab = hosts();
    expect(errorOf(() => lab.files.mounts.remove(TABLE, '/'))).toBe('EBUSY');
    expect(errorOf(() => lab.files.mounts.remove(TABLE, '/tmp'))).toBe('EINVAL');
    expect(errorOf(() => lab.files.rename(root, '/var', '/war'))).toBe('EBUSY');
  });

  it('have room for so many', () => {
    const lab = hosts();
    const mount = () => lab.mount(CONTAINER, '/data', 'h1:c', 'overlay');
    let count = 0;
    while (errorOf(mount) === 'none') count++;
    expect(count).toBe(998);
  });
});

describe('options', () => {
  it('noexec and nodev keep programs and devices from being used', () => {
    const lab = Lab.withRoot();
    lab.tmpfs('/mnt', undefined, ['noexec', 'nodev']);
    lab.files.makeNode(root, '/mnt/null', 'character device', 0o666, [1, 3]);
    lab.files.installExecutable(root, '/mnt/ls', { program: 'ls', flavour: 'gnu' }, 1000);
    expect(errorOf(() => lab.files.access(root, '/mnt/ls', { execute: true }))).toBe('EACCES');
    expect(errorOf(() => lab.files.open(root, '/mnt/null', { read: true }))).toBe('EACCES');
  });

  it('a read-only root refuses every change', () => {
    const lab = Lab.withRoot();
    lab.files.mounts.remount(TABLE, '/', { readOnly: true, options: [] });
    const calls = [
      () => lab.files.writeText(root, '/tmp/x', ''),
      () => lab.files.makeDirectory(root, '/x'),
      () => lab.files.unlink(root, '/etc/hosts'),
      () => lab.files.rename(root, '/etc', '/x'),
      () => lab.files.changeMode(root, '/etc/hosts', 0o600),
      () => lab.files.access(root, '/etc/hosts', { write: true }),
      () => lab.files.setTimes(root, '/etc/hosts', 1, 1),
    ];
    expect(calls.map(errorOf)).toEqual(calls.map(() => 'EROFS'));
  });
});

describe('synthetic file systems', () => {
  /** /proc with a file that can be written, and one that says who looks. */
  function withProc(): { lab: Lab; written: string[] } {
    const lab = Lab.withRoot();
    const written: string[] = [];
    lab.files.register('proc', {
      node(viewer, path) {
        if (path === '') return directory(() => ['self', 'uptime', 'sys', `${viewer.pid}`]);
        if (path === 'self') return link(`${viewer.pid}`);
        if (path === `${viewer.pid}`) return directory(() => ['comm']);
        if (path === `${viewer.pid}/comm`) return file(() => 'sh\n');
        if (path === 'uptime') return file(() => '1.00 2.00\n');
        if (path === 'sys') return directory(() => ['knob']);
        if (path !== 'sys/knob') return undefined;
        return file(
          () => '0\n',
          (text) => {
            if (text === 'bad') throw new SystemError('EINVAL');
            written.push(text);
          },
        );
      },
    });
    lab.files.makeDirectory(root, '/proc');
    lab.files.mounts.add(TABLE, {
      path: '/proc',
      inode: 0,
      synthetic: { name: 'proc', root: '/' },
      source: 'proc',
      type: 'proc',
      readOnly: false,
      options: [],
    });
    return { lab, written };
  }

  it('say what each caller sees', () => {
    const { lab } = withProc();
    expect(lab.files.readText(caller({ pid: 7 }), '/proc/self/comm')).toBe('sh\n');
    expect(lab.files.realPath(caller({ pid: 7 }), '/proc/self')).toBe('/proc/7');
    expect(errorOf(() => lab.files.stat(root, '/proc/7'))).toBe('ENOENT');
    expect(lab.files.list(root, '/proc').map(({ name }) => name)).toEqual(['1', 'self', 'sys', 'uptime']);
  });

  it('take what is written, and nothing else', () => {
    const { lab, written } = withProc();
    lab.files.writeText(root, '/proc/sys/knob', '1');
    expect(written).toEqual(['1']);
    expect(errorOf(() => lab.files.writeText(root, '/proc/sys/knob', 'bad'))).toBe('EINVAL');
    expect(errorOf(() => lab.files.writeText(root, '/proc/uptime', '1'))).toBe('EACCES');
    expect(errorOf(() => lab.files.writeText(ann, '/proc/sys/knob', '1'))).toBe('EACCES');
    expect(errorOf(() => lab.files.writeText(root, '/proc/new', '1'))).toBe('ENOENT');
    expect(errorOf(() => lab.files.unlink(root, '/proc/uptime'))).not.toBe('none');
    expect(errorOf(() => lab.files.link(root, '/proc/uptime', '/proc/other'))).toBe('EXDEV');
  });

  it('can be bound elsewhere, and masked', () => {
    const { lab } = withProc();
    lab.files.makeDirectory(root, '/seen');
    bindMount(lab.files, { caller: root, path: '/proc/sys' }, { caller: root, path: '/seen' });
    expect(lab.files.readText(root, '/seen/knob')).toBe('0\n');
    lab.files.instances.make({ id: `${HOST}:empty`, type: 'tmpfs', device: 9, layers: [] });
    lab.files.makeDirectory(root, '/dev');
    lab.files.makeNode(root, '/dev/null', 'character device', 0o666, [1, 3]);
    maskPaths(lab.files, root, ['/proc/sys', '/proc/uptime', '/proc/none'], `${HOST}:empty`);
    expect(lab.files.list(root, '/proc/sys')).toEqual([]);
    expect(errorOf(() => lab.files.makeDirectory(root, '/proc/sys/x'))).toBe('EROFS');
    expect(lab.files.stat(root, '/proc/uptime')).toMatchObject({ special: [1, 3] });
  });
});

import { directory, file, type Layer, type LayerEntry, symbolicLink } from '../registry/layer.ts';

const empty = (path: string): LayerEntry => file(path, '', 0o755);

/**
 * What dockerd puts between an image and what a container writes: the places where something is mounted, so
 * that these aren't changes of the container.
 */
export const INIT_LAYER: Layer = {
  key: 'docker-init',
  modifiedMs: Date.UTC(2024, 10, 22),
  entries: [
    empty('/.dockerenv'),
    directory('/dev'),
    empty('/dev/console'),
    directory('/dev/pts'),
    directory('/dev/shm'),
    empty('/etc/hostname'),
    empty('/etc/hosts'),
    symbolicLink('/etc/mtab', '/proc/mounts'),
    empty('/etc/resolv.conf'),
    directory('/proc'),
    directory('/sys'),
  ],
};

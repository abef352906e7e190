import { immediate } from '../command.ts';
import { gnuSize } from '../files/size.ts';
import { parseOptions } from '../options.ts';
import { textOf } from './proc-files.ts';

const SECTOR_BYTES = 512;

export const lscpu = immediate((system) => {
  parseOptions(system, {
    letters: '',
    manual: { package: 'util-linux', gnu: '[options]\n\nDisplay information about the CPU architecture.' },
  });
  const text = textOf(system, '/proc/cpuinfo') ?? '';
  const value = (name: string) => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(text)?.[1];
  const count = [...text.matchAll(/^processor\s*:/gm)].length;
  const online = (textOf(system, '/sys/devices/system/cpu/online') ?? '').trim();
  const rows: (readonly [string, string | undefined])[] = [
    ['Architecture:', 'x86_64'],
    ['  CPU op-mode(s):', '32-bit, 64-bit'],
    ['  Byte Order:', 'Little Endian'],
    ['CPU(s):', String(count)],
    ['  On-line CPU(s) list:', online],
    ['Vendor ID:', value('vendor_id')],
    ['  Model name:', value('model name')],
    ['    CPU family:', value('cpu family')],
    ['    Model:', value('model')],
    ['    Stepping:', value('stepping')],
    ['    BogoMIPS:', value('bogomips')],
    ['    Flags:', value('flags')],
  ];
  system.write(
    1,
    rows.flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(25)}${text}\n`])).join(''),
  );
  return 0;
});

export const lsblk = immediate((system) => {
  parseOptions(system, {
    letters: 'af',
    manual: {
      package: 'util-linux',
      gnu: '[options] [<device> ...]\n\nList information about block devices.',
    },
  });
  const sectors = textOf(system, '/sys/block/vda/size');
  system.write(1, 'NAME   MAJ:MIN RM  SIZE RO TYPE MOUNTPOINTS\n');
  if (sectors === undefined) return 0;
  const size = gnuSize(Number(sectors) * SECTOR_BYTES).padStart(5);
  const places = system
    .mounts()
    .filter(({ source }) => source === '/dev/vda1')
    .map(({ mountPoint }) => mountPoint);
  const [first = '', ...others] = places;
  system.write(1, `vda    254:0    0 ${size}  0 disk \n└─vda1 254:1    0 ${size}  0 part ${first}\n`);
  for (const place of others) system.write(1, `${' '.repeat(38)}${place}\n`);
  return 0;
});

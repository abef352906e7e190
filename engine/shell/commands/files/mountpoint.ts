import { systemError } from '../../../filesystem/errors.ts';
import { complain, immediate } from '../command.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { missingOperand } from './make.ts';

const manual = {
  gnu: '[-qd] <directory>\n mountpoint -x <device>\n\nCheck whether a directory or file is a mountpoint.',
  package: 'util-linux',
  version: '2.38.1',
};

const NO_MOUNTPOINT = 32;

export const mountpoint = immediate((system) => {
  const options = parseOptions(system, { letters: 'qd', long: { quiet: 'q', 'fs-devno': 'd' }, manual });
  const [path] = options.operands;
  if (path === undefined) throw missingOperand(system, manual, 'bad usage');
  const quiet = options.has('q');
  const no = isBusybox(system) ? 1 : NO_MOUNTPOINT;
  try {
    const stat = system.stat(path);
    const place = system.realPath(path);
    const is = system.mounts().some(({ mountPoint }) => mountPoint === place);
    if (options.has('d')) system.write(1, `${stat.device >> 8}:${stat.device & 255}\n`);
    else if (!quiet) system.write(1, `${path} is ${is ? '' : 'not '}a mountpoint\n`);
    return is ? 0 : no;
  } catch (error) {
    if (!quiet) complain(system, `${path}: ${systemError(error).message}`);
    return 1;
  }
});

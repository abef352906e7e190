import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { immediate } from '../command.ts';
import { parseOptions, Quit, type Syntax } from '../options.ts';

const syntax: Syntax = {
  letters: 'biLhzks',
  long: { brief: 'b', mime: 'i', 'mime-type': '', dereference: 'L' },
  manual: { gnu: '[OPTION...] [FILE...]\nDetermine type of FILEs.', package: 'file', version: '5.44' },
};

const HEAD_BYTES = 4096;

/** How an executable begins, by the width and order of its words and its machine. */
const elf = (words: string, machine: string, kind: string, linker: string) =>
  [
    `\x7fELF${words}${machine === '' ? '' : `\x01${'\0'.repeat(9)}${machine}`}`,
    `ELF ${kind}, version 1 (SYSV), dynamically linked, interpreter ${linker}, for GNU/Linux 3.2.0, stripped`,
    'application/x-pie-executable',
  ] as const;

/** Beginning of a file → description and MIME type. */
const MAGIC: readonly (readonly [begins: string | RegExp, kind: string, mime: string])[] = [
  elf('\x01\x01', '\x03\0\x03', '32-bit LSB pie executable, Intel 80386', '/lib/ld-linux.so.2'),
  elf('\x01\x01', '\x03\0\x28', '32-bit LSB pie executable, ARM, EABI5', '/lib/ld-linux-armhf.so.3'),
  elf('\x02\x01', '\x03\0\xb7', '64-bit LSB pie executable, ARM aarch64', '/lib/ld-linux-aarch64.so.1'),
  elf(
    '\x02\x01',
    '\x03\0\x15',
    '64-bit LSB pie executable, 64-bit PowerPC or cisco 7500',
    '/lib64/ld64.so.2',
  ),
  elf('\x02\x01', '\x03\0\xf3', '64-bit LSB pie executable, UCB RISC-V', '/lib/ld-linux-riscv64-lp64d.so.1'),
  elf('\x02\x02', '\0\x03\0\x16', '64-bit MSB pie executable, IBM S/390', '/lib/ld64.so.1'),
  elf('\x02\x01', '', '64-bit LSB pie executable, x86-64', '/lib64/ld-linux-x86-64.so.2'),
  ['\x1f\x8b', 'gzip compressed data', 'application/gzip'],
  ['BZh', 'bzip2 compressed data', 'application/x-bzip2'],
  ['\xfd7zXZ', 'XZ compressed data', 'application/x-xz'],
  ['PK\x03\x04', 'Zip archive data', 'application/zip'],
  ['\x89PNG', 'PNG image data', 'image/png'],
  ['\xff\xd8\xff', 'JPEG image data', 'image/jpeg'],
  [/^%PDF-/, 'PDF document', 'application/pdf'],
  [/^[\s\S]{257}ustar(?! )/, 'POSIX tar archive', 'application/x-tar'],
  [/^[\s\S]{257}ustar {2}/, 'POSIX tar archive (GNU)', 'application/x-tar'],
  [/^#! ?\/(?:usr\/)?bin\/(?:env )?bash/, 'Bourne-Again shell script', 'text/x-shellscript'],
  [/^#! ?\/(?:usr\/)?bin\/(?:env )?sh/, 'POSIX shell script', 'text/x-shellscript'],
  [/^#! ?\/\S*(?:env )?python/, 'Python script', 'text/x-script.python'],
  [/^\s*<!doctype html|^\s*<html/i, 'HTML document', 'text/html'],
  [/^<\?xml/, 'XML 1.0 document', 'text/xml'],
];

/** file(1): what a file seems to be. */
export const file = immediate((system) => {
  const options = parseOptions(system, syntax);
  if (options.operands.length === 0)
    throw new Quit(
      'Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]\n            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]\n            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]\n            <file> ...\n       file -C [-m <magicfiles>]\n       file [--help]\n',
      1,
    );
  const width = Math.max(...options.operands.map((name) => name.length));
  const isMime = options.has('i') || options.has('mime-type');
  for (const name of options.operands) {
    const kind = kindOf(system, name, isMime, options.has('L'), options.has('i'));
    system.write(1, options.has('b') ? `${kind}\n` : `${`${name}:`.padEnd(width + 1)} ${kind}\n`);
  }
  return 0;
});

function kindOf(
  system: System,
  path: string,
  isMime: boolean,
  follow: boolean,
  withCharset: boolean,
): string {
  try {
    const stat = follow ? system.stat(path) : system.lstat(path);
    const plain = (kind: string, mime: string) =>
      isMime ? `inode/${mime}${withCharset ? '; charset=binary' : ''}` : kind;
    if (stat.type === 'directory')
      return plain((stat.mode & 0o1000) === 0 ? 'directory' : 'sticky, directory', 'directory');
    if (stat.type === 'symbolic link') {
      const target = system.readLink(path);
      return plain(`${exists(system, path) ? '' : 'broken '}symbolic link to ${target}`, 'symlink');
    }
    if (stat.type === 'fifo') return plain('fifo (named pipe)', 'fifo');
    if (stat.type === 'socket') return plain('socket', 'socket');
    if (stat.type !== 'file') {
      return plain(
        `${stat.type === 'block device' ? 'block' : 'character'} special (${(stat.special ?? []).join('/')})`,
        stat.type === 'block device' ? 'blockdevice' : 'chardevice',
      );
    }
    if (stat.size === 0) return plain('empty', 'x-empty');
    const descriptor = system.open(path, { read: true });
    const data = system.read(descriptor, HEAD_BYTES);
    system.close(descriptor);
    return contentKind(data === AGAIN ? new Uint8Array() : data, isMime, withCharset);
  } catch (error) {
    const { code, message } = systemError(error);
    return code === 'ENOENT' ? `cannot open \`${path}' (${message})` : `regular file, no read permission`;
  }
}

function exists(system: System, path: string): boolean {
  try {
    system.stat(path);
    return true;
  } catch (error) {
    systemError(error);
    return false;
  }
}

function contentKind(head: Uint8Array, isMime: boolean, withCharset: boolean): string {
  const text = binary(head);
  const found = MAGIC.find(([begins]) =>
    typeof begins === 'string' ? text.startsWith(begins) : begins.test(text),
  );
  const letters = encodingOf(head, text);
  const charset = letters === undefined ? 'binary' : letters === 'ASCII' ? 'us-ascii' : 'utf-8';
  const isJson = found === undefined && letters !== undefined && isJsonText(text);
  if (isMime) {
    const mime =
      found?.[2] ??
      (isJson ? 'application/json' : letters === undefined ? 'application/octet-stream' : 'text/plain');
    return withCharset ? `${mime}; charset=${charset}` : mime;
  }
  if (letters === undefined) return found?.[1] ?? 'data';
  const lines = text.includes('\r\n')
    ? ', with CRLF line terminators'
    : text.includes('\n')
      ? ''
      : ', with no line terminators';
  if (isJson) return 'JSON text data';
  const isScript = found?.[2].startsWith('text/x-s');
  return `${found === undefined ? '' : `${found[1]}, `}${letters} text${isScript ? ' executable' : ''}${lines}`;
}

/** Bytes that no text has. */
function isBinary(byte: number): boolean {
  return byte < 7 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;
}

function encodingOf(head: Uint8Array, _text: string): string | undefined {
  if (head.some(isBinary)) return undefined;
  if (head.every((byte) => byte < 0x80)) return 'ASCII';
  const shown = new TextDecoder().decode(head.subarray(0, Math.max(0, head.length - 3)));
  return shown.includes('\ufffd') ? undefined : 'Unicode text, UTF-8';
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import type { NativeFunction } from '../machine/native.ts';
import { codeNatives } from './code.ts';
import { hashNatives } from './hashes.ts';
import { mathNatives } from './math.ts';
import { osNatives } from './os.ts';
import { randomNatives } from './random.ts';
import { signalNatives } from './signal.ts';
import { socketNatives } from './socket.ts';
import { structNatives } from './structs.ts';
import { sysNatives } from './sys.ts';
import { textNatives } from './text.ts';
import { threadNatives } from './threads.ts';
import { timeNatives } from './time.ts';
import { zlibNatives } from './zlib.ts';

export const moduleNatives: readonly (readonly [string, NativeFunction])[] = [
  ...codeNatives,
  ...hashNatives,
  ...randomNatives,
  ...structNatives,
  ...osNatives,
  ...signalNatives,
  ...socketNatives,
  ...sysNatives,
  ...textNatives,
  ...mathNatives,
  ...timeNatives,
  ...threadNatives,
  ...zlibNatives,
];

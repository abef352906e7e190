import type { Kernel } from '../linux/kernel.ts';
import type { OpenTarget } from '../linux/open-files.ts';
import type { RuntimeContainer } from './runtime-containers.ts';
import type { ContainerProcess } from './runtime-spec.ts';

const END_OF_TRANSMISSION = 4;

/** What of a process's standard input its runtime holds. */
export interface StandardInput {
  readonly terminal?: string;
  /** The pipe behind it, while its writing end is open. */
  stdin?: string;
}

/** Makes what the first three descriptors of a process refer to. @param sink the name of its output */
export function openStreams(
  kernel: Kernel,
  container: RuntimeContainer,
  sink: string,
  wanted: ContainerProcess,
): { readonly input: StandardInput; readonly standard: readonly OpenTarget[] } {
  const { files, pipes, terminals } = kernel.descriptors;
  if (wanted.terminal !== undefined) {
    terminals.make(sink, container.spec.host, wanted.terminal, `pts/${terminalCount(container)}`);
    const target: OpenTarget = { is: 'terminal', terminal: sink };
    return { input: { terminal: sink }, standard: [target, target, target] };
  }
  const output: readonly OpenTarget[] = [
    { is: 'sink', sink, stream: 1 },
    { is: 'sink', sink, stream: 2 },
  ];
  if (!wanted.stdin) return { input: {}, standard: [{ is: 'device', device: 'null' }, ...output] };
  const stdin = files.takeId();
  pipes.make(stdin);
  pipes.open(stdin, 'write');
  return { input: { stdin }, standard: [{ is: 'pipe', pipe: stdin, end: 'read' }, ...output] };
}

function terminalCount({ processes }: RuntimeContainer): number {
  return Object.values(processes).filter(({ terminal }) => terminal !== undefined).length;
}

export function writeInput(kernel: Kernel, input: StandardInput | undefined, bytes: Uint8Array): void {
  const { pipes, terminals } = kernel.descriptors;
  if (input?.terminal !== undefined) terminals.type(input.terminal, bytes);
  else if (input?.stdin !== undefined) pipes.write(input.stdin, bytes);
}

export function isInputFull(kernel: Kernel, input: StandardInput | undefined): boolean {
  return input?.stdin !== undefined && kernel.descriptors.pipes.full(input.stdin);
}

/** Nobody writes any more. */
export function endInput(kernel: Kernel, input: StandardInput): void {
  const { pipes, terminals } = kernel.descriptors;
  if (input.terminal !== undefined) {
    terminals.type(input.terminal, new Uint8Array([END_OF_TRANSMISSION]));
  } else if (input.stdin !== undefined) {
    pipes.close(input.stdin, 'write');
    delete input.stdin;
  }
}

/** The process has ended, or never began. */
export function forgetInput(kernel: Kernel, { terminal, stdin }: StandardInput): void {
  const { pipes, terminals } = kernel.descriptors;
  if (terminal !== undefined) terminals.remove(terminal);
  if (stdin !== undefined) pipes.close(stdin, 'write');
}

import type { OutputStream } from './output-stream.ts';

/** Does something again and again on the wall clock, one after the other, while a stream is open. */
export function whileOpen(output: OutputStream, intervalMs: number, call: () => Promise<void>): void {
  let stop = () => {};
  const next = () => {
    const timeout = setTimeout(() => {
      call().then(
        () => {
          if (!output.closed) next();
        },
        () => output.end(),
      );
    }, intervalMs);
    stop = () => clearTimeout(timeout);
  };
  output.onClose(() => stop());
  if (!output.closed) next();
}

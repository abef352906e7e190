import type { OutputStream } from './output-stream.ts';

/** Does something again and again on the wall clock, one after the other, while a stream is open. */
export function whileOpen(output: OutputStream, intervalMs: number, call: () => Promise<void>): void {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    timeout = setTimeout(() => {
      call().then(
        () => {
          if (!output.closed) next();
        },
        () => output.end(),
      );
    }, intervalMs);
  };
  output.onClose(() => clearTimeout(timeout));
  if (!output.closed) next();
}

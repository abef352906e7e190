import { blocks, type Program } from './program.ts';

/** Does nothing until SIGTERM; then it ends properly. */
export const pause: Program = () => blocks([], { afterMs: 5, code: 0 });

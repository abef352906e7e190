import { Quit } from '../../../shell/commands/options.ts';
import type { Command } from '../command.ts';

const NAMES =
  'attach build buildx commit compose context cp diff events export history import load login logout manifest plugin save search service stack stats swarm system top update';

/** What the real one has, too. */
export const notHere: readonly (readonly [name: string, command: Command])[] = NAMES.split(' ').map(
  (name): [string, Command] => {
    const refuse = (): never => {
      throw new Quit(`docker ${name}: in a container, this is not part of the simulation\n`, 1);
    };
    return [
      name,
      { usage: '', flags: [], operands: [0, 1000], operandsLast: true, begin: refuse, answered: refuse },
    ];
  },
);

import type { MachineAnswer, MachineArguments, MachineOperation } from '../../engine/machines/operations.ts';
import type { SandboxHandle } from '../host.ts';

interface MachineCall<Name extends MachineOperation = MachineOperation> {
  readonly name: Name;
  readonly rest: MachineArguments<Name>;
}

/** Asks a sandbox's virtual machines for something. The call and its answer travel as JSON. */
export async function operateMachines<Name extends MachineOperation>(
  handle: SandboxHandle,
  name: Name,
  ...rest: MachineArguments<Name>
): Promise<MachineAnswer<Name>> {
  const call: MachineCall<Name> = { name, rest };
  return JSON.parse(await handle.machines(JSON.stringify(call)));
}

/** What `operateMachines` sent. */
export function readMachineCall(text: string): MachineCall {
  return JSON.parse(text);
}

import { BATCH_NODES_MAX } from '../../limits.ts';
import { PlatformError } from '../problem.ts';

/** Of somebody else's sandbox, of an expired one and of one that never was: byte for byte the same. */
export function unknownSandbox(): PlatformError {
  return new PlatformError('not-found', 'There is no sandbox with this id.');
}

export function externalIdTaken(): PlatformError {
  const message = 'Another sandbox has this externalId.';
  return new PlatformError('external-id-taken', message, {
    fields: [{ field: 'externalId', in: 'body', message }],
  });
}

export function tooManyNodes(nodes: number): PlatformError {
  const message = `The sandboxes of one batch may have ${BATCH_NODES_MAX} nodes together, not ${nodes}.`;
  return new PlatformError('validation', message, { fields: [{ field: 'sandboxes', in: 'body', message }] });
}

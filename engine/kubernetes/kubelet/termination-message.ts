import { SystemError } from '../../filesystem/errors.ts';
import type { Cluster } from '../cluster.ts';
import type { Container, EphemeralContainer } from '../schemas/generated/types.ts';
import { terminationLog } from './container-spec.ts';
import { nodeRoot } from './node-host.ts';

/** Upstream's MaxContainerTerminationMessageLength, and its limits for what is taken from the log. */
const MESSAGE_MAX = 4096;
const LOG_MAX = 2048;
const LOG_LINES_MAX = 80;

/** What the container left behind to say why it ended. */
export function terminationMessage(
  cluster: Cluster,
  node: string,
  uid: string,
  { name, terminationMessagePolicy }: Container | EphemeralContainer,
  id: string,
  code: number,
): string | undefined {
  const written = beginning(cluster, node, terminationLog(uid, name, id));
  if (written !== '') return written;
  if (terminationMessagePolicy !== 'FallbackToLogsOnError' || code === 0) return undefined;
  const lines = cluster.kubelets.instances.log(id).slice(-LOG_LINES_MAX);
  const text = lines.map((line) => `${line.text}\n`).join('');
  return text === '' ? undefined : text.slice(-LOG_MAX);
}

function beginning(cluster: Cluster, node: string, path: string): string {
  try {
    return new TextDecoder().decode(
      cluster.machines.filesystems.head(nodeRoot(cluster, node), path, MESSAGE_MAX),
    );
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}

import { KubeConfig } from '@kubernetes/client-node';

/** The official JavaScript client, configured by a student's kubeconfig. */
export function kubeConfigOf(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  return config;
}

/** Waits until a condition holds, as things arrive over the network. @throws Error after five seconds */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`it never came to pass that ${what}`);
}

import { KubeConfig } from '@kubernetes/client-node';

/** The official JavaScript client, configured by a student's kubeconfig. */
export function kubeConfigOf(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  return config;
}

/** What arrives over a watch, in order, with a way to wait for it. */
export class Arrivals<T> {
  readonly all: T[] = [];
  #look = (): void => {};

  push(item: T): void {
    this.all.push(item);
    this.#look();
  }

  /** Waits until what has arrived satisfies the condition; the test's time limit bounds it. */
  until(holds: (all: readonly T[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (holds(this.all)) resolve();
      };
      this.#look();
    });
  }
}

import { createAtollClient } from '../../api/client/index.ts';
import { startAtoll, type TestAtoll } from './atoll.ts';

/** A student's sandbox and all that a test does with it, through the platform API. */
export interface Student {
  readonly id: string;
  readonly kubeconfig: string;
  /** The Kubernetes API as plain HTTP clients reach it: the server of the kubeconfig. */
  readonly server: string;
  /** Moves the sandbox's clock. */
  advance(seconds: number): Promise<void>;
  /** Moves the clock until nothing is on its way. */
  settle(): Promise<void>;
  /** The sandbox's digest: the hash over every table. */
  digest(): Promise<string>;
}

export type AtollClient = ReturnType<typeof createAtollClient>;

export function clientOf(atoll: TestAtoll): AtollClient {
  return createAtollClient({ baseUrl: atoll.baseUrl, apiKey: atoll.apiKey });
}

export { startAtoll };

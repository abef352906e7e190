import Docker from 'dockerode';
import type { TestAtoll } from './atoll.ts';
import { dockerHost } from './docker-cli.ts';

/** dockerode for a new sandbox. @param rate of its clock @param version of the API, as v1.47 */
export async function dockerodeOf(atoll: TestAtoll, rate: number, version: string): Promise<Docker> {
  const { hostname, port, pathname } = new URL((await dockerHost(atoll, rate)).replace('tcp:', 'http:'));
  // What it calls a version is what it puts before every path.
  const before = `${pathname}/${version}`.replace(/^\/+/, '');
  return new Docker({ protocol: 'http', host: hostname, port, version: before });
}

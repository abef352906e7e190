import type { Host } from '../../host.ts';
import { commandRoutes } from '../hosts/os-containers/command-routes.ts';
import { osContainerRoutes } from '../hosts/os-containers/routes.ts';
import { snapshotRoutes } from '../hosts/os-containers/snapshot-routes.ts';
import { hostRoutes } from '../hosts/routes.ts';
import { operationGroup } from '../http/route.ts';
import { createSandboxesRoutes } from './batch.ts';
import { changeSandboxRoutes } from './change.ts';
import { clockRoutes } from './clock.ts';
import { createSandboxRoutes } from './create.ts';
import { credentialRoutes } from './credentials.ts';
import { dockerAccessRoutes } from './docker.ts';
import { forkSandboxRoutes } from './fork.ts';
import { httpAccessRoutes } from './http.ts';
import { readSandboxRoutes } from './read.ts';

/** Everything under /v1/sandboxes. */
export function sandboxRoutes(host: Host) {
  const group = operationGroup();
  group.route('/', createSandboxRoutes(host));
  group.route('/', createSandboxesRoutes(host));
  group.route('/', readSandboxRoutes(host));
  group.route('/', changeSandboxRoutes(host));
  group.route('/', forkSandboxRoutes(host));
  group.route('/', credentialRoutes(host));
  group.route('/', dockerAccessRoutes(host));
  group.route('/', httpAccessRoutes(host));
  group.route('/', clockRoutes(host));
  group.route('/', hostRoutes(host));
  group.route('/', osContainerRoutes(host));
  group.route('/', snapshotRoutes(host));
  group.route('/', commandRoutes(host));
  return group;
}

import { sandboxId } from '../sandboxes/schema.ts';
import { hostName } from './schema.ts';

/** What the paths of everything on a host have. */
export const hostParameters = sandboxId.extend({
  host: hostName.openapi({ param: { name: 'host', in: 'path', description: 'The host.' } }),
});

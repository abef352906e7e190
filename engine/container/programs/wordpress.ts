import type { HttpReply } from '../process.ts';
import { reach } from './network.ts';
import { apachePhp } from './php.ts';
import type { Program } from './program.ts';

/** WordPress behind Apache: it installs itself on first sight, if its database answers. */
export const wordpress: Program = (invocation) => {
  const run = apachePhp(invocation);
  const [host = 'mysql', port = '3306'] = (invocation.env.get('WORDPRESS_DB_HOST') ?? 'mysql').split(':');
  const http = (_path: string, atMs: number): HttpReply => {
    // Nobody told what else is in the network: then there is a database.
    const connected =
      invocation.container.spec.network === undefined ||
      reach({ ...invocation, atMs }, host, Number(port)) === 'open';
    return connected
      ? {
          status: 200,
          body: '<!DOCTYPE html>\n<html lang="en-US">\n<title>WordPress &rsaquo; Installation</title>\n</html>\n',
        }
      : { status: 500, body: '<h1>Error establishing a database connection</h1>\n' };
  };
  return { ...run, listeners: run.listeners.map((listener) => ({ ...listener, http })) };
};

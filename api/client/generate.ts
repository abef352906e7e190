import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../openapi.yaml', import.meta.url));
const command = fileURLToPath(new URL('../../node_modules/openapi-typescript/bin/cli.js', import.meta.url));
const target = fileURLToPath(new URL('./generated/openapi.ts', import.meta.url));

/** Writes the types of the client from openapi.yaml, if that is newer. Without dev dependencies there is nothing to do. */
function main(): void {
  if (existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs) return;
  if (!existsSync(command)) return;
  // What has a default may be left out of a request.
  const options = ['--default-non-nullable=false', '--output', target];
  execFileSync(process.execPath, [command, source, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
}

main();

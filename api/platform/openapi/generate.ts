import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../app.ts';
import type { Host } from '../../host.ts';
import { openApiDocument, openApiYaml } from './document.ts';

function unused(): never {
  throw new Error('nothing is served here');
}

/** Routes are described without being called: nothing of this is ever used. */
const nowhere: Host = {
  now: unused,
  tenant: unused,
  sandbox: unused,
  scratchSandbox: unused,
  copySandbox: unused,
  signingKey: new Uint8Array(),
  publicUrl: undefined,
  certificateAuthority: undefined,
  log: unused,
};

const file = fileURLToPath(new URL('../../../openapi.yaml', import.meta.url));
const text = openApiYaml(openApiDocument(createApp(nowhere)));
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('openapi.yaml is out of date: npm run openapi\n');
  process.exitCode = 1;
}

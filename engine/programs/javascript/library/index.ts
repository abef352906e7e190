import { abortSource, domExceptionSource } from './abort.ts';
import { assertSource } from './assert.ts';
import { asyncHooksSource } from './async-hooks.ts';
import { channelSource } from './channel.ts';
import { childProcessSource } from './child-process.ts';
import { clusterSource } from './cluster.ts';
import { consoleSource } from './console.ts';
import { diagnosticsSource, performanceSource, ttySource, v8Source, vmSource } from './diagnostics.ts';
import { eventsSource } from './events.ts';
import { fetchSource } from './fetch.ts';
import { filesPromisesSource, filesSource } from './files.ts';
import { httpSource } from './http.ts';
import { httpClientSource } from './http-client.ts';
import { intlSource } from './intl.ts';
import { mongoshSource } from './mongosh/index.ts';
import { netSource } from './net.ts';
import { packages } from './packages/index.ts';
import { parseArgsSource } from './parse-args.ts';
import { pathSource } from './path.ts';
import { moduleSource, processSource, timersPromisesSource, timersSource } from './process.ts';
import { promptSource } from './prompt.ts';
import { streamBaseSource } from './streams/base.ts';
import { streamSource } from './streams/index.ts';
import { readableSource } from './streams/readable.ts';
import { readingSource } from './streams/reading.ts';
import { writableSource } from './streams/writable.ts';
import { stringDecoderSource } from './string-decoder.ts';
import { cryptoSource, dnsSource, osSource, readlineSource } from './system.ts';
import { testFilesSource } from './test-runner/files.ts';
import { reportsSource } from './test-runner/reports.ts';
import { testSource } from './test-runner/runner.ts';
import { querystringSource, urlSource } from './url.ts';
import { utilSource } from './util.ts';
import { watchingSource, watchModeSource } from './watching.ts';
import { workerThreadsSource } from './worker-threads.ts';
import { zlibSource } from './zlib.ts';

/** Modules of node, and packages that are modelled, in JavaScript. */
const sources: Readonly<Record<string, string>> = {
  abort: abortSource,
  assert: assertSource,
  'assert/strict': `module.exports = require('assert').strict;`,
  async_hooks: asyncHooksSource,
  buffer: `module.exports = { Buffer, constants: { MAX_LENGTH: 4294967296 } };`,
  channel: channelSource,
  child_process: childProcessSource,
  cluster: clusterSource,
  console: `module.exports = console;`,
  'console-class': consoleSource,
  crypto: cryptoSource,
  diagnostics_channel: diagnosticsSource,
  dns: dnsSource,
  'dom-exception': domExceptionSource,
  'dns/promises': `module.exports = require('dns').promises;`,
  events: eventsSource,
  fetch: fetchSource,
  fs: filesSource,
  'fs/promises': filesPromisesSource,
  http: httpSource,
  https: `const http = require('http');
    const refuse = () => { throw new Error('TLS is not part of the simulation: use http'); };
    module.exports = { ...http, createServer: refuse, request: refuse, get: refuse, Agent: http.Agent };`,
  'http-client': httpClientSource,
  intl: intlSource,
  module: moduleSource,
  mongosh: mongoshSource,
  net: netSource,
  os: osSource,
  'parse-args': parseArgsSource,
  path: pathSource,
  'path/posix': `module.exports = require('path');`,
  perf_hooks: performanceSource,
  process: `module.exports = process;`,
  'process-object': processSource,
  prompt: promptSource,
  querystring: querystringSource,
  readline: readlineSource,
  stream: streamSource,
  'stream-base': streamBaseSource,
  'stream-readable': readingSource + readableSource,
  'stream-writable': writableSource,
  'stream/promises': `module.exports = require('stream').promises;`,
  string_decoder: stringDecoderSource,
  test: testSource,
  'test-files': testFilesSource,
  'test-reports': reportsSource,
  timers: timersSource,
  'timers/promises': timersPromisesSource,
  url: urlSource,
  tty: ttySource,
  util: utilSource,
  v8: v8Source,
  vm: vmSource,
  'watch-mode': watchModeSource,
  watching: watchingSource,
  worker_threads: workerThreadsSource,
  zlib: zlibSource,
  ...packages,
};

/** Modules that are there by their full name only. */
export const prefixedOnly: ReadonlySet<string> = new Set(['test']);

const hidden = new Set([
  'abort',
  'channel',
  'console-class',
  'dom-exception',
  'fetch',
  'http-client',
  'intl',
  'mongosh',
  'parse-args',
  'process-object',
  'prompt',
  'stream-base',
  'stream-readable',
  'stream-writable',
  'test-files',
  'test-reports',
  'watch-mode',
  'watching',
]);

export const libraryNames: ReadonlySet<string> = new Set(
  Object.keys(sources).filter((name) => !name.startsWith('npm:') && !hidden.has(name)),
);
export const packageNames: ReadonlySet<string> = new Set(
  Object.keys(sources).filter((name) => name.startsWith('npm:')),
);

export function library(name: string): string | undefined {
  return Object.hasOwn(sources, name) ? sources[name] : undefined;
}

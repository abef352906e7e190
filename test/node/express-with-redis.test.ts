import { expect, test } from 'vitest';
import { OPERATOR_KEY } from '../harness/atoll.ts';
import { DockerCli, dockerHost, dockerOf } from '../harness/docker-cli.ts';
import { ServerProcess } from '../harness/server-process.ts';

const RATE = 50;

/** A student's project, as courses have it. */
const project = {
  'server.js': `
    const express = require('express');
    const { createClient } = require('redis');
    const app = express();
    const client = createClient({ url: process.env.REDIS_URL });
    client.on('error', (err) => console.log('Redis Client Error', err.message));
    app.get('/', async (req, res) => res.send('Number of visits is ' + (await client.incr('visits')) + '\\n'));
    client.connect().then(() => app.listen(3000, () => console.log('listening on 3000')));`,
  'again.js': `
    const Redis = require('ioredis');
    const app = require('express')();
    const redis = new Redis({ host: 'cache' });
    let own = 0;
    app.get('/', async (req, res) => res.json({ visits: await redis.get('visits'), own: ++own }));
    app.listen(3000);`,
  'package.json': JSON.stringify({
    name: 'counter',
    version: '1.0.0',
    scripts: { start: 'node server.js' },
    dependencies: { express: '^4.19.2', ioredis: '^5.4.1', redis: '^4.6.13' },
  }),
  Dockerfile:
    'FROM node:20-alpine\nWORKDIR /app\nCOPY package*.json ./\nRUN npm install\nRUN npm ci --omit=dev\nCOPY . .\n' +
    'ENV REDIS_URL=redis://cache:6379\nEXPOSE 3000\nUSER node\nCMD ["npm", "start"]\n',
};

const cli = dockerOf();

test.skipIf(cli === undefined)(
  'a web server with express counts in redis, also across a restart of Atoll in the middle',
  async () => {
    const server = new ServerProcess();
    const atoll = { baseUrl: await server.start(), apiKey: OPERATOR_KEY, stop: () => server.dispose() };
    const docker = new DockerCli(cli ?? '', await dockerHost(atoll, RATE));
    const get = async (port: number) => {
      const door = docker.host.replace('tcp:', 'http:').replace(/docker$/, 'http');
      return (await fetch(`${door}/docker:${port}/`)).text();
    };
    try {
      for (const [name, text] of Object.entries(project)) docker.file(name, text);
      expect(await docker.ok('build -t counter .')).toContain('Successfully tagged counter:latest');
      await docker.ok('network create web');
      await docker.ok('run -d --name cache --network web redis:alpine');
      await docker.ok('run -d --name one --network web -p 3000:3000 counter');
      await docker.ok('run -d --name two --network web -p 3001:3000 counter node again.js');
      await expect.poll(() => docker.ok('logs one')).toContain('listening on 3000\n');
      expect(await get(3000)).toBe('Number of visits is 1\n');
      expect(await get(3000)).toBe('Number of visits is 2\n');
      expect(await get(3001)).toBe('{"visits":"2","own":1}');

      await server.kill();
      const { port } = new URL(await server.start());
      docker.host = docker.host.replace(/:\d+/, `:${port}`);

      expect(await get(3000)).toBe('Number of visits is 3\n');
      expect(await get(3001)).toBe('{"visits":"3","own":2}');
      expect(await docker.ok('logs one')).toMatch(
        /^\n> counter@1\.0\.0 start\n> node server\.js\n\nlistening on 3000\n$/,
      );
      await docker.ok('restart one');
      await expect.poll(() => get(3000)).toBe('Number of visits is 4\n');
    } finally {
      docker.dispose();
      await server.dispose();
    }
  },
);

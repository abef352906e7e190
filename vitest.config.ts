import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Suites that speak only HTTP, and so run against both hosts. */
const blackBox = ['test/platform/**/*.test.ts', 'test/clients/**/*.test.ts', 'test/hosts/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line.ts'],
    // Files share what they import: to read the project anew for each would take longer than the tests.
    isolate: false,
    // Node reads TypeScript itself: a third less CPU time than to transform every file once a project.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Much of the time is spent waiting for other processes: kubectl, and the Workers host.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workerd/**'],
          provide: { workerd: undefined },
        },
      },
      {
        extends: true,
        test: {
          name: 'workerd',
          include: [...blackBox, 'test/workerd/**/*.test.ts'],
          globalSetup: ['./test/harness/workerd-setup.ts'],
        },
      },
    ],
  },
});

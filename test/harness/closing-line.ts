import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line of counts, and names what was skipped. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length;
    const skipped = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state]++;
        if (state === 'skipped')
          skipped.set(module.relativeModuleId, (skipped.get(module.relativeModuleId) ?? 0) + 1);
      }
    }
    for (const [file, count] of skipped) process.stdout.write(`skipped in ${file}: ${count}\n`);
    process.stdout.write(
      `${counts.passed} passed, ${counts.failed + broken} failed, ${counts.skipped} skipped\n`,
    );
  }
}

import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

const SPIN = ['sh', '-c', 'while :; do :; done'];

const GROUP = '/sys/fs/cgroup';
/** Both lines, in tenths of a second. */
const TOTALS = `awk '{ split($NF, t, "="); print $1, int(t[2] / 100000) }'`;

it('counts who is throttled by cpu.max as CPU pressure', () => {
  const machine = openMachine({
    image: 'debian',
    limits: { cpuMax: { quotaUs: 20_000, periodUs: 100_000 } },
  });
  machine.run(['timeout', '10', ...SPIN]);
  expect(machine.sh(`${TOTALS} ${GROUP}/cpu.pressure`).stdout).toBe('some 80\nfull 80\n');
  expect(machine.sh(`${TOTALS} /proc/pressure/cpu`).stdout).toMatch(/^some 80\nfull 0\n$/);
});

it('counts who shares a CPU: one of them always waits, but never all', () => {
  const machine = openMachine({ image: 'debian', limits: { cpuset: '0' } });
  machine.sh("for i in 1 2; do timeout 10 sh -c 'while :; do :; done' & done; wait");
  expect(machine.sh(`${TOTALS} ${GROUP}/cpu.pressure`).stdout).toMatch(/^some (99|100)\nfull 0\n$/);
});

it('tells averages of 10, 60 and 300 seconds, which fall again', () => {
  const machine = openMachine({
    image: 'debian',
    limits: { cpuMax: { quotaUs: 50_000, periodUs: 100_000 } },
  });
  const read = () => machine.sh(`head -1 ${GROUP}/cpu.pressure`).stdout;
  // The command that reads is one that waits, too.
  expect(read()).toMatch(/^some avg10=0\.0\d avg60=0\.00 avg300=0\.00 total=\d{1,4}\n$/);
  machine.start(['timeout', '60', ...SPIN]);
  machine.advance(60);
  expect(read()).toMatch(/^some avg10=49\.\d\d avg60=31\.\d\d avg300=9\.\d\d total=[23]\d{7}\n$/);
  machine.advance(60);
  expect(machine.reload().sh(`head -1 ${GROUP}/cpu.pressure`).stdout).toMatch(
    /^some avg10=0\.\d\d avg60=1\d\.\d\d avg300=7\.\d\d total=[23]\d{7}\n$/,
  );
});

it('holds back who has more than memory.high, as memory pressure', () => {
  const machine = openMachine({
    image: 'polinux/stress',
    main: ['sleep', '1000'],
    limits: { memoryHigh: 20 * 2 ** 20 },
  });
  machine.start(['stress', '-m', '1', '--vm-bytes', '100M', '--vm-keep', '-t', '20', '-q']);
  machine.advance(1);
  expect(machine.sh('grep -h State /proc/3/status').stdout).toBe('State:\tD (disk sleep)\n');
  machine.advance(20);
  const [some = ''] = machine.sh(`${TOTALS} ${GROUP}/memory.pressure`).stdout.split('\n');
  expect(Number(some.split(' ')[1])).toBeGreaterThan(150);
  expect(machine.sh(`cat ${GROUP}/memory.events`).stdout).toMatch(/high [1-9]/);
});

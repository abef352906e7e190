import { systemError } from '../../filesystem/errors.ts';
import type { Next, Program, System } from '../../linux/system.ts';

const KIBIBYTE = 1024;

/** CPU time that a daemon takes to start, in microseconds. */
const START_MICROSECONDS = 15_000;

/** Daemons of a distribution and what they have in memory, in KiB, when nobody asks anything of them. */
const DAEMONS_KIBIBYTES: Readonly<Record<string, number>> = {
  cron: 1_180,
  'dbus-broker-launch': 2_100,
  'dbus-daemon': 1_900,
  rsyslogd: 1_950,
  syslogd: 320,
  'systemd-journald': 4_900,
  'systemd-logind': 2_850,
  'systemd-networkd': 3_450,
  'systemd-resolved': 4_400,
};

/** Runs in the foreground, and ends in order when it is told to. */
function daemonOf(kibibytes: number): Program<null> {
  return {
    start(system) {
      system.onSignal('handle', ['SIGTERM', 'SIGINT', 'SIGHUP']);
      system.setMemory(kibibytes * KIBIBYTE);
      system.spend(START_MICROSECONDS);
      return idle;
    },
    step(system) {
      return system.takeSignals().some((signal) => signal !== 'SIGHUP') ? { exit: 0 } : idle;
    },
  };
}

const idle: Next<null> = { state: null, until: {} };

const GETTY_BYTES = { busybox: 294_912, gnu: 860_160 } as const;

/** getty and agetty: ask for a name on the console. Nobody ever types one there. */
const getty: Program<null> = {
  start(system) {
    system.setMemory(GETTY_BYTES[system.executable.flavour]);
    if (system.argv.includes('console')) system.write(1, `\n${issue(system)}${system.hostName()} login: `);
    return idle;
  },
  step: () => idle,
};

/** /etc/issue, with what its escapes stand for (agetty(8)). */
function issue(system: System): string {
  const kernel = text(system, '/proc/sys/kernel/osrelease').trim();
  const values: Readonly<Record<string, string>> = {
    n: system.hostName(),
    l: 'console',
    r: kernel,
    m: 'x86_64',
  };
  return text(system, '/etc/issue').replace(/\\([a-z])/g, (_, letter: string) => values[letter] ?? '');
}

function text(system: System, path: string): string {
  try {
    return system.readText(path);
  } catch (error) {
    systemError(error);
    return '';
  }
}

const UDHCPC_BYTES = 290_816;
/** Discover, offer, request, acknowledge. */
const LEASE_MS = 180;

/** udhcpc: says what the bridge gave, and goes into the background. The address itself came with the cable. */
const udhcpc: Program<'asking' | 'leased'> = {
  start(system) {
    system.setMemory(UDHCPC_BYTES);
    system.write(2, 'udhcpc: started, v1.37.0\nudhcpc: broadcasting discover\n');
    return { state: 'asking', until: { timeMs: system.now + LEASE_MS } };
  },
  step(system, state) {
    if (state === 'leased') return { state, until: {} };
    const [address] = system
      .network()
      .interfaces.filter(({ kind }) => kind !== 'loopback')
      .flatMap(({ addresses }) => addresses);
    if (address === undefined) {
      system.write(2, 'udhcpc: no lease, failing\n');
      return { exit: 1 };
    }
    const router = system.network().routes.find(({ to }) => to === 'default')?.via ?? address.address;
    system.write(2, `udhcpc: lease of ${address.address} obtained from ${router}, lease time 3600\n`);
    system.fork('leased');
    return { exit: 0 };
  },
};

export const daemons: readonly (readonly [name: string, program: Program])[] = [
  ...Object.entries(DAEMONS_KIBIBYTES).map(([name, kibibytes]): [string, Program] => [
    name,
    daemonOf(kibibytes),
  ]),
  ['getty', getty],
  ['agetty', getty],
  ['udhcpc', udhcpc],
];

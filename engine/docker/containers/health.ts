import type { Requeue } from '../../simulation/simulation.ts';
import { DockerError } from '../docker-error.ts';
import { HEALTH_OUTPUT_CHARACTERS_MAX, HEALTH_RESULTS_MAX } from '../limits.ts';
import type { DockerWorld } from '../world.ts';
import type { HealthcheckConfig } from './config.ts';
import type { Container, Health } from './container.ts';
import { logContainerEvent } from './container-events.ts';
import { createExec, startExec } from './exec.ts';

/** What is used where a health check leaves it open, in ms. */
const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 30_000;
const START_INTERVAL_MS = 5_000;
const RETRIES = 3;
const NANOSECONDS = 1_000_000;
/** As inspect shows a probe that ran out of time. */
const TIMED_OUT = -1;

/** The command of a health check; undefined: there is none. */
function healthCommand(
  check: HealthcheckConfig | undefined,
  shell: readonly string[] = [],
): readonly string[] | undefined {
  const [kind, ...rest] = check?.Test ?? [];
  if (kind === 'CMD') return rest;
  if (kind === 'CMD-SHELL') return [...(shell.length > 0 ? shell : ['/bin/sh', '-c']), ...rest];
  return undefined;
}

/** A container that has a health check is `starting` from now on. */
export function beginHealthChecks(world: DockerWorld, container: Container): void {
  delete container.health;
  if (healthCommand(container.config.Healthcheck) === undefined) return;
  const health: Health = { status: 'starting', failingStreak: 0, log: [], dueMs: 0 };
  container.health = health;
  health.dueMs = world.simulation.now() + intervalMs(world, container, health);
}

/** During the start period probes come more often. */
function intervalMs(world: DockerWorld, container: Container, health: Health): number {
  const check = container.config.Healthcheck;
  const starting = health.status === 'starting' && inStartPeriod(world, container);
  return starting ? ms(check?.StartInterval, START_INTERVAL_MS) : ms(check?.Interval, INTERVAL_MS);
}

function inStartPeriod(world: DockerWorld, { config, startedMs }: Container): boolean {
  const period = ms(config.Healthcheck?.StartPeriod, 0);
  return world.simulation.now() - (startedMs ?? 0) < period;
}

function ms(nanoseconds: number | undefined, otherwise: number): number {
  return nanoseconds === undefined || nanoseconds === 0 ? otherwise : nanoseconds / NANOSECONDS;
}

/** Starts the probe that is due, or gives up the one that has run for too long. */
export function checkHealth(world: DockerWorld, container: Container): Requeue | undefined {
  const { health } = container;
  if (health === undefined || container.status !== 'running') return undefined;
  const now = world.simulation.now();
  if (health.dueMs <= now) {
    if (health.probe === undefined) startProbe(world, container, health);
    else {
      const { exec } = health.probe;
      world.runtime.killExec(container.id, exec, 'SIGKILL');
      finishProbe(world, container, exec, TIMED_OUT);
    }
  }
  return { afterMs: Math.max(0, health.dueMs - now), background: true };
}

function startProbe(world: DockerWorld, container: Container, health: Health): void {
  const { config } = container;
  const now = world.simulation.now();
  const request = {
    argv: healthCommand(config.Healthcheck, config.Shell) ?? [],
    env: [],
    user: '',
    workingDirectory: '',
    tty: false,
    privileged: false,
    stdin: false,
    stdout: true,
    stderr: true,
    detachKeys: '',
  };
  const exec = createExec(world, container, container.id, request, true);
  health.probe = { exec: exec.id, startMs: now, output: '' };
  health.dueMs = now + ms(config.Healthcheck?.Timeout, TIMEOUT_MS);
  world.containers.set(container);
  try {
    const refused = startExec(world, exec);
    if (refused === undefined) return;
    health.probe.output = refused.message;
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    health.probe.output = error.message;
  }
  finishProbe(world, container, exec.id, TIMED_OUT);
}

/** What a probe prints. @returns false where the exec is no probe of the container */
export function probeOutput(container: Container, exec: string, text: string): boolean {
  const probe = container.health?.probe;
  if (probe?.exec !== exec) return false;
  probe.output = (probe.output + text).slice(0, HEALTH_OUTPUT_CHARACTERS_MAX);
  return true;
}

/** A probe has ended, or was given up. */
export function finishProbe(world: DockerWorld, container: Container, exec: string, exitCode: number): void {
  const { health, config } = container;
  const probe = health?.probe;
  if (health === undefined || probe?.exec !== exec) return;
  delete health.probe;
  const now = world.simulation.now();
  const output =
    exitCode === TIMED_OUT && probe.output === '' ? timeoutWords(config.Healthcheck) : probe.output;
  health.log = [...health.log, { startMs: probe.startMs, endMs: now, exitCode, output }].slice(
    -HEALTH_RESULTS_MAX,
  );
  const before = health.status;
  if (exitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (before !== 'starting' || !inStartPeriod(world, container)) {
    health.failingStreak++;
    if (health.failingStreak >= (config.Healthcheck?.Retries || RETRIES)) health.status = 'unhealthy';
  }
  health.dueMs = now + intervalMs(world, container, health);
  world.containers.set(container);
  world.simulation.enqueue(`docker|${container.id}`);
  if (health.status !== before) logContainerEvent(world, container, `health_status: ${health.status}`);
}

function timeoutWords(check: HealthcheckConfig | undefined): string {
  return `Health check exceeded timeout (${ms(check?.Timeout, TIMEOUT_MS) / 1000}s)`;
}

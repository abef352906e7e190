import { invalidParameter } from '../../docker-error.ts';
import type { HostConfig } from '../config.ts';

/** What isn't there on Linux, or with cgroup v2: looked at before anything else. @throws DockerError in dockerd's words */
export function checkPlatformSettings(config: HostConfig): void {
  const problem = problemWith(config);
  if (problem !== undefined) throw invalidParameter(problem);
}

function problemWith(config: HostConfig): string | undefined {
  const { Isolation, IOMaximumBandwidth, IOMaximumIOps, CpuRealtimePeriod, CpuRealtimeRuntime } = config;
  if (!['', 'default'].includes(Isolation.toLowerCase())) {
    return `invalid isolation (${Isolation}): linux only supports 'default'`;
  }
  const qos = 'invalid option: QoS maximum';
  if (IOMaximumBandwidth !== 0) return `${qos} bandwidth configuration is not supported on linux`;
  if (IOMaximumIOps !== 0) return `${qos} IOPs configuration is not supported on linux`;
  if (CpuRealtimePeriod !== 0 || CpuRealtimeRuntime !== 0) {
    return 'kernel does not support CPU real-time scheduler';
  }
  return undefined;
}

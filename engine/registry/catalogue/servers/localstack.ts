import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, healthcheck, run, volume, workdir } from '../build-steps.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const localstack = plain(
  ['docker.io/localstack/localstack'],
  () =>
    dockerfile(from('debian:bookworm-slim'), [
      run(aptInstall('ca-certificates curl gnupg openssl tar pixz zip unzip procps iputils-ping'), {
        mb: 44,
        executables: { '/usr/bin/curl': 'curl' },
      }),
      workdir('/opt/code/localstack/'),
      copy('--from=builder /opt/code/localstack/', '/opt/code/localstack/', {
        share: 1,
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'localstack' },
      }),
      expose(4566),
      volume('/var/lib/localstack'),
      healthcheck({
        test: ['CMD-SHELL', 'curl -sf http://localhost:4566/_localstack/health || exit 1'],
        intervalMs: 10_000,
        startPeriodMs: 15_000,
        timeoutMs: 5000,
        retries: 5,
      }),
      entrypoint('docker-entrypoint.sh'),
    ]),
  [
    ['4.6.0 4.6 4 latest stable', 420.0],
    ['3.8.1 3.8 3', 400.0],
    ['2.3.2 2', 380.0],
    ['1.4.0', 340.0],
  ],
);

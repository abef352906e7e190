import { expect, it } from 'vitest';
import { startAtoll } from '../harness/atoll.ts';
import { openWeb } from '../harness/web.ts';

it('stores what a process holds where that is more than a row may be', async () => {
  const atoll = await startAtoll();
  try {
    const web = await openWeb(atoll);
    const container = await web.run('busybox', [], { Cmd: ['sleep', '1d'] });
    const script = '(head -c 1000000 /dev/zero; sleep 20) | tail -c 900000 | wc -c';
    expect((await web.sh(container, script)).trim()).toBe('900000');
    expect((await web.sh(container, 'echo still there')).trim()).toBe('still there');
  } finally {
    await atoll.stop();
  }
});

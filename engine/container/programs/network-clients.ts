import { atLeast } from '../../registry/catalogue/repository.ts';
import { operands } from './file-commands.ts';
import { reach, resolveHost } from './network.ts';
import { blocks, complains, exits, type Invocation, type Output, option, type Program } from './program.ts';

/** The cluster's DNS service. */
const dnsServer = '10.96.0.10';
const connectTimeoutMs = 130_000;
const pingIntervalMs = 1000;
/** Replies an endless ping prints. */
const pingsMax = 3600;

/** `nc -z host port`, with or without -v and -w. */
export const netcat: Program = (invocation) => {
  const { argv } = invocation;
  const listening = argv.some((word) => /^-[a-z]*l/.test(word));
  const port = Number(option(argv, '-p', '-lp') ?? argv.at(-1));
  if (listening) {
    return {
      ...blocks(),
      listeners: Number.isInteger(port) ? [{ port, protocol: 'TCP', fromMs: invocation.atMs }] : [],
    };
  }
  const words = operands(invocation).filter((word) => word !== option(argv, '-w'));
  const [host, portText] = words.slice(-2);
  if (host === undefined || portText === undefined) return complains(invocation, 'missing operand');
  const reached = reach(invocation, host, Number(portText));
  const verbose = argv.some((word) => /^-[a-z]*v/.test(word));
  const seconds = Number(option(argv, '-w') ?? argv.find((word) => /^-w\d+$/.test(word))?.slice(2));
  const limit = seconds > 0 ? seconds * 1000 : connectTimeoutMs;
  switch (reached) {
    case 'open':
      return exits(invocation, 0, {
        stderr: verbose ? `${host} (${addressOf(invocation, host)}:${portText}) open\n` : '',
      });
    case 'unknown host':
      return complains(invocation, `bad address '${host}'`);
    case 'refused':
      return complains(
        invocation,
        `${host} (${addressOf(invocation, host)}:${portText}): Connection refused`,
      );
    case 'timeout':
      return exits(invocation, 1, {
        stderr: `nc: ${host} (${addressOf(invocation, host)}:${portText}): Connection timed out\n`,
        afterMs: limit,
      });
  }
};

export const nslookup: Program = (invocation) => {
  const [host] = operands(invocation);
  if (host === undefined) return complains(invocation, 'missing operand');
  const addresses = resolveHost(invocation, host);
  const { image } = invocation.container.spec;
  // busybox prints in its own way until 1.28, from then on nearly as bind does.
  const old = image.userland === 'busybox' && !atLeast(image.version, '1.29');
  const server = old
    ? `Server:    ${dnsServer}\nAddress 1: ${dnsServer} kube-dns.kube-system.svc.cluster.local\n\n`
    : `Server:\t\t${dnsServer}\nAddress:\t${dnsServer}:53\n\n`;
  if (addresses.length === 0) {
    return old
      ? exits(invocation, 1, { stdout: server, stderr: `nslookup: can't resolve '${host}'\n` })
      : exits(invocation, 1, { stdout: `${server}** server can't find ${host}: NXDOMAIN\n\n` });
  }
  const found = addresses.map((address, index) =>
    old ? `Address ${index + 1}: ${address} ${host}\n` : `Address: ${address}\n`,
  );
  return exits(invocation, 0, {
    stdout: `${server}${old ? 'Name:     ' : 'Name:\t'} ${host}\n${found.join('')}`,
  });
};

export const ping: Program = (invocation) => {
  const count = Number(
    option(invocation.argv, '-c') ?? invocation.argv.find((word) => /^-c\d+$/.test(word))?.slice(2),
  );
  const host = operands(invocation).find((word) => word !== String(count));
  if (host === undefined) return complains(invocation, 'missing operand');
  const address = resolveHost(invocation, host)[0];
  if (address === undefined) return complains(invocation, `bad address '${host}'`);
  const endless = !(count > 0);
  const replies = Math.min(endless ? pingsMax : count, pingsMax);
  const { atMs } = invocation;
  const output: Output[] = [{ atMs, stream: 'stdout', text: `PING ${host} (${address}): 56 data bytes\n` }];
  for (let sequence = 0; sequence < replies; sequence++) {
    const text = `64 bytes from ${address}: seq=${sequence} ttl=64 time=0.064 ms\n`;
    output.push({ atMs: atMs + sequence * pingIntervalMs, stream: 'stdout', text });
  }
  if (endless) return blocks(output);
  const durationMs = (replies - 1) * pingIntervalMs;
  output.push({
    atMs: atMs + durationMs,
    stream: 'stdout',
    text: `\n--- ${host} ping statistics ---\n${replies} packets transmitted, ${replies} packets received, 0% packet loss\n`,
  });
  return { ...exits(invocation, 0, { afterMs: durationMs }), output };
};

function addressOf(invocation: Invocation, host: string): string {
  return resolveHost(invocation, host)[0] ?? host;
}

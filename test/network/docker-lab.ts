import { HOST, Lab } from './fixture.ts';

/** Two hosts with Docker: docker0 on both, and on the first two networks of its user's. */
export class DockerLab extends Lab {
  static withDocker(): DockerLab {
    const lab = new DockerLab();
    lab.network.addHost({ name: 'h1', namespace: HOST, address: '192.168.49.3' });
    lab.network.addHost({ name: 'h2', namespace: 'h2/net', address: '192.168.49.4' });
    for (const host of ['h1', 'h2']) lab.addNetwork('bridge', 'docker0', host);
    lab.addNetwork('net1', 'br-1');
    lab.addNetwork('net2', 'br-2');
    return lab;
  }

  addNetwork(
    id: string,
    name: string,
    host = 'h1',
    options: { internal?: boolean; icc?: boolean } = {},
  ): void {
    const { gateway, subnet } = this.network.ipam.requestPool(host, id);
    const prefix = Number(subnet.split('/')[1]);
    this.network.addBridge(host, { name, address: gateway, prefix, ...options });
  }

  /** Starts a container, and answers with its address. */
  run(id: string, network: string, bridge: string, aliases: string[] = []): string {
    const { network: net } = this;
    if (!net.hasNamespace(id)) net.makeNamespace('h1', id);
    const address = net.ipam.requestAddress('h1', network);
    const pool = net.ipam.pool('h1', network);
    const own = network !== 'bridge';
    net.attach(id, bridge, {
      address,
      prefix: Number(pool?.subnet.split('/')[1]),
      ...(pool === undefined ? {} : { gateway: pool.gateway }),
      ...(own ? { names: [id, ...aliases], network } : {}),
    });
    if (own) {
      const upstream = net.names.resolver(HOST).servers;
      net.names.setResolver(id, {
        servers: ['127.0.0.11'],
        search: [],
        options: ['ndots:0'],
        embedded: { upstream },
      });
    }
    return address;
  }

  /** Serves on a port, and answers with the listening socket. */
  serve(namespace: string, port: number, address = '0.0.0.0'): string {
    return this.network.listen(namespace, { address, port });
  }

  /** What becomes of a connection within four seconds. */
  try(namespace: string, address: string, port: number): string {
    const socket = this.network.connect(namespace, { address, port });
    this.advance(4000);
    return this.outcome(socket);
  }

  /** The client's address that the next connection at a listener shows. */
  clientAt(listener: string): string {
    const answer = this.network.accept(listener);
    return answer === 'again' ? 'none' : answer.peer.address;
  }

  addresses(namespace: string, name: string): string {
    const answer = this.network.names.resolve(namespace, { name, type: 'A' });
    if (typeof answer === 'string') return answer;
    const values = answer.records.map(({ value }) => value).sort();
    return answer.status === 'NOERROR' ? values.join(' ') : answer.status;
  }
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A way to a port on which every piece takes `delayMs` in each direction, as over a slow network. */
export async function slowProxy(
  port: number,
  delayMs: () => number,
): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const pass = (from: Socket, to: Socket) => {
    // In their order, also when the delay becomes shorter.
    let passed: Promise<unknown> = Promise.resolve();
    const later = (act: () => void) => void (passed = Promise.all([passed, wait(delayMs())]).then(act));
    sockets.add(from);
    from.on('data', piece => later(() => to.write(piece)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => sockets.delete(from));
  };
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1');
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

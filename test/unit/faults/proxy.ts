import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One client's connection and its way to the server. */
export interface Wire {
  readonly client: Socket;
  readonly server: Socket;
  /** When one piece after the other is on its way, whether the first has been seen. */
  answered: boolean;
  /** It will be cut, only not at once. */
  condemned: boolean;
}

/** What happens to the bytes of one exchange; they pass unless told. */
export interface Misbehaviour {
  request?: (wire: Wire, bytes: Buffer) => void;
  answer?: (wire: Wire, bytes: Buffer) => void;
}

const beginsRequest = /^(GET|POST|PUT|PATCH|DELETE) /;

/** A TCP proxy that misbehaves as told: it knows where a request begins, and nothing else of HTTP. */
export class Proxy {
  readonly #server: Server;
  readonly #wires = new Set<Wire>();
  #misbehaviour: (request: number) => Misbehaviour | undefined = () => undefined;
  #constant: Misbehaviour | undefined;
  /** Requests seen since the last `misbehave`. */
  #seen = 0;

  constructor(upstream: number) {
    this.#server = createServer(client => this.#accept(client, connect(upstream, '127.0.0.1')));
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#wires.size;
  }

  /** From now on: what happens to the nth request, from 1 on. */
  misbehave(choose: (request: number) => Misbehaviour | undefined): void {
    this.#misbehaviour = choose;
    this.#seen = 0;
  }

  /** From now on, whatever passes, also before the first request and where none can be read. */
  misbehaveAlways(misbehaviour: Misbehaviour | undefined): void {
    this.#constant = misbehaviour;
  }

  /** The connections that are open stay so, and nothing passes any more: as after a sleep, or another network. */
  forgetConnections(): void {
    for (const { client, server } of this.#wires) {
      client.removeAllListeners('data');
      client.resume();
      server.destroy();
    }
  }

  /** Settles when connections that are to be cut are, and whoever was connected had time to notice. */
  async settle(): Promise<void> {
    while ([...this.#wires].some(({ condemned }) => condemned)) await wait(5);
    await wait(10);
  }

  async close(): Promise<void> {
    for (const { client, server } of this.#wires) for (const socket of [client, server]) socket.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #accept(client: Socket, server: Socket): void {
    const wire: Wire = { client, server, answered: false, condemned: false };
    let current: Misbehaviour | undefined;
    this.#wires.add(wire);
    client.on('data', bytes => {
      if (beginsRequest.test(bytes.subarray(0, 8).toString('latin1'))) {
        current = this.#misbehaviour(++this.#seen);
        wire.answered = false;
      }
      const { request } = this.#constant ?? current ?? {};
      if (request) request(wire, bytes);
      else server.write(bytes);
    });
    server.on('data', bytes => {
      const { answer } = this.#constant ?? current ?? {};
      if (answer) answer(wire, bytes);
      else client.write(bytes);
      wire.answered = true;
    });
    client
      .on('error', () => undefined)
      .on('close', () => {
        this.#wires.delete(wire);
        server.destroy();
      });
    server.on('error', () => undefined).on('end', () => client.end());
  }
}

// What *Try the Demo* starts in a worker thread: the simulated server without whatever makes it misbehave in tests, with
// invented people, on loopback, until the worker ends. Its passwords are new each time.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { Gate } from './auth.ts';
import { Clock } from './clock.ts';
import { LoginFlows } from './flows.ts';
import { answer, readRequest, send } from './http.ts';
import type { HttpServer } from './http.ts';
import { RateLimits } from './limits.ts';
import { seedState } from './seed/seed.ts';
import { State } from './state.ts';
import { versions } from './versions.ts';

const host = '127.0.0.1';
const usual = /^[\p{L}\p{M} .’'&/-]+$/u;
const newPassword = (): string => randomBytes(24).toString('base64url');

class Demo implements HttpServer {
  readonly admin = { user: 'admin', password: newPassword() };
  readonly version = versions[34];
  readonly basePath = '';
  readonly encodedSlashes = true;
  readonly maintenance = false;
  readonly bruteForce = false;
  readonly clock = new Clock();
  readonly state = new State();
  readonly gate = new Gate(this.state, this.clock);
  readonly flows = new LoginFlows(this.state, this.clock);
  readonly limits = new RateLimits({}, this.clock);
  readonly #server = createServer((message, response) => void this.#handle(message, response));

  constructor() {
    seedState(this.state, 'demo', this.admin, this.clock.seconds());
    this.#tidy();
    for (const user of this.state.users.values())
      if (user.id !== this.admin.user) user.password = newPassword();
  }

  /** Without the names by which tests find out what goes wrong with unusual ones. */
  #tidy(): void {
    const { users, groups, apps } = this.state;
    const isOdd = ({ id, displayname }: { id: string; displayname: string }) => !usual.test(id + displayname);
    for (const user of [...users.values()].filter(isOdd)) this.state.deleteUser(user.id);
    for (const group of [...groups.values()].filter(isOdd)) this.state.deleteGroup(group.id);
    for (const [id, app] of [...apps]) if (/[<>]/.test(JSON.stringify(app.info))) apps.delete(id);
  }

  get #authority(): string {
    return `${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.#authority}/`;
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(0, host, resolve);
    });
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page in a browser may have led its own name to this address.
    if (message.headers.host !== this.#authority) return void response.writeHead(421).end();
    const request = await readRequest(message, this.clock.now()).catch(() => undefined);
    if (request) send(response, request, answer(this, request), this.basePath);
  }
}

const demo = new Demo();
void demo.listen().then(() => parentPort?.postMessage({ label: 'Demo', url: demo.url, ...demo.admin }));

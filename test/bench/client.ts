import { NextcloudClient } from '../../src/ocs/index.ts';
import { BareClient, inFlight } from './bareClient.ts';
import type { Figure } from './figures.ts';
import { compare } from './sample.ts';
import type { Target } from './server.ts';

interface Clients {
  client: NextcloudClient;
  bare: BareClient;
}

/** Runs `measure` with both clients signed in at `target`. */
export async function withClients<T>(target: Target, measure: (clients: Clients) => Promise<T>): Promise<T> {
  const { url, user, password } = target;
  const confirmPassword = () => Promise.resolve(password);
  const client = new NextcloudClient({ baseUrl: url, credentials: { user, password }, confirmPassword });
  const bare = new BareClient(target);
  try {
    await Promise.all([client.users.get(), bare.get('user')]);
    return await measure({ client, bare });
  } finally {
    client.close();
    bare.close();
  }
}

const firstPageSize = 50;

/** What the tree asks when *Users* is expanded. */
export async function firstPage({ client, bare }: Clients, rounds: number) {
  return compare(
    rounds,
    () => client.users.listDetails({ limit: firstPageSize }),
    () => bare.get(`users/details?limit=${firstPageSize}`),
    5,
  );
}

export async function oneUser({ client, bare }: Clients, rounds: number) {
  return compare(
    rounds,
    () => client.users.get('admin'),
    () => bare.get('users/admin'),
    10,
  );
}

/** All users with details, by pages of `pageSize`, two in flight. */
export async function allUsers({ client, bare }: Clients, rounds: number, pageSize: number) {
  const ours = async () => {
    let count = 0;
    for await (const user of client.users.iterate({ pageSize })) if (user.userId) count++;
    return count;
  };
  const theirs = async () => {
    let ended = false;
    const pages = function* () {
      for (let offset = 0; !ended; offset += pageSize) yield offset;
    };
    await inFlight(2, pages(), async offset => {
      const { users } = (await bare.get(`users/details?limit=${pageSize}&offset=${offset}`)) as {
        users: object;
      };
      ended ||= Object.keys(users).length === 0;
    });
  };
  return compare(rounds, ours, theirs);
}

const writers = 4;

/** Adds accounts, made for it, to a group, made for it: `count` calls. */
export async function writes({ client, bare }: Clients, rounds: number, count: number) {
  const group = `bench ${Date.now()}`;
  const users = Array.from({ length: 20 }, (_, index) => `${group} ${index}`);
  const password = `${group} x9!Kw`;
  const calls = Array.from({ length: count }, (_, index) => users[index % users.length]!);
  await client.groups.create(group);
  try {
    await Promise.all(users.map(id => client.users.create(id, { password })));
    return await compare(
      rounds,
      () => inFlight(writers, calls.values(), id => client.users.addToGroup(id, group)),
      () =>
        inFlight(writers, calls.values(), id =>
          bare.post(`users/${encodeURIComponent(id)}/groups`, { groupid: group }),
        ),
    );
  } finally {
    await Promise.all(users.map(id => client.users.delete(id)));
    await client.groups.delete(group);
  }
}

/** What the first page costs in requests, from a client that has asked nothing yet. */
export async function requestsOfFirstPage({ url, user, password }: Target): Promise<Figure> {
  let value = 0;
  const client = new NextcloudClient({ baseUrl: url, credentials: { user, password }, log: () => value++ });
  await client.users.listDetails({ limit: firstPageSize });
  client.close();
  return { what: 'first page of users', value, unit: 'requests', budget: { of: 'value', most: 1 } };
}

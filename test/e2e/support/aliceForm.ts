import type { Locator } from 'playwright-core';
import type { SimulatedNextcloud, User } from '../../nextcloud/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer } from './addServer.ts';
import { useWorkbench } from './useWorkbench.ts';
import type { Workbench } from './workbench.ts';

/** The calls that a server has received, other than reads, as `PUT users/alice`. */
export function writes({ requests }: SimulatedNextcloud): string[] {
  return requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(/.*\/cloud\//, '')}`);
}

/** What each test finds: Alice as she was at first, with nothing of an earlier test. */
const seed = ({ state, limits }: SimulatedNextcloud): void => {
  limits.limits = {};
  for (const id of ['alice', 'boss', 'mallory']) state.deleteUser(id);
  for (const id of ['lab', 'evil']) state.deleteGroup(id);
  state.createUser({ id: 'boss', displayname: 'The Boss' });
  state.createUser({
    id: 'alice',
    displayname: 'Alice',
    groups: ['staff'],
    additional_mail: ['second@example.com'],
    verified_mail: ['second@example.com'],
  });
  state.createGroup('lab', 'The Laboratory');
};

/** What the tests of a form see and do; the server is the one with Nextcloud 35 unless another version is named. */
export interface AliceForm {
  workbench: () => Workbench;
  nextcloud: (version?: 25 | 35) => SimulatedNextcloud;
  alice: (version?: 25 | 35) => User;
  /** A text box of the form on screen, by its label. */
  field: (label: string) => Locator;
  shows: (label: string, value: string) => Promise<unknown>;
  press: (key: string) => Promise<void>;
  dirty: () => Promise<void>;
  clean: () => Promise<void>;
  /** Opens Alice's form alone. */
  open: (version: 25 | 35) => Promise<void>;
  /** Up to the list of users of the command that opens one. */
  choose: (version: 25 | 35) => Promise<void>;
}

/** Starts VS Code with two servers, which have Alice as she was at first before each test of a `describe` block. */
export function useAliceForm(): AliceForm {
  const servers = new Map<25 | 35, SimulatedNextcloud>();
  const workbench = useWorkbench(async () => {
    for (const version of [25, 35] as const) {
      const nextcloud = await startNextcloud({ version, seed: 'empty' });
      servers.set(version, nextcloud);
    }
    const off = { 'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never' };
    return { settings: { ...off, 'editor.autoIndent': 'none', 'editor.quickSuggestions': false } };
  });

  after(() => Promise.all([...servers.values()].map(server => server.close())));

  const nextcloud = (version: 25 | 35 = 35) => servers.get(version)!;
  const alice = (version: 25 | 35 = 35) => nextcloud(version).state.users.get('alice')!;
  const field = (label: string) =>
    workbench()
      .form()
      .locator('input, textarea')
      .and(workbench().form().getByLabel(label, { exact: true }));
  const shows = (label: string, value: string) =>
    eventually(`${label} is ${value}`, async () => (await field(label).inputValue()) === value);
  const press = (key: string) => workbench().page.keyboard.press(key);
  const dirty = () => workbench().page.locator('.tab.active.dirty').waitFor();
  const clean = () => workbench().page.locator('.tab.active:not(.dirty)').waitFor();

  const open = async (version: 25 | 35) => {
    await choose(version);
    await workbench().pick(alice(version).displayname);
    await field('Display name').waitFor();
    nextcloud(version).requests.length = 0;
  };

  const choose = async (version: 25 | 35) => {
    await workbench().command('Nextcloud Admin: Open User');
    await workbench().page.getByPlaceholder('Select a server').waitFor();
    await workbench().pick(new URL(nextcloud(version).url).host);
    await workbench()
      .page.getByPlaceholder(/^Select a user\./)
      .waitFor();
  };

  before('add both servers', async () => {
    for (const server of servers.values()) await addServer(workbench(), server);
  });

  beforeEach('everybody as at first', () => {
    for (const server of servers.values()) seed(server);
  });

  return { workbench, nextcloud, alice, field, shows, press, dirty, clean, open, choose };
}

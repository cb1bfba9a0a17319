import type { Workbench } from '../e2e/support/workbench.ts';
import { animated } from './apng.ts';
import type { Frame } from './apng.ts';
import type { Camera } from './camera.ts';

type Take = (window: Workbench, camera: Camera) => Promise<void>;

const person = 'Anna Gruber';
const query = 'group:Marketing usage>60%';
/** What a page of the walkthrough has room for. */
const pane = { x: 350, y: 35, width: 640, height: 420 };

/** Each picture, by a name for `npm run pictures name`. */
export const pictures: Readonly<Record<string, Take>> = {
  async sidebar(window, camera) {
    await window.show('Nextcloud Admin');
    await window.expand('Demo');
    await window.expand(/^Groups/);
    await window.row(/^Finance/).waitFor();
    await camera.keep('walkthrough/demo.webp', { x: 40, y: 30, width: 300, height: 420 });
    await window.collapse(/^Groups/);
    await openAll(window);
    await window.row(person).click({ button: 'right' });
    await window.page.getByRole('menuitem', { name: 'Edit', exact: true }).hover();
    await window.page.getByRole('menuitem', { name: 'Quota…', exact: true }).waitFor();
    await camera.keepAsIs('readme/menu-dark.png');
  },

  async form(window, camera) {
    await openForm(window);
    await camera.keep('readme/form-dark.png');
    await camera.keep('walkthrough/form.webp', pane);
    await window.setTheme('light');
    await camera.keep('readme/form-light.png');
    await window.setTheme('dark');
  },

  async find(window, camera) {
    await window.command('Nextcloud Admin: Find User…');
    await window.type('anna');
    await window.option(person).waitFor();
    await window.option('Adam Bianchi').waitFor({ state: 'hidden' });
    await camera.keep('readme/find-dark.png');
    await camera.keep('walkthrough/find.webp', { x: 240, y: 0, width: 640, height: 420 });
    await window.page.keyboard.press('Escape');
  },

  async table(window, camera) {
    await withoutSidebar(window, async () => {
      await openTable(window);
      await camera.keep('readme/table-dark.png');
      await camera.keep('walkthrough/table.webp', { x: 48, y: 35, width: 720, height: 420 });
    });
  },

  async import(window, camera) {
    await withoutSidebar(window, async () => {
      await openImport(window, 'trainees.csv');
      await window.form().getByRole('heading', { name: 'Preview' }).waitFor();
      await camera.keep('readme/import-dark.png');
    });
  },

  async plan(window, camera) {
    await withoutSidebar(window, async () => {
      await openPlan(window);
      await camera.keep('readme/plan-dark.png');
      await camera.keep('walkthrough/plan.webp', { x: 48, y: 35, width: 720, height: 420 });
    });
  },

  async apps(window, camera) {
    await withoutSidebar(window, async () => {
      await window.setTheme('light');
      await window.command('Nextcloud Admin: Open Apps');
      await window.form().getByText('Calendar').first().waitFor();
      await camera.keep('readme/apps-light.png');
      await window.setTheme('dark');
    });
  },

  async overview(window, camera) {
    await withoutSidebar(window, async () => {
      await window.command('Nextcloud Admin: Open Server Overview');
      await window.form().getByText('Memory').first().waitFor();
      await camera.keep('readme/overview-dark.png');
    });
  },
};

/** The way through the product, a picture at each step. */
export async function animation(window: Workbench, camera: Camera): Promise<Buffer> {
  const frames: Frame[] = [];
  const hold = async (milliseconds = 1600) => void frames.push(await camera.frame(milliseconds));
  await openAll(window);
  await hold();
  await window.row(person).click();
  const form = window.form();
  await form.getByText(person).first().waitFor();
  await hold();
  await form.getByLabel('Email', { exact: true }).fill('anna@example.com');
  await window.page.locator('.tab.active.dirty').waitFor();
  await hold();
  await window.page.keyboard.press('Control+s');
  await window.page.locator('.tab.active:not(.dirty)').waitFor();
  await hold();
  await openTable(window);
  await hold(2400);
  await openPlan(window);
  await hold(3200);
  return animated(frames);
}

async function openAll(window: Workbench): Promise<void> {
  await window.show('Nextcloud Admin');
  await window.expand('Demo');
  await window.expand(/^Users/);
  await window.expand(/^All/);
  await window.row(person).waitFor();
}

async function openForm(window: Workbench): Promise<void> {
  await openAll(window);
  await window.row(person).click();
  await window.form().getByText(person).first().waitFor();
  await window.form().getByText('Last sign-in').waitFor();
}

async function openTable(window: Workbench): Promise<void> {
  await window.command('Nextcloud Admin: Open Users as a Table');
  const line = window.form().getByRole('combobox', { name: 'Filter', exact: true });
  await line.fill(query);
  await window.page.keyboard.press('Escape');
  await window
    .form()
    .getByText(/^\d+ of \d+ users$/)
    .waitFor();
}

/** Of an import. */
async function openPlan(window: Workbench): Promise<void> {
  await openImport(window, 'staff.csv');
  await window.form().locator('vscode-button', { hasText: 'Show Plan' }).click();
  await window.form().locator('vscode-button', { hasText: 'Apply…' }).waitFor();
  await window.command('View: Close Editors in Other Groups');
}

async function openImport(window: Workbench, file: string): Promise<void> {
  await window.openText(file);
  await window.command('Nextcloud Admin: Import Users…');
  await window.pick('Active Editor');
}

async function withoutSidebar(window: Workbench, run: () => Promise<void>): Promise<void> {
  await window.command('View: Toggle Primary Side Bar Visibility');
  await run();
  await window.command('View: Toggle Primary Side Bar Visibility');
}

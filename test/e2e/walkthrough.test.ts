import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { limits, scaled } from '../support/limits.ts';
import { answerSignIn } from './support/addServer.ts';
import { assertLegible } from './support/legible.ts';
import { closeSideBar, narrow, narrowEditors } from './support/narrow.ts';
import { Spoken } from './support/spoken.ts';
import { step } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

interface Manifest {
  contributes: { walkthroughs: { steps: { id: string; media: { markdown: string } }[] }[] };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const steps = contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps);

/** Beside the sidebar there is room for what explains a step. */
const wide = { width: 1600, height: 900 };

/** Of the demo. */
const demo = 'Demo';
const person = 'Adam Bianchi';

interface Visit {
  window: Workbench;
  nextcloud: SimulatedNextcloud;
  say: (name: string) => string;
}

/** What is done after the button of each step. */
const deeds: Readonly<Record<string, (visit: Visit) => Promise<unknown>>> = {
  tryDemo: ({ window }) => window.row(demo).waitFor(),

  async addServer({ window, nextcloud, say }) {
    await answerSignIn(window, nextcloud, { say });
    await window.row(new URL(nextcloud.url).host).waitFor();
  },

  async findUser({ window }) {
    await window.type('adam');
    await window.option(person).waitFor();
    await window.page.keyboard.press('Escape');
  },

  async openUser({ window, say }) {
    await window.pick(demo);
    await window.pick(person);
    await window.form().getByLabel(say('Email'), { exact: true }).fill('adam@example.com');
    await window.page.locator('.tab.active.dirty').waitFor();
    await window.page.keyboard.press('Control+s');
    await window.page.locator('.tab.active:not(.dirty)').waitFor();
  },

  async many({ window }) {
    await window.pick(demo);
    await window.confirm();
    await window.form().getByText(person).first().waitFor();
  },

  async review({ window, say }) {
    await window.pick(demo);
    await window.pick(say('All Users'));
    await window.pick(say('Wipe Devices'));
    await window.pick(say('Show the Plan'));
    await window
      .form()
      .getByRole('button', { name: say('Apply…') })
      .waitFor();
  },
};

for (const [language, other] of [
  ['en', 'de'],
  ['de', 'en'],
] as const)
  describe(`the walkthrough, in ${language}`, () => {
    const spoken = new Spoken(language);
    const foreign = spoken.foreign(new Spoken(other));
    const say = (name: string) => spoken.say(name);
    let nextcloud: SimulatedNextcloud;
    const workbench = useWorkbench(async () => {
      nextcloud = await startNextcloud({ seed: 'empty' });
      return { language };
    });

    after(() => nextcloud.close());

    const legible = (part: string) => assertLegible(workbench().page.locator(part), { foreign, nextcloud });
    const open = async () => {
      await workbench().command('Welcome: Open Walkthrough...');
      await workbench().pick(say('walkthrough.title'));
    };
    const row = (id: string) => workbench().page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
    const checked = (id: string) => row(id).locator('.complete');

    beforeEach(async () => {
      await closeSideBar(workbench());
      await open();
    });

    it(`has no text cut off, ${narrow} px wide`, async () => {
      await narrowEditors(workbench());
      for (const { id } of steps) {
        await row(id).click();
        await legible('.getting-started-step :is(.step-title, .step-description-container)');
      }
      await legible('.gettingStartedSlideDetails :is(.category-title, .category-description-container)');
      await workbench().shot(`walkthrough-${language}-narrow`);
    });

    it('has each step completed by what it asks for', async () => {
      const window = workbench();
      await window.page.setViewportSize(wide);
      for (const { id, media } of steps)
        await step(id, async () => {
          await row(id)
            .getByText(say(`walkthrough.${id}.title`), { exact: true })
            .click();
          await window
            .form()
            .getByRole('heading', { name: spoken.headingOf(media.markdown) })
            .waitFor();
          await window.shot(`walkthrough-${language}-${id}`);
          await assertLegible(window.form().locator('body'), { foreign, nextcloud });
          assert(await checked(id).isHidden(), 'It is not completed yet.');
          const [, button = ''] = /\[(.+)\]\(command:/.exec(say(`walkthrough.${id}.description`)) ?? [];
          await row(id).locator('.monaco-button', { hasText: button }).click();
          await deeds[id]?.({ window, nextcloud, say });
          await open();
          await checked(id).waitFor();
        });
    }).timeout(scaled(limits.long));
  });

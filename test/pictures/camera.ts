import { join } from 'node:path';
import type { Workbench } from '../e2e/support/workbench.ts';
import { root } from '../vscode/install.ts';

/** CSS pixels. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Takes the pictures of one window. */
export class Camera {
  readonly taken: string[] = [];
  readonly #window: Workbench;

  constructor(window: Workbench) {
    this.#window = window;
  }

  /** Keeps a picture of the window, or of a part of it, below `media`. */
  async keep(file: string, clip?: Area): Promise<void> {
    await this.#still();
    await this.keepAsIs(file, clip);
  }

  /** The same with the mouse where it is, as a menu needs it. */
  async keepAsIs(file: string, clip?: Area): Promise<void> {
    const path = join(root, 'media', `${file}.png`);
    await this.#window.page.screenshot({ path, animations: 'disabled', ...(clip && { clip }) });
    this.taken.push(path);
  }

  async frame(milliseconds: number): Promise<{ png: Buffer; milliseconds: number }> {
    await this.#still();
    return { png: await this.#window.page.screenshot({ animations: 'disabled' }), milliseconds };
  }

  /** The mouse lies over nothing that would be shown under it. */
  async #still(): Promise<void> {
    await this.#window.page.mouse.move(700, 4);
  }
}

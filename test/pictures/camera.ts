import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Workbench } from '../e2e/support/workbench.ts';
import { root } from '../vscode/install.ts';

/** CSS pixels. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What an editor shows has few colors: a picture with a palette of them takes a third. */
const palette = { palette: true, colours: 64, effort: 10, dither: 0 };
/** What is packed takes a quarter less as WebP, which VS Code shows, but not every place that shows a README. */
const packed = { lossless: true, effort: 6 };

/** Takes the pictures of one window. */
export class Camera {
  readonly taken: string[] = [];
  readonly #window: Workbench;

  constructor(window: Workbench) {
    this.#window = window;
  }

  /** Keeps a picture of the window, or of a part of it, below `media`, as PNG or WebP. */
  async keep(file: string, clip?: Area): Promise<void> {
    await this.#still();
    await this.keepAsIs(file, clip);
  }

  /** The same with the mouse where it is, as a menu needs it. */
  async keepAsIs(file: string, clip?: Area): Promise<void> {
    const path = join(root, 'media', file);
    const picture = await this.#window.page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
    const png = await sharp(picture).png(palette).toBuffer();
    await writeFile(path, file.endsWith('.webp') ? await sharp(png).webp(packed).toBuffer() : png);
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

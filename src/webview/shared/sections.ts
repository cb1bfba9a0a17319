import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { listenerOf } from './inputs.ts';

export interface SectionView {
  id: string;
  title: string;
  content: unknown;
}

/** Sections in a column and, where there is room, a table of contents beside it that follows scrolling. */
export function sections(views: SectionView[], label: string): TemplateResult {
  return html`<div class="body">
    <nav class="toc" aria-label=${label}>
      <ul>
        ${views.map(
          ({ id, title }) => html`<li><a href="#${id}" data-section=${id} @click=${jump}>${title}</a></li>`,
        )}
      </ul>
    </nav>
    <main>
      ${views.map(
        ({ id, title, content }) =>
          html`<section id=${id} tabindex="-1" aria-labelledby="${id}-title">
            <h2 id="${id}-title">${title}</h2>
            ${content}
          </section>`,
      )}
    </main>
  </div>`;
}

function jump(event: Event): void {
  event.preventDefault();
  const target = document.getElementById(listenerOf(event)?.dataset.section ?? '');
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}

/** Marks the current section in the table of contents. Call once, after the sections are in the page. */
export function followScrolling(): void {
  const links = [...document.querySelectorAll<HTMLElement>('.toc a')];
  const all = links.map(link => document.getElementById(link.dataset.section ?? ''));
  const mark = () => {
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    const passed = all.findLastIndex(section => (section?.getBoundingClientRect().top ?? 0) < 120);
    const current = atEnd && window.scrollY > 0 ? links.length - 1 : Math.max(passed, 0);
    links.forEach((link, index) => {
      if (index === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  window.addEventListener('scroll', mark, { passive: true });
  mark();
}

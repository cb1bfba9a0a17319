import type { ElementPart } from 'lit';
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

interface Wrapping extends Element {
  updateComplete: Promise<unknown>;
  wrappedElement: HTMLElement;
}

const isWrapping = (element: Element): element is Wrapping =>
  'updateComplete' in element && 'wrappedElement' in element;

class Describe extends Directive {
  /** Only declares the directive's parameter; `update` does the work. */
  override render(problem: string): unknown {
    return problem;
  }

  override update({ element }: ElementPart, [problem]: [string]): typeof noChange {
    if (!isWrapping(element)) return noChange;
    void element.updateComplete.then(() => {
      element.wrappedElement.setAttribute('aria-description', problem);
      element.wrappedElement.setAttribute('aria-invalid', String(problem !== ''));
    });
    return noChange;
  }
}

/** Lets screen readers announce the problem of a VS Code element: ids do not reach into its shadow DOM. */
export const describe = directive(Describe);

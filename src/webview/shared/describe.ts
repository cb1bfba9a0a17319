import type { ElementPart } from 'lit';
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

interface Wrapping extends Element {
  updateComplete: Promise<unknown>;
  wrappedElement: HTMLElement;
}

class Describe extends Directive {
  /** Only declares the directive's parameter; `update` does the work. */
  override render(problem: string): unknown {
    return problem;
  }

  override update({ element }: ElementPart, [problem]: [string]): typeof noChange {
    const wrapping = element as Wrapping;
    void wrapping.updateComplete.then(() => {
      wrapping.wrappedElement.setAttribute('aria-description', problem);
      wrapping.wrappedElement.setAttribute('aria-invalid', String(problem !== ''));
    });
    return noChange;
  }
}

/** Lets screen readers announce the problem of a VS Code element: ids do not reach into its shadow DOM. */
export const describe = directive(Describe);

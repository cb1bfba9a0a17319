import type { ElementPart } from 'lit';
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

interface Wrapping extends Element {
  updateComplete: Promise<unknown>;
  wrappedElement: HTMLElement;
}

class Describe extends Directive {
  /** Declares the directive's parameter; everything is done on the element. */
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

/** Gives a screen reader the problem together with the field of a VS Code element: ids do not reach into its shadow. */
export const describe = directive(Describe);

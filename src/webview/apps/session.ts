import type { ActionTarget, AppsAction, AppsState } from '../protocol.ts';
import { DocumentForm } from '../shared/documentForm.ts';

let show: (state: AppsState) => void = () => undefined;

export const form = new DocumentForm<AppsState, AppsAction>(state => show(state));

export function begin(render: (state: AppsState) => void): void {
  show = render;
  form.start();
}

export const run = (action: AppsAction, target?: ActionTarget): void =>
  form.host.post({ type: 'run', action, ...(target && { target }) });

export const enabledIds = (): string[] => form.list('enabled');

/** What VS Code keeps of the view while the tab is hidden. */
export const kept = (name: string): unknown => form.host.viewState[name];

export function keep(name: string, value: unknown): void {
  form.host.viewState = { ...form.host.viewState, [name]: value };
  form.refresh();
}

export const chosenId = (): unknown => kept('app');

import type { Change } from '../../servers/changes.ts';
import type { AccountState } from '../../webview/protocol.ts';
import type { OpenForm } from '../kind.ts';

/** The open forms that follow the second factor of their users. */
const following = new WeakSet<object>();

/** Shows the second factor of the form's user, which takes a request of its own, and follows it. Called again, it asks anew. */
export async function showSecondFactor(form: OpenForm<AccountState>, signal: AbortSignal): Promise<void> {
  const { forgetSecondFactors, secondFactorOf } = await import('../../servers/secondFactors.ts');
  const { place, update } = form;
  const { server, id } = place;
  const show = async () => {
    const secondFactor = await secondFactorOf(server, id, signal);
    if (!signal.aborted) update({ secondFactor });
  };
  if (following.has(form)) forgetSecondFactors(server, id);
  else follow();
  await show();

  function follow(): void {
    following.add(form);
    const concerns = (change: Change) =>
      change.kind === 'users' || (change.kind === 'user' && change.userId === id);
    const subscription = server.changes.onDidChange(change => {
      if (concerns(change)) void show();
    });
    signal.addEventListener('abort', () => void subscription.dispose(), { once: true });
  }
}

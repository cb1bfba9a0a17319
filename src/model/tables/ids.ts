import { checkNewGroupId, checkNewUserId } from '../../ocs/checks.ts';
import { userIdProblem } from '../newUser.ts';

/** Why servers would refuse a new user's ID, in a sentence. */
export const idProblem = (id: string): string | undefined =>
  userIdProblem(id) ?? messageOf(() => checkNewUserId(id));

export const isGroupId = (id: string): boolean => messageOf(() => checkNewGroupId(id)) === undefined;

function messageOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

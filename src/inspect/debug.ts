import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import type { UserKeys } from './find/candidate.ts';
import { isDebugVariable, stringOf, userOf } from './find/debugValue.ts';

/** A value of the Debug Adapter Protocol; if the reference is above 0, it has members to request. */
interface DebugValue {
  value: string;
  variablesReference: number;
}

/** What VS Code passes to the menus of Variables and Watch. */
export interface DebugMenuContext {
  sessionId?: string;
  variable: DebugValue & { name: string };
}

export function isDebugMenuContext(argument: unknown): argument is DebugMenuContext {
  const { variable } = recordIn(argument);
  return typeof recordIn(variable).value === 'string';
}

/** The user ID that a variable holds; `undefined` if it holds none. */
export function userOfVariable({ variable }: DebugMenuContext, keys: UserKeys): Promise<string | undefined> {
  return userOfValue(vscode.debug.activeDebugSession, variable, keys);
}

/** The user ID that an expression yields at the current stop of the program; `undefined` if there is none. */
export async function evaluate(expression: string, keys: UserKeys): Promise<string | undefined> {
  const frame = vscode.debug.activeStackItem;
  if (!(frame instanceof vscode.DebugStackFrame)) return undefined;
  try {
    // In the context `hover`, adapters avoid side effects.
    const answer: unknown = await frame.session.customRequest('evaluate', {
      expression,
      frameId: frame.frameId,
      context: 'hover',
    });
    const { result, variablesReference } = recordIn(answer);
    const value = { value: String(result), variablesReference: Number(variablesReference) };
    return await userOfValue(frame.session, value, keys);
  } catch {
    // Not an expression, or not one that can be evaluated here: the text itself counts.
    return undefined;
  }
}

async function userOfValue(
  session: vscode.DebugSession | undefined,
  { value, variablesReference }: DebugValue,
  keys: UserKeys,
): Promise<string | undefined> {
  const text = stringOf(value);
  if (text !== undefined || !session || !variablesReference) return text;
  const answer: unknown = await session.customRequest('variables', { variablesReference });
  const { variables } = recordIn(answer);
  return userOf(Array.isArray(variables) ? variables.filter(isDebugVariable) : [], keys);
}

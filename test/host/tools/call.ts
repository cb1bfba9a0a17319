import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ToolContext } from '../../../src/commands/tools/tool.ts';
import { languageModelTools } from '../../../src/commands/tools/tools.ts';
import { theExtension } from '../support/extension.ts';

export const { token } = new vscode.CancellationTokenSource();

/** What the tools have of the extension, with something else in its place. */
async function contextOf(instead: Partial<ToolContext>): Promise<ToolContext> {
  const { documents, ...parts } = await theExtension();
  return { ...parts, open: documents.open, ...instead };
}

async function toolOf(name: string, instead: Partial<ToolContext> = {}) {
  const tool = languageModelTools(await contextOf(instead)).get(name);
  assert.ok(tool, name);
  return tool;
}

/** What a person is asked before the tool is run. */
export async function confirmation(name: string, input: unknown): Promise<vscode.MarkdownString> {
  const tool = await toolOf(name);
  const prepared = await tool.prepareInvocation?.({ input }, token);
  const message = prepared?.confirmationMessages?.message;
  assert.ok(message instanceof vscode.MarkdownString);
  return message;
}

/** As VS Code does once the person has agreed. */
export async function callTool<T>(name: string, input: unknown, instead?: Partial<ToolContext>): Promise<T> {
  const tool = await toolOf(name, instead);
  const result = await tool.invoke({ input, toolInvocationToken: undefined }, token);
  const [part] = result?.content as vscode.LanguageModelTextPart[];
  return JSON.parse(part?.value ?? '') as T;
}

import * as vscode from 'vscode';

/** The icon for tabs of webviews. Tabs accept no theme icons and paint `currentColor` black. */
export function tabIcon(extension: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } {
  const file = (theme: string) => vscode.Uri.joinPath(extension, 'media', `tab-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

/**
 * VS Code turns `[text](command:…)` in notifications, save errors and input prompts into a link that runs a command.
 * A zero-width space between the brackets prevents that.
 */
function plain(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}

const longest = 500;

/** `plain`, on one line and cut off, for places where a server's text could fill the screen. `max` in characters. */
export function plainLine(text: string, max = longest): string {
  const line = plain(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** For labels of quick picks, in which VS Code turns `$(name)` into an icon. */
export function iconless(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}

/** The title of a command that asks, over its question: the ellipsis has kept its promise there. */
export const questionTitle = (title: string): string => plainLine(title.replace(/…$/, ''));

/**
 * VS Code turns `[text](command:…)` in notifications, save errors and input prompts into a link that runs.
 * A zero-width space between the brackets keeps a server's text what it is: text.
 */
function plain(text: string): string {
  return text.replaceAll('](', ']\u200b(');
}

const longest = 500;

/** `plain`, in one line and cut: for places where a server could otherwise fill the screen. */
export function plainLine(text: string, max = longest): string {
  const line = plain(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** For labels of quick picks, where VS Code reads `$(name)` as an icon. */
export function iconless(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}

/** The user IDs in a pasted text, each once: one per line, or separated by commas, semicolons or tabs. IDs may contain spaces. */
export function idsIn(text: string): string[] {
  const parts = text.split(/[\r\n,;\t]+/).map(part => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return [...new Set(parts)].filter(id => id !== '');
}

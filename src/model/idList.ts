/** The user ids in a pasted text: one a line, or separated by commas, semicolons or tabs; each once. Ids may hold spaces. */
export function idsIn(text: string): string[] {
  const parts = text.split(/[\r\n,;\t]+/).map(part => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return [...new Set(parts)].filter(id => id !== '');
}

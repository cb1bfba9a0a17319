/** PHP's `rawurldecode`: badly encoded parts stay as they are. */
export function phpRawUrlDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

/** PHP's `urldecode`, which makes a space of `+` as well. */
export function phpUrlDecode(text: string): string {
  return phpRawUrlDecode(text.replaceAll('+', ' '));
}

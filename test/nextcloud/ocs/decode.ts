/** PHP's `rawurldecode`: leaves badly encoded parts as they are. */
export function phpRawUrlDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

/** PHP's `urldecode`: also turns `+` into a space. */
export function phpUrlDecode(text: string): string {
  return phpRawUrlDecode(text.replaceAll('+', ' '));
}

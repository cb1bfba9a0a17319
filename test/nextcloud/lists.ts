/** Long lists of short words, written as one text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

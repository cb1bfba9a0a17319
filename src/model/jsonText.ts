/** JSON as the text of a document, whose lines end only where JSON's own do. */
export const jsonText = (value: unknown, indent?: string | number): string =>
  withoutSeparators(JSON.stringify(value, undefined, indent));

/** VS Code takes U+2028 and U+2029 for ends of lines, and offers to remove them. In JSON they may be escaped. */
export const withoutSeparators = (json: string): string =>
  json.replaceAll(/[\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16)}`);

const pieces = new Map<string, string>();
/** More different pieces than names have. */
const mostPieces = 10_000;

/** A text without case and accents, by which people find what they do not spell exactly. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : lower.replace(/[\u0080-\uffff]+/g, withoutAccents);
}

/** A regular expression would take four times as long. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function withoutAccents(piece: string): string {
  const known = pieces.get(piece);
  if (known !== undefined) return known;
  const plain = piece.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  if (pieces.size === mostPieces) pieces.clear();
  pieces.set(piece, plain);
  return plain;
}

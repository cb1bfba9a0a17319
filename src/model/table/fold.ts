const pieces = new Map<string, string>();
/** More different pieces than names have. */
const mostPieces = 10_000;

/** A text without case and accents, by which people find what they do not spell exactly. */
export const folded = (text: string): string =>
  text.toLowerCase().replace(/[\u0080-\uffff]+/g, withoutAccents);

function withoutAccents(piece: string): string {
  const known = pieces.get(piece);
  if (known !== undefined) return known;
  const plain = piece.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  if (pieces.size === mostPieces) pieces.clear();
  pieces.set(piece, plain);
  return plain;
}

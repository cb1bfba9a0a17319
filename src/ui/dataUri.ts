import type { Avatar } from '../ocs/index.ts';

/** An image as a `data:` URI. `undefined` for any type other than the image formats that cannot contain scripts. */
export function dataUri({ type, bytes }: Avatar): string | undefined {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(type)) return undefined;
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

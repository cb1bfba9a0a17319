import type { Avatar } from '../ocs/index.ts';

/** A picture as a `data:` URI: nothing is fetched. `undefined` for what is none that browsers show without running anything. */
export function dataUri({ type, bytes }: Avatar): string | undefined {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(type)) return undefined;
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

interface Icons {
  css: string;
  ttf: Buffer;
}

export function usedIcons(all: Icons, code: string): Promise<Icons>;

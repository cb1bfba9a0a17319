/** VS Code's own themes: the setting's value, the name in the picker, and the class of the window. */
export const themes = {
  dark: { setting: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  light: { setting: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
  hc: { setting: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
} as const;
export type Theme = keyof typeof themes;

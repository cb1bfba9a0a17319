/** The editor's language, as a BCP 47 tag: that of dates, numbers and names. */
export const language = (): string => document.documentElement.lang || 'en';

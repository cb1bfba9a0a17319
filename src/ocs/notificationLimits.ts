import * as l10n from '@vscode/l10n';

/** How long the parts of a notification can be, in bytes of UTF-8. */
export const notificationLimits = { subject: 255, message: 4000 } as const;

/** What is wrong with a part of a notification, if anything is, in a sentence. */
export const notificationProblems: Readonly<
  Record<keyof typeof notificationLimits, (text: string) => string | undefined>
> = {
  subject(text) {
    if (!text.trim()) return l10n.t('Enter a subject for the notification.');
    const max = notificationLimits.subject;
    return Buffer.byteLength(text) > max
      ? l10n.t('The subject of the notification is too long. The limit is {max} bytes.', { max })
      : undefined;
  },
  message(text) {
    const max = notificationLimits.message;
    return Buffer.byteLength(text) > max
      ? l10n.t('The text of the notification is too long. The limit is {max} bytes.', { max })
      : undefined;
  },
};

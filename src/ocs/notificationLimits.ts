/** How long the parts of a notification can be, in bytes of UTF-8. */
export const notificationLimits = { subject: 255, message: 4000 } as const;

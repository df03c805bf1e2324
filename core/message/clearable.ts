/** Fields that an update can empty, by their names. */
export const CLEARABLE = ['to', 'cc', 'bcc', 'replyTo', 'subject', 'body', 'categories', 'flag', 'importance'] as const;

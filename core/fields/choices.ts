/** Where a message comes from; saved in workflows. All but `fields`, `template` and `json` are raw MIME. */
export const MESSAGE_SOURCES = ['fields', 'template', 'binary', 'text', 'base64', 'json'] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];
export type RawMimeSource = Exclude<MessageSource, 'fields' | 'template' | 'json'>;

/** Formats of `body`; saved in workflows. */
export const BODY_TYPES = ['auto', 'html', 'markdown', 'text', 'textAsHtml'] as const;
export type BodyType = (typeof BODY_TYPES)[number];

/** In the order of their numbers in PidTagSensitivity (MS-OXCMSG 2.2.1.13); saved in workflows. */
export const SENSITIVITIES = ['normal', 'personal', 'private', 'confidential'] as const;

/** What becomes of what the checks find; saved in workflows. */
export const CHECK_MODES = ['warn', 'refuse', 'off'] as const;
export type CheckMode = (typeof CHECK_MODES)[number];

/** Fields that an update can empty, by their names. */
export const CLEARABLE = ['to', 'cc', 'bcc', 'replyTo', 'subject', 'body', 'categories', 'flag', 'importance'] as const;

/** What becomes of a placeholder without a value; saved in workflows. */
export const MISSING_VALUES = ['refuse', 'empty', 'keep'] as const;
export type MissingValues = (typeof MISSING_VALUES)[number];

/** Colours of categories by the names that Outlook shows: `none`, then in the order of `preset0` to `preset24`. Saved in workflows. */
export const CATEGORY_COLORS = [
	...(['none', 'red', 'orange', 'brown', 'yellow', 'green', 'teal', 'olive', 'blue', 'purple', 'cranberry'] as const),
	...(['steel', 'darkSteel', 'gray', 'darkGray', 'black', 'darkRed', 'darkOrange', 'darkBrown', 'darkYellow'] as const),
	...(['darkGreen', 'darkTeal', 'darkOlive', 'darkBlue', 'darkPurple', 'darkCranberry'] as const),
] as const;
export type CategoryColor = (typeof CATEGORY_COLORS)[number];

/** Where the signature comes from; saved in workflows. */
export const SIGNATURE_SOURCES = ['text', 'template', 'sentMail'] as const;

/** In which font the text is put; saved in workflows. */
export const FONTS = ['asGiven', 'asInOutlook'] as const;

/**
 * The one reader of recipients: whatever people type and paste, and whatever other nodes give, becomes Graph recipients.
 *
 * What is written here is what no parser has: `;` beside `,`, Outlook's `Doe, John <john@contoso.com>; …`, cells of spreadsheets,
 * copied links, quotation marks of all languages, invisible characters, and above all refusals that name the entry. The
 * parsers of postal-mime, nodemailer and email-addresses were measured on the suites in test/core/message/addressSuites: the
 * first two never refuse (`a@x.com b@x.com` becomes one address with a name, `John` an address), drop what stands in brackets
 * of a name, and lose people behind a `;` or in a group; the third refuses every list with a `;` and takes what Exchange does
 * not (quotes and comments in an address). So only the decoding of encoded words (RFC 2047) is postal-mime's.
 *
 * text → plain text (markup.ts, mailto.ts) → parts (scan.ts) → entries (entries.ts) → a recipient each (entry.ts, address.ts).
 */
export { asciiDomain, canBeAddress, problemOf } from './address';
export { showInvisible, trimInvisible } from './invisible';
export { readMailboxAddress } from './mailbox';
export { readRecipientFields, readRecipients, type RecipientFields } from './read';
export type { Recipient } from './recipient';

/**
 * The one reader of recipients: whatever people type and paste, and whatever other nodes give, becomes Graph recipients.
 *
 * Which parser: three well-kept ones were measured on the 1,336 entries of test/core/message/addressSuites.jsonl and on the pasted
 * texts of test/support/recipientCases.mts. Those of postal-mime 4 and nodemailer 10 read the good entries as well as this one
 * does, but take 318 of 366 and 319 of 364 that the suites reject (`a@x.com b@x.com` becomes one person, `John` another), and read
 * 50 and 54 of 202 pasted texts; email-addresses 5 knows one separator, and turns 159 good entries and 117 pasted texts down. None
 * says which entry is wrong. So the structure is read here, and postal-mime decodes the encoded words (RFC 2047).
 *
 * text → plain text (markup.ts, mailto.ts) → parts (scan.ts) → entries (entries.ts) → a recipient each (entry.ts, address.ts).
 */
export { asciiDomain, canBeAddress, problemOf } from './address';
export { showInvisible, trimInvisible } from './invisible';
export { readMailboxAddress } from './mailbox';
export { readRecipientFields, readRecipients, type RecipientFields } from './read';
export type { Recipient } from './recipient';

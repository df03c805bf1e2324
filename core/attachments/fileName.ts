/** UTF-16 units; file systems reject longer names when the attachment is saved. */
const LONGEST = 255;

/**
 * Control characters, half characters, and those that turn the writing direction, which hide the real ending: `gpj.exe`
 * shown as `exe.jpg`.
 */
const UNSEEN = /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * A name under which Outlook can keep and save a file. Quotes, spaces and letters of any script stay as they are; slashes,
 * control characters and the like become `_`. What is longer than 255 characters is shortened in front of its ending.
 */
export function cleanFileName(name: string): string {
	const clean = name.replace(/[/\\]/g, '_').replace(UNSEEN, '_').trim();
	if (clean.length <= LONGEST) return clean;
	const ending = /\.[^.\s]{1,20}$/.exec(clean)?.[0] ?? '';
	const start = clean.slice(0, LONGEST - ending.length);
	// Not through the middle of a character.
	return (/[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start) + ending;
}

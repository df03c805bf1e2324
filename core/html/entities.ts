const NAMED: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	commat: '@',
	period: '.',
};
const ENTITY = new RegExp(`&(?:#x([0-9a-f]{1,6})|#(\\d{1,7})|(${Object.keys(NAMED).join('|')}));`, 'gi');

/**
 * What a text of HTML says, its entities read: numbers, and the names that occur in attributes and addresses. Others stay as they are;
 * a body is read by `htmlToText`, which knows all.
 */
export function withoutEntities(text: string): string {
	return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
		if (name !== undefined) return NAMED[name.toLowerCase()]!;
		const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}
